using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Sources;

namespace NotionSync.Tests.Core.Mapping;

/// <summary>The mapping files of the product, as they lie in the repository.</summary>
internal static class ProductFiles
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(
        typeof(ProductFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "ProjectDirectory").Value!, "..", ".."));

    /// <summary>Reads them with the sources that the product has.</summary>
    public static CatalogResult Read()
    {
        using var services = new ServiceCollection().AddSources(new ConfigurationBuilder().Build()).BuildServiceProvider();
        return CatalogReader.Read(
            "mappings",
            Directory.EnumerateFiles(Path.Combine(Root, "mappings"), "*.yaml").Select(file => ($"mappings/{Path.GetFileName(file)}", File.ReadAllText(file))),
            [.. services.GetServices<ISource>()]);
    }
}
