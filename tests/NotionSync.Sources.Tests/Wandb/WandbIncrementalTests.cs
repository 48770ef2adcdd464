using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.Wandb;

/// <summary>What is read after the first time, and what is not.</summary>
public sealed class WandbIncrementalTests
{
    [Fact]
    public async Task Whole_read_has_no_filter_and_marks_the_project()
    {
        await using var bench = (await WandbBench.StartAsync()).OnRuns(WandbBench.ARun(1));

        var read = await bench.ReadAsync("runs");

        Assert.False(bench.Asked("Runs").Single().ContainsKey("filters"));
        Assert.Equal(["acme/llm"], read.Scopes);
        Assert.NotNull(read.Cursor);
    }

    [Fact]
    public async Task Later_read_asks_for_new_runs_and_for_those_under_way_with_dates_as_texts()
    {
        await using var bench = (await WandbBench.StartAsync()).OnRuns(WandbBench.ARun(9), WandbBench.ARun(1)).On("Count", _ => Count(2, 2));

        var first = await bench.ReadAsync("runs");
        var second = await bench.ReadAsync("runs", cursor: first.Cursor);

        Assert.Equal(
            """{"$or":[{"createdAt":{"$gte":"2025-09-09T07:30:00Z"}},{"state":{"$in":["running","pending","preempting"]}}]}""",
            Filter(bench.Asked("Runs")[1]));
        Assert.Empty(second.Scopes);
        Assert.Equal(first.Cursor, second.Cursor);
    }

    [Fact]
    public async Task Filter_of_the_block_holds_for_later_reads_too()
    {
        await using var bench = (await WandbBench.StartAsync()).OnRuns(WandbBench.ARun(1)).On("Count", _ => Count(1, 1));
        const string settings = """{"filter":{"jobType":"train"}}""";

        var first = await bench.ReadAsync("runs", settings);
        await bench.ReadAsync("runs", settings, first.Cursor);

        Assert.Equal("""{"jobType":"train"}""", Filter(bench.Asked("Runs")[0]));
        Assert.StartsWith("""{"$and":[{"jobType":"train"},{"$or":[""", Filter(bench.Asked("Runs")[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_filters_by_sign_of_life_is_asked_by_it()
    {
        await using var bench = (await WandbBench.StartAsync())
            .OnRuns(WandbBench.ARun(1, ("heartbeatAt", "2025-09-05T10:00:00")), WandbBench.ARun(2, ("heartbeatAt", "2025-09-04T10:00:00")))
            .On("Count", _ => Count(2, 0));

        var first = await bench.ReadAsync("runs");
        await bench.ReadAsync("runs", cursor: first.Cursor);
        await bench.ReadAsync("runs", cursor: first.Cursor);

        Assert.EndsWith("""{"heartbeatAt":{"$gte":"2025-09-05T09:50:00Z"}}]}""", Filter(bench.Asked("Runs")[1]), StringComparison.Ordinal);
        Assert.Contains("2999-01-01", bench.Asked("Count").Single()["filters"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_refuses_the_question_is_not_asked_by_sign_of_life()
    {
        await using var bench = (await WandbBench.StartAsync()).OnRuns(WandbBench.ARun(1, ("heartbeatAt", "2025-09-05T10:00:00"))).On("Count", _ => WandbStub.Errors("no such filter"));

        var first = await bench.ReadAsync("runs");
        var second = await bench.ReadAsync("runs", cursor: first.Cursor);

        Assert.Empty(second.Complaints);
        Assert.DoesNotContain("heartbeatAt", Filter(bench.Asked("Runs")[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Project_without_runs_tells_nothing_about_the_server()
    {
        await using var bench = (await WandbBench.StartAsync()).OnRuns(WandbBench.ARun(1)).On("Count", _ => Count(0, 0));
        var first = await bench.ReadAsync("runs");

        await bench.ReadAsync("runs", cursor: first.Cursor);
        await bench.ReadAsync("runs", cursor: first.Cursor);

        Assert.Equal(2, bench.Asked("Count").Count);
    }

    [Fact]
    public async Task Run_that_was_under_way_and_no_longer_comes_is_read_by_itself()
    {
        await using var bench = (await WandbBench.StartAsync())
            .OnRuns(WandbBench.ARun(1, ("state", "running")), WandbBench.ARun(2, ("state", "running")), WandbBench.ARun(3))
            .On("Count", _ => Count(3, 3))
            .On("Run", variables => WandbStub.OfProject([new("run", variables["name"]!.GetValue<string>() == "run1" ? WandbBench.ARun(1, ("state", "crashed")) : null)]));
        var first = await bench.ReadAsync("runs");

        bench.OnRuns();
        var second = await bench.ReadAsync("runs", cursor: first.Cursor);
        await bench.ReadAsync("runs", cursor: second.Cursor);

        Assert.Equal("crashed", Assert.Single(second.Records).Data["state"]!.GetValue<string>());
        Assert.Equal(["run1", "run2"], bench.Asked("Run").Select(asked => asked["name"]!.GetValue<string>()));
        Assert.Empty(second.Complaints);
    }

    [Fact]
    public async Task Run_that_is_resumed_is_under_way_again()
    {
        await using var bench = (await WandbBench.StartAsync()).OnRuns(WandbBench.ARun(1, ("state", "crashed"))).On("Count", _ => Count(1, 1));
        var first = await bench.ReadAsync("runs");

        bench.OnRuns(WandbBench.ARun(1, ("state", "running")));
        var second = await bench.ReadAsync("runs", cursor: first.Cursor);

        Assert.Contains("run1", second.Cursor, StringComparison.Ordinal);
        Assert.DoesNotContain("run1", first.Cursor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Project_that_is_new_is_read_whole_beside_others_that_are_not()
    {
        await using var bench = (await WandbBench.StartAsync()).OnRuns(WandbBench.ARun(1)).On("Count", _ => Count(1, 1));
        var first = await bench.ReadAsync("runs", """{"projects":["one"]}""");

        var second = await bench.ReadAsync("runs", """{"projects":["one","two"]}""", first.Cursor);

        Assert.Equal(["acme/two"], second.Scopes);
    }

    [Fact]
    public async Task Project_that_fails_is_read_from_the_same_place_again_and_the_others_go_on()
    {
        var isBroken = true;
        await using var bench = (await WandbBench.StartAsync(("Projects", "one two"))).On("Count", _ => Count(1, 1)).On(
            "Runs",
            variables => isBroken && variables["project"]!.GetValue<string>() == "two"
                ? WandbStub.Errors("broken")
                : WandbBench.Runs(1, new VendorPage([WandbBench.ARun(1)], null, 0)));
        var first = await bench.ReadAsync("runs");
        isBroken = false;

        var second = await bench.ReadAsync("runs", cursor: first.Cursor);

        Assert.Equal(["acme/one"], first.Scopes);
        Assert.Equal(["acme/two"], second.Scopes);
        Assert.Equal([("one", true), ("two", false)], bench.Asked("Runs").Skip(2).Select(asked => (asked["project"]!.GetValue<string>(), asked.ContainsKey("filters"))));
    }

    private static StubAnswer Count(int all, int fit) => WandbStub.OfProject([new("all", all), new("fit", fit)]);

    private static string Filter(JsonObject asked) => asked["filters"]!.GetValue<string>();
}
