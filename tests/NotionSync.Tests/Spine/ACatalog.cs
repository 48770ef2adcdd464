using NotionSync.Mapping;

namespace NotionSync.Tests.Spine;

/// <summary>A catalog made of the texts of mapping files that have no fault.</summary>
internal static class ACatalog
{
    public static Catalog Of(params string[] files)
    {
        var result = CatalogReader.Read("mappings", files.Select((text, index) => ($"mappings/{index}.yaml", text)), [new FakePrometheus()]);
        Assert.True(result.Catalog is not null, string.Join('\n', result.Diagnostics));
        return result.Catalog;
    }
}
