using NotionSync.Hosting.Configuration;
using NotionSync.Sources.Prometheus;

namespace NotionSync.Tests.Hosting;

public sealed class ReadmeTests
{
    private static readonly string[] Readme = File.ReadAllLines(Path.Combine(TestFolder.Repository, "README.md"));

    [Fact]
    public void Every_key_stands_in_the_table_and_every_line_of_the_table_is_a_key()
    {
        var documented = Readme.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]).Where(name => name.Contains(':', StringComparison.Ordinal));

        Assert.Equal(ConfigurationKeys.All.Select(key => key.Name).Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Secrets_are_marked_in_the_table() => Assert.All(
        ConfigurationKeys.All,
        key => Assert.Equal(key.IsSecret, Readme.Single(line => line.StartsWith($"| `{key.Name}`", StringComparison.Ordinal)).Contains('◆', StringComparison.Ordinal)));

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
