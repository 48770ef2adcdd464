using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;

namespace NotionSync.Tests.Sources.Prometheus;

public sealed class SeriesKindTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 5, 26, 0, TimeSpan.Zero);

    [Fact]
    public async Task Queries_are_joined_by_their_labels_into_one_record_per_thing()
    {
        var stub = new StubPrometheus()
            .Answers("p95", "query-p95.json")
            .Answers("rate", "query-throughput.json")
            .AnswersData("errors", """{"resultType":"vector","result":[{"metric":{"service":"tts"},"value":[1,"0.5"]}]}""");

        var items = await ReadAsync(stub, """{"by":["service"],"queries":{"p95":"p95","rps":"rate","errors":"errors"}}""");

        var records = Records(items);
        Assert.Equal(["avatar", "chatbot", "rag", "stt", "tts"], records.Select(record => record["key"]!.GetValue<string>()));
        Assert.Equal(
            """{"key":"tts","labels":{"service":"tts"},"at":"2026-11-23T05:25:30.000Z","p95":0.1702594339622641,"rps":19.775862068965516,"errors":0.5}""",
            records[4].ToJsonString());
        Assert.False(records[0].ContainsKey("errors"));
        Assert.Equal(new SourceItem.ScopeRead("prometheus"), items[^1]);
    }

    [Fact]
    public async Task Single_record_is_there_when_nothing_is_measured_and_not_when_that_is_unknown()
    {
        var nothing = await ReadAsync(new StubPrometheus().Answers("query-empty.json"), """{"by":[],"queries":{"disk":"max(x)"}}""");
        var refused = await ReadAsync(new StubPrometheus().Answers("query-vector-up.json"), """{"by":[],"queries":{"up":"up"}}""", allowFailures: true);
        var many = await ReadAsync(new StubPrometheus().Answers("query-empty.json"), """{"by":["service"],"queries":{"up":"up"}}""");

        Assert.Equal("""{"key":"all","labels":{},"at":"2026-11-23T05:25:30.000Z"}""", Assert.Single(Records(nothing)).ToJsonString());
        Assert.Equal(new SourceItem.ScopeRead("prometheus"), nothing[^1]);
        Assert.Empty(Records(refused));
        Assert.Empty(Records(many));
    }

    [Fact]
    public async Task All_queries_are_evaluated_at_one_instant_before_the_run()
    {
        var stub = new StubPrometheus().Answers("query-vector-up.json");

        await ReadAsync(stub, """{"by":["instance"],"offsetSeconds":12.5,"queries":{"a":"a","b":"b"},"infos":{"c":{"query":"c"}}}""");

        Assert.Equal(["1795411547.5"], stub.Requests.Select(asked => asked["time"]).Distinct());
    }

    [Fact]
    public async Task Window_stands_for_itself_in_every_query()
    {
        var stub = new StubPrometheus().Answers("query-empty.json");

        await ReadAsync(stub, """{"by":["a"],"window":"90s","queries":{"q":"rate(x[$window])"},"infos":{"i":{"query":"y[$window]"}}}""");
        await ReadAsync(stub, """{"by":["a"],"queries":{"q":"rate(x[$window])"}}""");

        Assert.Equal(["rate(x[5m])", "rate(x[90s])", "y[90s]"], stub.Requests.Select(asked => asked.Query).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Numbers_that_json_cannot_hold_are_texts_and_minus_zero_is_zero()
    {
        var stub = new StubPrometheus().Answers("drift", "query-nan-inf.json").Answers("precision", "query-precision.json");

        var drift = Records(await ReadAsync(stub, """{"by":["model"],"queries":{"v":"drift"}}"""));
        var precision = Records(await ReadAsync(stub, """{"by":["job","k"],"queries":{"v":"precision"}}""", allowFailures: true));

        Assert.Equal(
            ["Avatar-Vision +Inf", "LLM-Core 0.012", "Speech-Cleanser NaN", "unicode \"quoted\" \\ back 日本語 🟢 -Inf"],
            drift.Select(record => $"{record["key"]} {record["v"]}"));
        Assert.Empty(precision);
    }

    [Fact]
    public async Task Large_and_tiny_numbers_survive()
    {
        var stub = new StubPrometheus().AnswersData(
            "q", """{"resultType":"vector","result":[{"metric":{"k":"big"},"value":[1,"1e+21"]},{"metric":{"k":"tiny"},"value":[1,"5e-324"]},{"metric":{"k":"zero"},"value":[1,"-0"]}]}""");

        var records = Records(await ReadAsync(stub, """{"by":["k"],"queries":{"v":"q"}}"""));

        Assert.Equal([1e21, 5e-324, 0], records.Select(record => record["v"]!.GetValue<double>()));
        Assert.Equal("0", records[2]["v"]!.ToJsonString());
    }

    [Fact]
    public async Task Two_series_for_one_record_are_reported_and_none_is_taken()
    {
        var stub = new StubPrometheus()
            .AnswersData("up", """{"resultType":"vector","result":[{"metric":{"cluster":"prod","job":"a"},"value":[1,"1"]},{"metric":{"cluster":"prod","job":"b"},"value":[1,"0"]}]}""")
            .Answers("memory", "query-memory.json");

        var items = await ReadAsync(stub, """{"by":["cluster"],"queries":{"up":"up","memory":"memory"}}""", allowFailures: true);

        var failed = Assert.Single(items.OfType<SourceItem.Failed>());
        Assert.Equal("query 'up'", failed.Part);
        Assert.Contains("2 series for one record 'prod', e.g. {cluster=\"prod\", job=\"a\"} and {cluster=\"prod\", job=\"b\"}", failed.Reason, StringComparison.Ordinal);
        Assert.Equal("""{"key":"prod","labels":{"cluster":"prod"},"at":"2026-11-23T05:25:30.000Z","memory":10.219265175082048}""", Assert.Single(Records(items)).ToJsonString());
        Assert.DoesNotContain(items, item => item is SourceItem.ScopeRead);
    }

    [Fact]
    public async Task Two_series_for_the_single_record_are_reported_too()
    {
        var items = await ReadAsync(new StubPrometheus().Answers("query-vector-up.json"), """{"by":[],"queries":{"up":"up"}}""", allowFailures: true);

        Assert.Contains("4 series for one record 'all'", Assert.Single(items.OfType<SourceItem.Failed>()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Series_without_any_of_the_labels_are_reported()
    {
        var items = await ReadAsync(new StubPrometheus().Answers("query-no-name.json"), """{"by":["service"],"queries":{"up":"sum(up)"}}""", allowFailures: true);

        Assert.Contains("a series without 'service': {}", Assert.Single(items.OfType<SourceItem.Failed>()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Absent_label_is_empty_when_another_is_there_and_slashes_do_not_mix_keys()
    {
        var stub = new StubPrometheus().AnswersData("q", """
            {"resultType":"vector","result":[
              {"metric":{"b":"x"},"value":[1,"1"]},
              {"metric":{"a":"1/2","b":"3"},"value":[1,"2"]},
              {"metric":{"a":"1","b":"2/3"},"value":[1,"3"]}]}
            """);

        var records = Records(await ReadAsync(stub, """{"by":["b","a"],"queries":{"v":"q"}}"""));

        Assert.Equal(["/x", "1%2F2/3", "1/2%2F3"], records.Select(record => record["key"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Nothing_to_tell_records_apart_makes_a_single_one()
    {
        var stub = new StubPrometheus().Answers("sum(up)", "query-no-name.json").Answers("scalar(x)", "query-scalar.json").Answers("0/0", "query-scalar-nan.json");

        var record = Assert.Single(Records(await ReadAsync(stub, """{"by":[],"queries":{"up":"sum(up)","one":"scalar(x)","nan":"0/0"}}""")));

        Assert.Equal("""{"key":"all","labels":{},"at":"2026-11-23T05:25:30.000Z","up":3,"one":1,"nan":"NaN"}""", record.ToJsonString());
    }

    [Theory]
    [InlineData("query-scalar.json", "one number without labels")]
    [InlineData("query-string.json", "a text where a number is needed")]
    [InlineData("query-matrix.json", "samples over time where one number is needed")]
    public async Task Result_of_another_type_is_reported(string file, string words)
    {
        var items = await ReadAsync(new StubPrometheus().Answers(file), """{"by":["service"],"queries":{"v":"q"}}""", allowFailures: true);

        Assert.Contains(words, Assert.Single(items.OfType<SourceItem.Failed>()).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query-err-parse.json")]
    [InlineData("query-err-too-many-samples.json")]
    [InlineData("query-err-timeout.json")]
    public async Task Refused_query_is_named_and_the_others_go_on(string file)
    {
        var stub = new StubPrometheus().Answers("good", "query-p95.json").Answers("bad", file);

        var items = await ReadAsync(stub, """{"by":["service"],"queries":{"good":"good","bad":"bad"}}""", allowFailures: true);

        Assert.Equal("query 'bad'", Assert.Single(items.OfType<SourceItem.Failed>()).Part);
        Assert.Equal(5, Records(items).Count);
        Assert.DoesNotContain(items, item => item is SourceItem.ScopeRead);
    }

    [Fact]
    public async Task Warning_makes_the_read_partial_and_its_data_are_kept()
    {
        var stub = new StubPrometheus().Answers("a", "query-p95.json").Answers("b", "query-warnings-remote-read.json");

        var items = await ReadAsync(stub, """{"by":["service"],"queries":{"a":"a","b":"b"}}""", allowFailures: true);

        Assert.StartsWith("query 'b': remote_read: ", Assert.Single(items.OfType<SourceItem.Partial>()).Warning, StringComparison.Ordinal);
        Assert.Equal(5, Records(items).Count);
        Assert.DoesNotContain(items, item => item is SourceItem.ScopeRead);
    }

    [Fact]
    public async Task Empty_results_are_a_whole_read_without_records()
    {
        var items = await ReadAsync(new StubPrometheus().Answers("query-empty.json"), """{"by":["service"],"queries":{"a":"a"}}""");

        Assert.Equal([new SourceItem.ScopeRead("prometheus")], items);
    }

    [Fact]
    public async Task Range_is_a_list_of_its_finite_numbers_oldest_first()
    {
        var stub = new StubPrometheus().Answers("gpu", "query-range-gpu.json").Answers("drift", "query-range-nan.json");

        var gpu = Records(await ReadAsync(stub, """{"by":[],"ranges":{"day":{"query":"gpu","hours":24,"points":24}}}"""));
        var drift = Records(await ReadAsync(stub, """{"by":["model"],"ranges":{"day":{"query":"drift","hours":1,"points":4}}}"""));

        Assert.Equal("[66.625,66.63749999999999,66.375,65.8875,65.2625,64.52499999999999,63.74999999999999]", Assert.Single(gpu)["day"]!.ToJsonString());
        Assert.Equal("LLM-Core", Assert.Single(drift)["key"]!.GetValue<string>());
    }

    [Fact]
    public async Task Range_is_asked_for_on_multiples_of_its_step_so_that_it_stays_until_the_next()
    {
        var stub = new StubPrometheus().Answers("query-range-empty.json");

        await ReadAsync(stub, """{"by":[],"ranges":{"day":{"query":"q","hours":24,"points":24}}}""");

        var asked = Assert.Single(stub.Requests);
        var (start, end) = (long.Parse(asked["start"]!), long.Parse(asked["end"]!));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 5, 0, 0, TimeSpan.Zero), DateTimeOffset.FromUnixTimeSeconds(end));
        Assert.Equal(23 * 3600, end - start);
        Assert.Equal("3600", asked["step"]);
    }

    [Fact]
    public async Task Infos_are_the_labels_of_a_series_without_its_name()
    {
        var stub = new StubPrometheus().Answers("cores", "query-node-cores.json").Answers("node_uname_info", "query-node-uname.json");

        var record = Assert.Single(Records(await ReadAsync(
            stub, """{"by":["instance"],"queries":{"cores":"cores"},"infos":{"uname":{"query":"node_uname_info"}}}""")));

        Assert.Equal("6.1.0-28-amd64", record["uname"]!["release"]!.GetValue<string>());
        Assert.False(record["uname"]!.AsObject().ContainsKey("__name__"));
        Assert.Equal(2, record["cores"]!.GetValue<double>());
    }

    [Fact]
    public async Task Native_histogram_is_a_member_as_sent()
    {
        var record = Assert.Single(Records(await ReadAsync(new StubPrometheus().Answers("native-histogram-vector.json"), """{"by":["service"],"queries":{"h":"q"}}""")));

        Assert.Equal("1540", record["h"]!["count"]!.GetValue<string>());
    }

    [Fact]
    public async Task Wrong_credential_ends_the_read_with_what_to_do()
    {
        var fault = await Assert.ThrowsAsync<SourceException>(() => ReadAsync(new StubPrometheus().Answers("auth-err-bad.txt"), """{"by":["a"],"queries":{"a":"a","b":"b"}}"""));

        Assert.Contains("Sources:Prometheus:Token", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_are_refused_without_a_call()
    {
        var stub = new StubPrometheus();

        var fault = await Assert.ThrowsAsync<SourceException>(() => ReadAsync(stub, """{"by":["a"],"queries":{"a":""}}"""));

        Assert.Contains("/queries/a", fault.Message, StringComparison.Ordinal);
        Assert.Empty(stub.Requests);
    }

    private static async Task<List<SourceItem>> ReadAsync(StubPrometheus stub, string settings, bool allowFailures = false)
    {
        var query = new SourceQuery("series", JsonNode.Parse(settings)!.AsObject(), At, Cursor: null);
        var items = await stub.Source().ReadAsync(query, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.True(allowFailures || items.All(item => item is SourceItem.Found or SourceItem.ScopeRead), string.Join('\n', items));
        return items;
    }

    private static List<JsonObject> Records(IEnumerable<SourceItem> items) => [.. items.OfType<SourceItem.Found>().Select(item => item.Record.Data)];
}
