using System.Text.Json.Nodes;

namespace NotionSync.Sources.Tests.Wandb;

/// <summary>What the vendor's peculiarities become in records.</summary>
public sealed class WandbRecordTests
{
    [Fact]
    public async Task Settings_are_taken_out_of_their_wrapping_and_flattened()
    {
        var run = await RunAsync(("config", """
            {"lr":{"value":0.0002,"desc":null},"optim":{"value":{"name":"adam","betas":[0.9,0.95],"sub":{"deep":{"deeper":1}}}},
             "plain":7,"box":{"value":3,"unit":"GB"},"gone":{"value":null},"_wandb":{"value":{"t":1}},"wandb_version":1}
            """));

        Assert.Equal(
            """{"lr":0.0002,"optim.name":"adam","optim.betas":[0.9,0.95],"optim.sub.deep.deeper":1,"plain":7,"box.value":3,"box.unit":"GB"}""",
            run["config"]!.ToJsonString());
    }

    [Fact]
    public async Task Settings_nested_beyond_three_dots_stay_as_they_are()
    {
        var run = await RunAsync(("config", """{"a":{"value":{"b":{"c":{"d":{"e":1}}}}}}"""));

        Assert.Equal("""{"a.b.c.d":{"e":1}}""", run["config"]!.ToJsonString());
    }

    [Fact]
    public async Task Settings_and_results_that_come_as_objects_are_read_too()
    {
        var run = await RunAsync(("config", new JsonObject { ["lr"] = new JsonObject { ["value"] = 0.1 } }), ("summaryMetrics", new JsonObject { ["loss"] = 2.5 }));

        Assert.Equal(0.1, run["config"]!["lr"]!.GetValue<double>());
        Assert.Equal(2.5, run["summary"]!["loss"]!.GetValue<double>());
    }

    [Fact]
    public async Task Results_are_numbers_truth_values_and_short_texts()
    {
        var run = await RunAsync(("summaryMetrics", $$$"""
            {"loss":1.93,"val":{"loss":{"min":1.9,"last":2.0}},"ok":true,"note":"fine","long":"{{{new string('x', 201)}}}","none":null,
             "image":{"_type":"image-file","path":"a.png"},"table":{"_type":"table-file","nrows":3},"list":[1,2],"_step":5120,"_runtime":12,"_timestamp":1.7e9,"_wandb":{"runtime":3}}
            """));

        Assert.Equal("""{"loss":1.93,"val.loss.min":1.9,"val.loss.last":2.0,"ok":true,"note":"fine"}""", run["summary"]!.ToJsonString());
    }

    [Fact]
    public async Task Results_that_are_no_numbers_say_so_in_the_words_of_all_records()
    {
        var run = await RunAsync(("summaryMetrics", """{"a":NaN,"b":Infinity,"c":-Infinity,"d":"NaN","e":"Infinity","f":"-Infinity"}"""));

        Assert.Equal("""{"a":"NaN","b":"\u002BInf","c":"-Inf","d":"NaN","e":"\u002BInf","f":"-Inf"}""", run["summary"]!.ToJsonString());
    }

    [Fact]
    public async Task Text_that_cannot_be_read_stays_as_it_is() =>
        Assert.Equal("not json", (await RunAsync(("summaryMetrics", "not json")))["summary"]!.GetValue<string>());

    [Fact]
    public async Task Numbers_beyond_those_of_javascript_come_as_text_and_are_numbers() =>
        Assert.Equal(9007199254740993, (await RunAsync(("historyLineCount", "9007199254740993")))["historyLineCount"]!.GetValue<long>());

    [Theory]
    [InlineData("2023-11-05T17:46:35", "2023-11-05T17:46:35Z")]
    [InlineData("2023-11-05T17:46:35Z", "2023-11-05T17:46:35Z")]
    [InlineData("2023-11-05T17:46:35.123456789Z", "2023-11-05T17:46:35.1234567Z")]
    [InlineData("2023-11-05T17:46:35+02:00", "2023-11-05T15:46:35Z")]
    [InlineData("some day", "some day")]
    public async Task Time_without_a_zone_is_utc(string written, string meant) =>
        Assert.Equal(meant, (await RunAsync(("createdAt", written)))["createdAt"]!.GetValue<string>());

    [Theory]
    [InlineData("finished", true)]
    [InlineData("failed", true)]
    [InlineData("crashed", true)]
    [InlineData("killed", true)]
    [InlineData("preempted", true)]
    [InlineData("running", false)]
    [InlineData("pending", false)]
    [InlineData("preempting", false)]
    public async Task Run_that_is_over_ended_at_its_last_sign_of_life(string state, bool isOver)
    {
        var run = await RunAsync(("state", state), ("heartbeatAt", "2025-09-10T18:42:11"));

        Assert.Equal(isOver ? "2025-09-10T18:42:11Z" : null, run["endedAt"]?.GetValue<string>());
    }

