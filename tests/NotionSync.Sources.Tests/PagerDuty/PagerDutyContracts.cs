using System.Globalization;
using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.PagerDuty;

/// <summary>How PagerDuty hands out its lists; items are the recorded ones, made distinct by number.</summary>
public abstract class PagerDutyKindContract : PagedKindContract
{
    protected override string Source => "PagerDuty";

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address) => PagerDutyStub.Configuration(address, Secret);

    protected override StubAnswer Refusal(int status) => PagerDutyStub.Refusal(status, Secret);

    // Offsets leave nothing out.
    protected override bool HasEmptyPages => false;

    protected override bool IsListRequest(StubRequest request) => request.Path == $"/{Kind}";

    protected override StubAnswer Answer(StubRequest request, VendorList list) => Page(request, list, Kind);

    protected static StubAnswer Page(StubRequest request, VendorList list, string member)
    {
        var page = list.At(int.Parse(request.Argument("offset") ?? "0", CultureInfo.InvariantCulture));
        return StubAnswer.Json(new JsonObject
        {
            [member] = page.Array,
            ["limit"] = Math.Min(list.PageSize, 100),
            ["offset"] = page.Offset,
            ["total"] = null,
            ["more"] = page.Next is not null,
        });
    }
}

public sealed class PagerDutyServicesContract : PagerDutyKindContract
{
    protected override string Kind => "services";

    protected override JsonObject Item(int number)
    {
        var item = PagerDutyRecordings.Items("services", "services")[0];
        item["id"] = $"P{number}";
        return item;
    }

    protected override JsonObject SparseItem(int number) => new() { ["id"] = $"P{number}", ["type"] = "service" };

    protected override JsonObject? ItemOfTomorrow(int number, string word)
    {
        var item = Item(number);
        item["status"] = word;
        return item;
    }
}

public sealed class PagerDutyPrioritiesContract : PagerDutyKindContract
{
    protected override string Kind => "priorities";

    protected override JsonObject Item(int number)
    {
        var item = PagerDutyRecordings.Items("priorities", "priorities")[0];
        item["id"] = $"P{number}";
        return item;
    }

    protected override JsonObject SparseItem(int number) => new() { ["id"] = $"P{number}" };
}

public sealed class PagerDutyOnCallsContract : PagerDutyKindContract
{
    protected override string Kind => "oncalls";

    protected override JsonObject Item(int number)
    {
        var item = PagerDutyRecordings.Items("oncalls", "oncalls")[0];
        item["user"]!["id"] = $"U{number}";
        return item;
    }

    protected override JsonObject SparseItem(int number) => new()
    {
        ["escalation_policy"] = new JsonObject { ["id"] = "P1" },
        ["escalation_level"] = 1,
        ["schedule"] = null,
        ["user"] = new JsonObject { ["id"] = $"U{number}" },
        ["start"] = null,
        ["end"] = null,
    };
}

public sealed class PagerDutyIncidentsContract : PagerDutyKindContract
{
    private static readonly DateTimeOffset Begun = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    protected override string Kind => "incidents";

    // An acknowledged one, so that all that is joined to open incidents is joined.
    protected override JsonObject Item(int number)
    {
        var item = PagerDutyRecordings.Incidents()[1];
        (item["id"], item["created_at"]) = ($"Q{number}", $"2026-11-01T00:00:{number:00}Z");
        return item;
    }

    protected override JsonObject SparseItem(int number) => new() { ["id"] = $"Q{number}", ["type"] = "incident", ["status"] = "triggered", ["created_at"] = "2026-11-01T00:00:00Z" };

    protected override JsonObject? ItemOfTomorrow(int number, string word)
    {
        var item = Item(number);
        item["status"] = word;
        return item;
    }

    protected override bool IsListRequest(StubRequest request) => request.Path == "/incidents" && request.Argument("date_range") is null;

    protected override StubAnswer Answer(StubRequest request, VendorList list) => request.Path.Trim('/').Split('/') switch
    {
        ["incidents"] => Page(request, Holds(request) ? list : new VendorList([]), "incidents"),
        [.., "notes"] => StubAnswer.Json(PagerDutyRecordings.Body("incident-notes")),
        [.., "log_entries"] => StubAnswer.Json(PagerDutyRecordings.Body("incident-log-entries")),
        ["oncalls"] => StubAnswer.Json(PagerDutyRecordings.Body("oncalls")),
        ["priorities"] => StubAnswer.Json(PagerDutyRecordings.Body("priorities")),
        _ => new StubAnswer(404, "{}"),
    };

    private static bool Holds(StubRequest request) => request.Argument("date_range") == "all"
        || (Instant(request, "since") <= Begun && Instant(request, "until") > Begun);

    private static DateTimeOffset Instant(StubRequest request, string name) => DateTimeOffset.Parse(request.Argument(name)!, CultureInfo.InvariantCulture);
}

public sealed class PagerDutyCheckContract : CheckContract
{
    protected override string Source => "PagerDuty";

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address, string secret) => PagerDutyStub.Configuration(address, secret);

    protected override StubAnswer Refusal(int status, string secret) => PagerDutyStub.Refusal(status, secret);

    protected override StubAnswer Answer(StubRequest request) => new FakePagerDuty().Answer(request.Path == "/log_entries" ? request with { Path = "/services" } : request);
}

internal static class PagerDutyStub
{
    public static Dictionary<string, string?> Configuration(Uri address, string secret) => new()
    {
        ["Sources:PagerDuty:BaseUrl"] = address.AbsoluteUri,
        ["Sources:PagerDuty:Token"] = secret,
    };

    public static StubAnswer Refusal(int status, string secret) =>
        new(status, $$$"""{"error":{"message":"refused, credential {{{secret}}}","code":2010,"errors":["so it is"]}}""");
}
