using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.PagerDuty;

/// <summary>PagerDuty's own document as the judge of what we send and of what our tests answer.</summary>
public sealed class ContractTests
{
    // Log entries: a loose union and two names for one entry, see the recordings. Services: no 429 in the document, and the parameters of
    // their grouping fit both of the forms of which they may have one.
    private static readonly string[] KnownToDiffer = ["error-429", "incident-log-entries", "log-entries", "services"];

    [Fact]
    public async Task Every_request_of_every_kind_and_of_the_check_is_one_of_the_document()
    {
        var document = PagerDutyDocument.Load();
        await using var bench = await PagerDutyBench.StartAsync();
        var whole = await bench.ReadAsync();
        bench.Account.Log("Q0INC20251005D", "annotate_log_entry", "2026-11-23T05:30:00Z");
        await bench.ReadAsync(whole.Cursor, new JsonObject { ["teams"] = new JsonArray("PTINFRA", "PTDEVOP"), ["services"] = new JsonArray("PSCOSTS"), ["urgencies"] = new JsonArray("low") });
        foreach (var kind in new[] { "services", "oncalls", "priorities" })
        {
            Assert.Empty((await bench.ReadAsync(kind, null, null)).Complaints);
        }

        await bench.ReadAsync("services", null, new JsonObject { ["teams"] = new JsonArray("PTINFRA") });
        await bench.Source.CheckAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            ["/incidents", "/incidents/Q0INC20250929B", "/incidents/Q0INC20251004C", "/log_entries", "/oncalls", "/priorities", "/services"],
            bench.Requests.Select(request => request.Path).Where(path => path.Count(letter => letter == '/') < 3).Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(bench.Requests.SelectMany(document.Faults));
    }

    public static TheoryData<string> Recordings =>
        [.. Directory.GetFiles(TestFolder.Recording("pagerduty"), "*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Recorded_answers_are_ones_of_the_document(string recording)
    {
        var document = PagerDutyDocument.Load();
        var exchange = PagerDutyRecordings.Exchange(recording);
        var path = exchange["request"]!["path"]!.GetValue<string>().Split('?')[0];
        var request = new StubRequest("GET", path, Array.Empty<int>().ToLookup(_ => "", _ => ""), new Dictionary<string, string>(), "");

        var faults = await document.FaultsAsync(request, PagerDutyRecordings.Body(recording), exchange["response"]!["status"]!.GetValue<int>());

        Assert.True(KnownToDiffer.Contains(recording) == faults.Count > 0, string.Join('\n', faults));
    }
}