    [Fact]
    public async Task Address_of_a_run_is_encoded_part_by_part()
    {
        var run = await RunAsync(("name", "a/b?c#d e"));

        Assert.Equal("https://wandb.example/acme/llm/runs/a%2Fb%3Fc%23d%20e", run["url"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("https://api.wandb.ai", "https://wandb.ai/acme/llm/runs/run1")]
    [InlineData("https://api.eu.wandb.example/", "https://app.eu.wandb.example/acme/llm/runs/run1")]
    [InlineData("https://wandb.acme.example:8443/base", "https://wandb.acme.example:8443/base/acme/llm/runs/run1")]
    public void Address_for_people_follows_from_that_of_the_api(string api, string page) =>
        Assert.Equal(page, new NotionSync.Sources.Wandb.WandbLinks(new NotionSync.Sources.Wandb.WandbOptions { BaseUrl = api }.App).Run("acme", "llm", "run1"));

    [Fact]
    public async Task Report_has_its_title_in_its_address()
    {
        await using var bench = (await WandbBench.StartAsync(("AppUrl", "https://wandb.example/"))).On("Reports", _ => WandbStub.OfProject(
            [new("allViews", WandbStub.Connection([new JsonObject { ["id"] = "VmlldzoxMjM0NQ==", ["displayName"] = "LLM-Core v2.1 -- what changed?", ["createdAt"] = "2025-09-11T10:00:00" }]))]));

        var read = await bench.ReadAsync("reports");

        Assert.Equal("https://wandb.example/acme/llm/reports/LLM-Core-v2-1-what-changed--VmlldzoxMjM0NQ", Assert.Single(read.Records).Data["url"]!.GetValue<string>());
    }

    [Fact]
    public async Task Course_of_each_wanted_result_is_asked_for_by_itself()
    {
        await using var bench = (await WandbBench.StartAsync()).OnRuns(WandbBench.ARun(1, ("sampledHistory", JsonNode.Parse("""
            [[{"_step":0,"loss":3.1},{"_step":50,"loss":"NaN"}],[{"_step":50,"bleu":80.5},{"_step":60}]]
            """))));

        var read = await bench.ReadAsync("runs", """{"history":{"metrics":["loss","bleu"],"samples":40}}""");

        Assert.Equal(["{\"keys\":[\"_step\",\"loss\"],\"samples\":40}", "{\"keys\":[\"_step\",\"bleu\"],\"samples\":40}"], bench.Asked("Runs")[0]["specs"]!.AsArray().Select(spec => spec!.GetValue<string>()));
        Assert.Equal("""{"loss":[{"step":0,"value":3.1},{"step":50,"value":"NaN"}],"bleu":[{"step":50,"value":80.5}]}""", Assert.Single(read.Records).Data["history"]!.ToJsonString());
    }

    [Fact]
    public async Task Only_wanted_results_and_settings_are_asked_for()
    {
        await using var bench = (await WandbBench.StartAsync()).OnRuns();

        await bench.ReadAsync("runs");
        await bench.ReadAsync("runs", """{"summary":["loss"],"config":["gpus"]}""");

        Assert.False(bench.Asked("Runs")[0].ContainsKey("summary"));
        Assert.Equal("""["loss"]""", bench.Asked("Runs")[1]["summary"]!.ToJsonString());
        Assert.Equal("""["gpus"]""", bench.Asked("Runs")[1]["config"]!.ToJsonString());
    }

    [Fact]
    public async Task Lineage_names_what_went_in_and_came_out()
    {
        var node = new JsonObject
        {
            ["id"] = "QXJ0MQ==",
            ["versionIndex"] = 5,
            ["artifactType"] = new JsonObject { ["name"] = "dataset" },
            ["artifactSequence"] = new JsonObject { ["name"] = "MixCorpus", ["project"] = new JsonObject { ["name"] = "data", ["entity"] = new JsonObject { ["name"] = "acme" } } },
        };
        var edges = new JsonObject { ["edges"] = new JsonArray(new JsonObject { ["usedAs"] = new JsonArray("train"), ["node"] = node }) };

        var run = await RunAsync(("inputArtifacts", edges));

        Assert.Equal("""[{"id":"QXJ0MQ==","versionIndex":5,"usedAs":["train"],"name":"MixCorpus","type":"dataset","version":"v5","project":"data","path":"acme/data/MixCorpus:v5"}]""", run["inputs"]!.ToJsonString());
    }

    [Fact]
    public async Task Equal_answers_make_equal_records()
    {
        await using var bench = (await WandbBench.StartAsync()).OnRuns(WandbBench.ARun(1, ("summaryMetrics", """{"b":1,"a":NaN}""")));

        var (first, second) = (await bench.ReadAsync("runs"), await bench.ReadAsync("runs"));

        Assert.Equal(Assert.Single(first.Records).Data.ToJsonString(), Assert.Single(second.Records).Data.ToJsonString());
    }

    private static async Task<JsonObject> RunAsync(params (string, JsonNode?)[] members)
    {
        await using var bench = (await WandbBench.StartAsync(("AppUrl", "https://wandb.example"))).OnRuns(WandbBench.ARun(1, members));
        var read = await bench.ReadAsync("runs");
        Assert.Empty(read.Complaints);
        return Assert.Single(read.Records).Data;
    }
}
