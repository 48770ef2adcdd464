using NotionSync.Hosting.Configuration;
using NotionSync.Mapping;
using NotionSync.Sources;
using NotionSync.Sources.JsonApi;
using NotionSync.Sources.Prometheus;

namespace NotionSync.Tests.Hosting;

public sealed class ReadmeTests
{
    private static readonly string[] Readme = File.ReadAllLines(Path.Combine(TestFolder.Repository, "README.md"));

    [Fact]
    public void Every_key_stands_in_the_table_and_every_line_of_the_table_is_a_key()
    {
        var documented = Readme.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]).Where(name => name.Contains(':', StringComparison.Ordinal));
        var general = ConfigurationKeys.General.Select(key => key.Name);

        Assert.Equal(general.Concat(["Sources:<Name>:Enabled", "Sources:<Name>:Schedule", "Sources:<Name>:Timeout"]).Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Secrets_are_marked_in_the_table() => Assert.All(
        ConfigurationKeys.General,
        key => Assert.Equal(key.IsSecret, Readme.Single(line => line.StartsWith($"| `{key.Name}`", StringComparison.Ordinal)).Contains('◆', StringComparison.Ordinal)));

    public static TheoryData<string> Sources => [.. SourceCatalog.All.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Every_source_has_a_page_whose_table_lists_its_keys(string source) => AssertListed(source.ToLowerInvariant(), SourceCatalog.Find(source)!);

    [Fact]
    public void Page_of_sources_by_mapping_alone_lists_the_keys_of_each() => AssertListed("http", JsonApiServices.Entry(new MappedSource("LangFuse", [])));

    private static void AssertListed(string name, SourceEntry source)
    {
        var page = File.ReadAllLines(Path.Combine(TestFolder.Repository, "docs", "sources", $"{name}.md"));
        var table = page.SkipWhile(line => line != "## Configuration").TakeWhile((line, index) => index == 0 || !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split('`').Where((_, index) => index % 2 == 1));

        Assert.Equal(source.AllKeys.Select(key => key.Name).Order(StringComparer.Ordinal), table.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_option_of_a_source_is_a_key()
    {
        var options = typeof(PrometheusOptions).GetProperties().Where(property => property.CanWrite || property.Name == nameof(PrometheusOptions.Headers));

        Assert.All(options, option => Assert.Contains(
            ConfigurationKeys.OfSources, key => key.Name == $"{PrometheusOptions.Section}:{option.Name}" || key.Name.StartsWith($"{PrometheusOptions.Section}:{option.Name}:", StringComparison.Ordinal)));
    }

    [Fact]
    public void It_is_short_enough_to_be_read() => Assert.InRange(Readme.Length, 100, 200);
}
