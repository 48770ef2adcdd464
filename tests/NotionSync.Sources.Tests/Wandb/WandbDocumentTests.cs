using NotionSync.Sources.Wandb;

namespace NotionSync.Sources.Tests.Wandb;

/// <summary>Every document is held against the vendor's schema.</summary>
public sealed class WandbDocumentTests
{
    public static TheoryData<string, int> Documents =>
        [.. WandbDocuments.All.SelectMany(document => document.Variants.Index().Select(variant => new TheoryDataRow<string, int>(document.Name, variant.Index)))];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Document_is_valid_by_the_vendors_schema(string name, int variant)
    {
        var text = WandbDocuments.All.Single(document => document.Name == name).Variants.ElementAt(variant);

        Assert.Empty(await WandbSchema.FaultsAsync(text, TestContext.Current.CancellationToken));
        Assert.Contains($"query {name}(", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query Bad { viewer { id lossy } }", "lossy")]
    [InlineData("query Bad($name: String!) { project(name: $name) { runs(newest: 3) { totalCount } } }", "newest")]
    [InlineData("query Bad($after: Int!) { entity(name: $after) { id } }", "after")]
    public async Task Judge_sees_what_the_schema_does_not_have(string text, string word) =>
        Assert.Contains(word, Assert.Single(await WandbSchema.FaultsAsync(text, TestContext.Current.CancellationToken)), StringComparison.Ordinal);

    [Fact]
    public void No_document_asks_for_the_schema() =>
        Assert.All(WandbDocuments.All.SelectMany(document => document.Variants), text => Assert.DoesNotContain("__schema", text, StringComparison.Ordinal));

    [Fact]
    public void Names_tell_the_documents_apart() => Assert.Equal(WandbDocuments.All.Length, WandbDocuments.All.Select(document => document.Name).Distinct().Count());
}
