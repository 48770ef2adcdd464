using System.Globalization;
using System.Text.Json.Nodes;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.PagerDuty;

/// <summary>How PagerDuty says no: <c>{"error": {"message", "code", "errors"}}</c>, where <c>errors</c> may lack, be a list, or lists by member.</summary>
internal static class PagerDutyWords
{
    /// <summary>What one request may reach at most: <c>offset</c> and <c>limit</c> together.</summary>
    public const int MostListed = 10_000;

    /// <summary>Code and words of a refusal's body.</summary>
    public static VendorWords Of(JsonNode? body) => (body as JsonObject)?["error"] switch
    {
        JsonObject error => new(error["code"]?.ToString() ?? "", string.Join(" ", new[] { Text(error["message"]) }.Concat(Details(error["errors"])).Where(part => part.Length > 0))),
        JsonValue word => new("", word.ToString()),
        _ => VendorWords.None,
    };

    /// <summary>The wait that a refusal for too many requests asks for.</summary>
    public static TimeSpan? Wait(HttpResponseMessage response) =>
        (int)response.StatusCode == 429
        && response.Headers.TryGetValues("ratelimit-reset", out var values)
        && double.TryParse(values.FirstOrDefault(), CultureInfo.InvariantCulture, out var seconds)
        && seconds >= 0
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>Whether a list is too long to be read to its end by offsets.</summary>
    public static bool IsTooLong(VendorException refusal) =>
        refusal is { Status: 400, Code: "2001" or "2002" } && refusal.Body?["error"]?.ToJsonString() is { } said && said.Contains("10000", StringComparison.Ordinal);

    private static IEnumerable<string> Details(JsonNode? errors) => errors switch
    {
        JsonArray list => list.Select(Text),
        JsonObject members => members.Select(member => $"{member.Key}: {string.Join(", ", Details(member.Value))}"),
        null => [],
        var word => [Text(word)],
    };

    private static string Text(JsonNode? node) => node?.ToString() ?? "";
}
