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

public sealed class WandbProjectsContract : WandbKindContract
{
    protected override string Kind => "projects";

    protected override IReadOnlyList<string> Lists => ["Projects"];

    // Without names, so that every project of the entity is wanted.
    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address) =>
        new Dictionary<string, string?>(WandbStub.Configuration(address, Secret)) { ["Sources:Wandb:Projects"] = null };

    protected override JsonObject Item(int number) => new()
    {
        ["id"] = $"UHJvamVjdDp2MT{number}",
        ["internalId"] = $"UHJvamVjdEludGVybmFsSWQ6{number}",
        ["name"] = $"llm-{number}",
        ["entityName"] = WandbStub.Entity,
        ["createdAt"] = "2025-05-02T07:00:00",
        ["updatedAt"] = null,
    };

    protected override JsonObject SparseItem(int number) => new() { ["id"] = $"UHJvamVjdDp2MT{number}", ["name"] = $"llm-{number}", ["createdAt"] = "2025-05-02T07:00:00Z" };

    protected override StubAnswer Answer(StubRequest request, VendorList list) => WandbStub.Data("models", WandbStub.Connection(list.At(WandbStub.After(request))));
}

public sealed class WandbSweepsContract : WandbKindContract
{
    protected override string Kind => "sweeps";

    protected override IReadOnlyList<string> Lists => ["Sweeps"];

    protected override JsonObject Item(int number) => new()
    {
        ["id"] = $"U3dlZXA6{number}",
        ["name"] = $"sw{number}",
        ["displayName"] = "learning rate",
        ["method"] = "bayes",
        ["state"] = "FINISHED",
        ["bestLoss"] = 1.93,
        ["config"] = "method: bayes",
        ["createdAt"] = "2025-08-30T09:00:00",
        ["runCount"] = 12,
    };

    protected override JsonObject SparseItem(int number) => new()
    {
        ["id"] = $"U3dlZXA6{number}",
        ["name"] = $"sw{number}",
        ["method"] = "grid",
        ["state"] = "RUNNING",
        ["config"] = "",
        ["createdAt"] = "2025-08-30T09:00:00Z",
        ["runCount"] = 0,
    };

    protected override JsonObject? ItemOfTomorrow(int number, string word) => With(number, "state", word);

    protected override StubAnswer Answer(StubRequest request, VendorList list) => WandbStub.OfProject([new("sweeps", WandbStub.Connection(list.At(WandbStub.After(request))))]);
}

public sealed class WandbReportsContract : WandbKindContract
{
    protected override string Kind => "reports";

    protected override IReadOnlyList<string> Lists => ["Reports"];

    protected override JsonObject Item(int number) => new()
    {
        ["id"] = $"VmlldzoxMjM{number}=",
        ["name"] = "ab12",
        ["displayName"] = "LLM-Core v2.1: what changed?",
        ["description"] = "Quality against v2.0",
        ["createdAt"] = "2025-09-11T10:00:00",
        ["updatedAt"] = "2025-09-12T10:00:00",
        ["user"] = new JsonObject { ["username"] = "ada" },
    };

    protected override JsonObject SparseItem(int number) => new() { ["id"] = $"VmlldzoxMjM{number}=", ["createdAt"] = "2025-09-11T10:00:00Z" };

    protected override StubAnswer Answer(StubRequest request, VendorList list) => WandbStub.OfProject([new("allViews", WandbStub.Connection(list.At(WandbStub.After(request))))]);
}

public sealed class WandbArtifactsContract : WandbKindContract
{
    protected override string Kind => "artifacts";

    protected override JsonObject? Settings => new() { ["type"] = "dataset" };

    // The first page of versions comes along with the collections.
    protected override IReadOnlyList<string> Lists => ["Collections", "Versions"];

    protected override JsonObject Item(int number) => WandbStub.Artifact(number);

    protected override JsonObject SparseItem(int number) => new()
    {
        ["id"] = $"QXJ0aWZhY3Q6{number}",
        ["digest"] = "",
        ["state"] = "COMMITTED",
        ["size"] = "0",
        ["fileCount"] = "0",
        ["createdAt"] = "2025-08-02T06:30:00Z",
        ["aliases"] = new JsonArray(),
    };

