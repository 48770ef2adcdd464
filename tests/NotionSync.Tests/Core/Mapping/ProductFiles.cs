using System.Reflection;
using NotionSync.Abstractions;
using NotionSync.Mapping;

namespace NotionSync.Tests.Core.Mapping;

/// <summary>The mapping files of the product, as they lie in the repository.</summary>
internal static class ProductFiles
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(
        typeof(ProductFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "ProjectDirectory").Value!, "..", ".."));

    public static IReadOnlyList<ISource> Sources { get; } = [new FakeSource("Prometheus", "series", "targets", "rules", "alerts")];

    public static CatalogResult Read() => CatalogReader.Read(
        "mappings",
        Directory.EnumerateFiles(Path.Combine(Root, "mappings"), "*.yaml").Select(file => ($"mappings/{Path.GetFileName(file)}", File.ReadAllText(file))),
        Sources);
}
