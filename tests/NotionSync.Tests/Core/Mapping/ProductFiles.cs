using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Sources;
using NotionSync.Sources.JsonApi;

namespace NotionSync.Tests.Core.Mapping;

/// <summary>The mapping files of the product, as they lie in the repository, read with the product's own sources.</summary>
internal static class ProductFiles
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(
        typeof(ProductFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "ProjectDirectory").Value!, "..", ".."));

    public static IReadOnlyList<(string Name, string Text)> Files { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Root, "mappings"), "*.yaml").Select(file => ($"mappings/{Path.GetFileName(file)}", File.ReadAllText(file)))];

    public static IReadOnlyList<ISource> Sources { get; } = OfProduct();

    public static CatalogResult Read() => CatalogReader.Read("mappings", Files, Sources);

    private static IReadOnlyList<ISource> OfProduct()
    {
        var services = new ServiceCollection();
        services.AddSources(new ConfigurationBuilder().Build(), MappedSources.OfKind(JsonApiServices.Kind, Files));
        return [.. services.BuildServiceProvider().GetServices<ISource>()];
    }
}
