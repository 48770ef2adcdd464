using System.Text.Json.Nodes;

namespace NotionSync.Sources.Tests.Wandb;

public sealed class WandbComparisonTests
{
    private const string Settings = """{"latest":{"jobType":"eval"},"baseline":{"tags":"baseline"},"summary":["score"]}""";
    private const string Together = """{"latest":{"jobType":"eval"},"baseline":{"tags":"baseline"},"summary":["score"],"together":true}""";

    [Fact]
    public async Task Newest_run_stands_beside_its_baseline()
    {
        await using var bench = await BenchAsync("llm");

        var comparison = Assert.Single((await bench.ReadAsync("comparisons", Settings)).Records).Data;

        Assert.Equal("acme/llm", comparison["key"]!.GetValue<string>());
        Assert.Equal(0.8, comparison["latest"]!["summary"]!["score"]!.GetValue<double>());
        Assert.Equal(0.9, comparison["baseline"]!["summary"]!["score"]!.GetValue<double>());
        var asked = Assert.Single(bench.Asked("Compared"));
        Assert.Equal(("""{"jobType":"eval"}""", """{"tags":"baseline"}"""), (asked["latest"]!.GetValue<string>(), asked["baseline"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Together_they_are_one_record()
    {
        await using var bench = await BenchAsync("llm, speech");

        var read = await bench.ReadAsync("comparisons", Together);

        Assert.Equal(["acme/llm", "acme/speech"], Assert.Single(read.Records).Data["projects"]!.AsArray().Select(project => project!["key"]!.GetValue<string>()));
        Assert.Equal(["acme"], read.Scopes);
    }

    [Fact]
    public async Task Together_a_project_that_is_not_seen_leaves_no_record()
    {
        await using var bench = await BenchAsync("llm, hidden");

        var read = await bench.ReadAsync("comparisons", Together);

        Assert.Empty(read.Records);
        Assert.Contains("hidden", Assert.Single(read.Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Project_without_such_runs_has_none()
    {
        await using var bench = (await WandbBench.StartAsync()).On("Compared", _ => WandbStub.OfProject([new("latest", WandbStub.Connection([])), new("baseline", null)]));

        var comparison = Assert.Single((await bench.ReadAsync("comparisons", Settings)).Records).Data;

        Assert.Null(comparison["latest"]);
        Assert.Null(comparison["baseline"]);
    }

    [Theory]
    [InlineData("{}", "/latest,/baseline")]
    [InlineData("""{"latest":{},"baseline":{"tags":"b"}}""", "/latest")]
    [InlineData("""{"latest":{"state":"finished"},"baseline":{"tags":"b"},"together":"yes"}""", "/together")]
    public async Task Slip_in_the_settings_is_told_with_its_place(string settings, string paths)
    {
        await using var bench = await WandbBench.StartAsync();

        Assert.Equal(paths.Split(','), bench.Source.CheckSettings("comparisons", (JsonObject)JsonNode.Parse(settings)!).Select(fault => fault.Path));
    }

    private static async Task<WandbBench> BenchAsync(string projects) => (await WandbBench.StartAsync(("Projects", projects))).On(
        "Compared",
        variables => variables["project"]!.GetValue<string>() == "hidden" ? WandbStub.Data("project", null) : WandbStub.OfProject(
        [
            new("latest", WandbStub.Connection([WandbBench.ARun(9, ("summaryMetrics", """{"score":0.8}"""))])),
            new("baseline", WandbStub.Connection([WandbBench.ARun(1, ("summaryMetrics", """{"score":0.9}"""))])),
        ]));
}
