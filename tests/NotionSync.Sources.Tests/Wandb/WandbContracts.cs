using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.Wandb;

public sealed class WandbRunsContract : WandbKindContract
{
    protected override string Kind => "runs";

    protected override IReadOnlyList<string> Lists => ["Runs"];

    protected override JsonObject Item(int number) => new()
    {
        ["id"] = $"UnVuOnYxOnJ1bi{number}",
        ["name"] = $"run{number}",
        ["displayName"] = $"sunny-river-{number}",
        ["state"] = "finished",
        ["createdAt"] = "2025-09-10T08:30:00",
        ["heartbeatAt"] = "2025-09-10T18:42:11Z",
        ["computeSeconds"] = 36731,
        ["jobType"] = "train",
        ["group"] = null,
        ["tags"] = new JsonArray("release"),
        ["commit"] = "9fceb02d0ae598e95dc970b74767f19372d61af8",
        ["historyLineCount"] = "5120",
        ["user"] = new JsonObject { ["username"] = "ada" },
        ["config"] = """{"lr":{"value":0.0002,"desc":null},"_wandb":{"value":{"cli_version":"0.16"}},"wandb_version":1}""",
        ["summaryMetrics"] = """{"loss":NaN,"bleu":86.4,"_step":5120}""",
    };

    protected override JsonObject SparseItem(int number) => new() { ["id"] = $"UnVuOnYxOnJ1bi{number}", ["name"] = $"run{number}", ["createdAt"] = "2025-09-10T08:30:00Z" };

    protected override JsonObject? ItemOfTomorrow(int number, string word) => With(number, "state", word);

    protected override StubAnswer Answer(StubRequest request, VendorList list) =>
        WandbStub.OfProject([new("runCount", list.Items.Count), new("runs", WandbStub.Connection(list.At(WandbStub.After(request))))]);
}

public sealed class WandbCheckContract : CheckContract
{
    protected override string Source => "Wandb";

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address, string secret) => WandbStub.Configuration(address, secret);

    protected override StubAnswer Refusal(int status, string secret) => WandbStub.Refusal(status, secret);

    protected override StubAnswer Answer(StubRequest request) => WandbStub.Operation(request) == "Project"
        ? WandbStub.OfProject([new("id", "UHJvamVjdDp2MTpsbG06YWNtZQ==")])
        : new StubAnswer(200, """{"data":{"viewer":{"id":"VXNlcjox","username":"reader"},"entity":{"name":"acme","isTeam":true},"serverInfo":{"latestLocalVersionInfo":null}}}""");
}