    protected override StubAnswer Answer(StubRequest request, VendorList list)
    {
        var versions = WandbStub.Connection(
            list.At(WandbStub.Operation(request) == "Versions" ? WandbStub.After(request) : null), item => new JsonObject { ["version"] = $"v{item["versionIndex"] ?? 0}", ["node"] = item });
        if (WandbStub.Operation(request) == "Versions")
        {
            return WandbStub.OfProject([new("artifactCollection", new JsonObject { ["artifacts"] = versions })]);
        }

        var collection = new JsonObject { ["__typename"] = "ArtifactSequence", ["id"] = "QXJ0aWZhY3RTZXF1ZW5jZTox", ["name"] = "MixCorpus", ["createdAt"] = "2025-05-02T07:00:00", ["artifacts"] = versions };
        return WandbStub.OfProject([new("artifactType", new JsonObject { ["artifactCollections"] = WandbStub.Connection([collection]) })]);
    }
}

public sealed class WandbRegistryContract : WandbKindContract
{
    protected override string Kind => "registry";

    protected override IReadOnlyList<string> Lists => ["Registered"];

    protected override JsonObject Item(int number) => WandbStub.Member(number);

    protected override JsonObject SparseItem(int number) => new() { ["id"] = $"TWVtYmVyc2hpcDo{number}", ["createdAt"] = "2025-09-11T10:00:00Z", ["aliases"] = new JsonArray() };

    protected override StubAnswer Answer(StubRequest request, VendorList list) => WandbStub.Operation(request) == "Organization"
        ? WandbStub.Data("entity", new JsonObject { ["organization"] = new JsonObject { ["name"] = "Acme AI", ["orgEntity"] = new JsonObject { ["name"] = "acme-ai_abc123" } } })
        : WandbStub.Data("organization", new JsonObject { ["orgEntity"] = new JsonObject { ["artifactMemberships"] = WandbStub.Connection(list.At(WandbStub.After(request))) } });
}

/// <summary>The registry of a server that has none of an organization.</summary>
public sealed class WandbOldRegistryContract : WandbKindContract
{
    protected override string Kind => "registry";

    protected override IReadOnlyList<string> Lists => ["OldRegistry"];

    // Its collections are what has pages, and each has its versions whole.
    protected override JsonObject Item(int number)
    {
        var member = WandbStub.Member(number);
        member.Remove("artifactCollection");
        return member;
    }

    protected override JsonObject SparseItem(int number) => new() { ["id"] = $"TWVtYmVyc2hpcDo{number}", ["createdAt"] = "2025-09-11T10:00:00Z", ["aliases"] = new JsonArray() };

    protected override StubAnswer Answer(StubRequest request, VendorList list) => WandbStub.Operation(request) == "Organization"
        ? WandbStub.Data("entity", new JsonObject { ["organization"] = null })
        : WandbStub.OfProject([new("artifactCollections", WandbStub.Connection(list.At(WandbStub.After(request)), item => new JsonObject { ["node"] = Collection(item) }))]);

    private static JsonObject Collection(JsonObject member) => new()
    {
        ["__typename"] = "ArtifactPortfolio",
        ["id"] = $"QXJ0aWZhY3RQb3J0Zm9saW86{member["id"]}",
        ["name"] = "LLM-Core",
        ["createdAt"] = "2025-05-02T07:00:00",
        ["defaultArtifactType"] = new JsonObject { ["name"] = "model" },
        ["project"] = new JsonObject { ["name"] = "model-registry", ["entity"] = new JsonObject { ["name"] = WandbStub.Entity } },
        ["artifactMemberships"] = WandbStub.Connection([member]),
    };
}

/// <summary>Its vendor's list is that of the projects.</summary>
public sealed class WandbComparisonsContract : WandbKindContract
{
    protected override string Kind => "comparisons";

    protected override JsonObject? Settings => new() { ["latest"] = new JsonObject { ["jobType"] = "eval" }, ["baseline"] = new JsonObject { ["tags"] = "baseline" } };

    protected override IReadOnlyList<string> Lists => ["Projects"];

    // Of a project only its name matters here.
    protected override bool KeepsUnknownMembers => false;

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address) =>
        new Dictionary<string, string?>(WandbStub.Configuration(address, Secret)) { ["Sources:Wandb:Projects"] = null };

    protected override JsonObject Item(int number) => new() { ["id"] = $"UHJvamVjdDp2MT{number}", ["name"] = $"llm-{number}", ["createdAt"] = "2025-05-02T07:00:00Z" };

    protected override JsonObject SparseItem(int number) => new() { ["name"] = $"llm-{number}" };

    protected override StubAnswer Answer(StubRequest request, VendorList list) => WandbStub.Operation(request) == "Projects"
        ? WandbStub.Data("models", WandbStub.Connection(list.At(WandbStub.After(request))))
        : WandbStub.OfProject([new("latest", WandbStub.Connection([WandbBench.ARun(2)])), new("baseline", WandbStub.Connection([]))]);
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
