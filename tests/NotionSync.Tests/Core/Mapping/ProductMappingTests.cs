namespace NotionSync.Tests.Core.Mapping;

public sealed class ProductMappingTests
{
    [Fact]
    public void Every_mapping_file_of_the_product_is_valid()
    {
        var result = ProductFiles.Read();

        Assert.True(result.Diagnostics.IsEmpty, string.Join('\n', result.Diagnostics));
        Assert.Equal(12, result.Catalog!.Databases.Length);
    }
}
