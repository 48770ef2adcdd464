using System.Globalization;
using System.Net.Mime;
using System.Text.Json.Nodes;

namespace NotionSync.Demo;

/// <summary>A PagerDuty account as it was put together, with the rules of its lists: windows of time, filters, pages.</summary>
internal sealed class PagerDutyReplay(TimeProvider time) : IReplay
{
    private const int DaysPerYear = 366;
    private const int MostHistoryDays = 3650;

    private readonly JsonObject account = Recording.Load("pagerduty/account.json").AsObject();

    /// <inheritdoc/>
    public string Source => "PagerDuty";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings(Uri address) => new Dictionary<string, string>
    {
        ["BaseUrl"] = address.AbsoluteUri,
        ["Token"] = "demo",
        // The incidents stay where they are while the present moves on.
        ["HistoryDays"] = Math.Min(MostHistoryDays, DaysPerYear * (time.GetUtcNow().Year - 2024)).ToString(CultureInfo.InvariantCulture),
    };

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/incidents", context => ListAsync(context, "incidents", Listed("incidents").Where(incident => IsAskedFor(context.Request, incident))));
        routes.MapGet("/log_entries", context => ListAsync(context, "log_entries", Listed("log_entries").Where(entry => IsAskedFor(context.Request, entry)).Reverse()));
        routes.MapGet("/incidents/{id}", context => FindAsync(context));
        routes.MapGet("/incidents/{id}/log_entries", context => ListAsync(context, "log_entries", Listed("log_entries").Where(entry => Text(entry["incident"]?["id"]) == Id(context))));
        routes.MapGet("/incidents/{id}/notes", context => ListAsync(context, "notes", account["notes"]![Id(context)]?.AsArray().OfType<JsonObject>() ?? []));
        routes.MapGet("/oncalls", context => ListAsync(context, "oncalls", Listed("oncalls").Select(OfThisWeek)));
        routes.MapGet("/priorities", context => ListAsync(context, "priorities", Listed("priorities")));
        routes.MapGet("/services", context => ListAsync(context, "services", Listed("services")));
    }

    /// <summary>Changes an incident behind everybody's back.</summary>
    internal void Change(string incident, Action<JsonObject> change) => change(Listed("incidents").Single(one => Text(one["id"]) == incident));

    private IEnumerable<JsonObject> Listed(string name) => account[name]!.AsArray().OfType<JsonObject>();

    private static bool IsAskedFor(HttpRequest request, JsonObject item)
    {
        var statuses = request.Query["statuses[]"];
        var begun = Instant(item["created_at"]);
        return (statuses.Count == 0 || statuses.Contains(Text(item["status"])))
            && (request.Query["date_range"] == "all" || (Instant(request.Query["since"].FirstOrDefault()) <= begun && begun < Instant(request.Query["until"].FirstOrDefault())));
    }

    private async Task FindAsync(HttpContext context)
    {
        if (Listed("incidents").FirstOrDefault(incident => Text(incident["id"]) == Id(context)) is { } incident)
        {
            await AnswerAsync(context, StatusCodes.Status200OK, new JsonObject { ["incident"] = incident.DeepClone() });
        }
        else
        {
            await AnswerAsync(context, StatusCodes.Status404NotFound, new JsonObject { ["error"] = new JsonObject { ["message"] = "Not Found", ["code"] = 2100 } });
        }
    }

    private static Task ListAsync(HttpContext context, string member, IEnumerable<JsonObject> items)
    {
        var limit = Number(context.Request.Query["limit"].FirstOrDefault(), 25);
        var offset = Number(context.Request.Query["offset"].FirstOrDefault(), 0);
        var all = items.ToList();
        return AnswerAsync(context, StatusCodes.Status200OK, new JsonObject
        {
            [member] = new JsonArray([.. all.Skip(offset).Take(limit).Select(item => item.DeepClone())]),
            ["limit"] = limit,
            ["offset"] = offset,
            ["total"] = null,
            ["more"] = offset + limit < all.Count,
        });
    }

    private static Task AnswerAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = MediaTypeNames.Application.Json;
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    // Shifts are handed over on Tuesdays at nine.
    private JsonObject OfThisWeek(JsonObject duty)
    {
        var copy = duty.DeepClone().AsObject();
        if (copy["end"] is not null)
        {
            var now = time.GetUtcNow();
            var start = now.Date.AddDays(-(((int)now.DayOfWeek + 5) % 7)).AddHours(9);
            start = start > now.UtcDateTime ? start.AddDays(-7) : start;
            (copy["start"], copy["end"]) = ($"{start:yyyy-MM-dd'T'HH:mm:ss'Z'}", $"{start.AddDays(7):yyyy-MM-dd'T'HH:mm:ss'Z'}");
        }

        return copy;
    }

    private static string Id(HttpContext context) => context.GetRouteValue("id") as string ?? "";

    private static string? Text(JsonNode? node) => (node as JsonValue)?.GetValue<string>();

    private static DateTimeOffset? Instant(JsonNode? node) => Instant(Text(node));

    private static DateTimeOffset? Instant(string? text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    private static int Number(string? text, int normal) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : normal;
}
