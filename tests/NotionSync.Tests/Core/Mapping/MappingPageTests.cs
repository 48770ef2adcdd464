using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotionSync.Mapping;

namespace NotionSync.Tests.Core.Mapping;

/// <summary>Holds <c>docs/mappings.md</c> to the mapping files that the program takes.</summary>
public sealed partial class MappingPageTests
{
    private static string Page { get; } = File.ReadAllText(Path.Combine(ProductFiles.Root, "docs", "mappings.md"));

    [Fact]
    public void The_examples_of_the_page_are_mapping_files_without_a_fault()
    {
        var result = CatalogReader.Read("docs", Files(), [new FakeSource("MLflow", "runs"), new FakeSource("GitHub", "markdown")]);

        Assert.True(result.Diagnostics.IsEmpty, string.Join('\n', result.Diagnostics));
        Assert.Equal(2, result.Catalog!.Databases.Length);
    }

    [Fact]
    public void Every_key_of_a_mapping_file_is_explained_and_shown()
    {
        var examples = string.Concat(Files().Select(file => file.Text));
        var keys = Keys(JsonNode.Parse(MappingSchema.Generate())).Distinct().ToList();

        Assert.True(keys.Count >= 48, "The schema lost its keys.");
        Assert.All(keys, key => Assert.True(
            IsSection(key) || Page.Contains($"`{key}`", StringComparison.Ordinal) || Page.Contains($"`{key}:", StringComparison.Ordinal), $"{key} is not explained."));
        Assert.All(keys, key => Assert.Matches($@"\b{key}:", examples));
    }

    // What the headings speak of.
    private static bool IsSection(string key) => key is "database" or "properties" or "views" or "sources" or "rows";

    private static IEnumerable<string> Keys(JsonNode? schema) => schema switch
    {
        JsonObject members =>
        [
            .. (members["properties"] as JsonObject ?? []).SelectMany(property => Keys(property.Value).Prepend(property.Key)),
            .. members.Where(member => member.Key != "properties").SelectMany(member => Keys(member.Value)),
        ],
        JsonArray items => items.SelectMany(Keys),
        _ => [],
    };

    private static IEnumerable<(string Name, string Text)> Files() =>
        from piece in Yaml().Matches(Page)
        group piece.Groups["text"].Value by piece.Groups["file"].Value into file
        select (file.Key, string.Concat(file));

    [GeneratedRegex(@"^```yaml\n# (?<file>[a-z]+\.yaml)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Yaml();
}
