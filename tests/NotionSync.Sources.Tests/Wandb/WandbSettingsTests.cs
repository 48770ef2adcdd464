using System.Text.Json.Nodes;

namespace NotionSync.Sources.Tests.Wandb;

public sealed class WandbSettingsTests
{
    [Theory]
    [InlineData("runs", """{"projects":"llm"}""", "/projects", "[llm, speech]")]
    [InlineData("runs", """{"projects":[]}""", "/projects", "leave it out")]
    [InlineData("runs", """{"filter":"train"}""", "/filter", "jobType")]
    [InlineData("runs", """{"lineage":"yes"}""", "/lineage", "true")]
    [InlineData("runs", """{"system":1}""", "/system", "true")]
    [InlineData("runs", """{"summary":[1]}""", "/summary", "[loss, accuracy]")]
    [InlineData("runs", """{"history":["loss"]}""", "/history", "metrics: [loss]")]
    [InlineData("runs", """{"history":{"samples":10}}""", "/history/metrics", "metrics: [loss]")]
    [InlineData("runs", """{"history":{"metrics":["loss"],"samples":1}}""", "/history/samples", "2 to 10000")]
    [InlineData("runs", """{"history":{"metrics":["loss"],"sample":9}}""", "/history/sample", "samples")]
    [InlineData("runs", """{"sumary":["loss"]}""", "/sumary", "summary")]
    [InlineData("artifacts", "{}", "/type", "type: dataset")]
    [InlineData("artifacts", """{"type":["dataset"]}""", "/type", "type: dataset")]
    [InlineData("registry", """{"registries":"model"}""", "/registries", "[model]")]
    [InlineData("projects", """{"projects":[7]}""", "/projects", "[llm, speech]")]
    [InlineData("sweeps", """{"projects":{}}""", "/projects", "[llm, speech]")]
    [InlineData("reports", """{"projects":null}""", "/projects", "[llm, speech]")]
    public async Task Slip_is_told_with_its_place_and_its_mend(string kind, string settings, string path, string fix)
    {
        await using var bench = await WandbBench.StartAsync();

        var fault = Assert.Single(bench.Source.CheckSettings(kind, (JsonObject)JsonNode.Parse(settings)!));

        Assert.Equal(path, fault.Path);
        Assert.Contains(fix, fault.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs", """{"projects":["llm","other/speech"],"filter":{"jobType":"train"},"summary":["loss"],"config":["gpus"],"history":{"metrics":["loss"]},"lineage":true,"system":false}""")]
    [InlineData("artifacts", """{"type":"model","summary":["bleu"]}""")]
    [InlineData("registry", """{"registries":["model"],"history":{"metrics":["loss"],"samples":50}}""")]
    public async Task Whole_settings_have_no_fault(string kind, string settings)
    {
        await using var bench = await WandbBench.StartAsync();

        Assert.Empty(bench.Source.CheckSettings(kind, (JsonObject)JsonNode.Parse(settings)!));
    }
}
