using System.Globalization;
using System.Text.Json;
using NotionSync.Notion.Api;

namespace NotionSync.Notion.Http;

/// <summary>The body of a refusal, read with tolerance: the edge answers HTML, and codes that we do not know stay texts.</summary>
internal sealed record NotionError
{
    /// <summary>The reason of a 429: this token's own budget is used up.</summary>
    public const string OwnBudget = "public_api_request_rate_limit";

    /// <summary>The reason of a 429 that must never be repeated.</summary>
    public const string Blocked = "public_api_request_blocked";

    /// <summary>HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Notion's code; <c>http_502</c> and the like when the body has none.</summary>
    public required string Code { get; init; }

    /// <summary>Notion's words; empty when the body has none.</summary>
    public string Message { get; init; } = "";

    /// <summary>By which Notion's support finds the request; null when the body has none.</summary>
    public string? RequestId { get; init; }

    /// <summary>Texts, or lists of texts joined by blanks.</summary>
    public IReadOnlyDictionary<string, string> AdditionalData { get; init; } = new Dictionary<string, string>();

    /// <summary>Why the rate limit refused; null when it did not.</summary>
    public string? Reason => AdditionalData.GetValueOrDefault("rate_limit_reason");

    /// <summary>The id of what was saved although the answer is a failure; null when nothing is known to be saved.</summary>
    public string? CommittedId => AdditionalData.GetValueOrDefault("committed_resource_id");

    /// <summary>Whether the free plan's block limit is reached.</summary>
    public bool IsBlockLimit => AdditionalData.ContainsKey("block_limit");

    /// <summary>The wait in the body, which repeats the header.</summary>
    public TimeSpan? RetryAfter =>
        int.TryParse(AdditionalData.GetValueOrDefault("retry_after"), CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Reads a body of any sort.</summary>
    public static NotionError Parse(int status, ReadOnlySpan<byte> body)
    {
        if (TryRead(body) is not { Message: { } message } read)
        {
            return new() { Status = status, Code = string.Create(CultureInfo.InvariantCulture, $"http_{status}") };
        }

        return new()
        {
            Status = status,
            Code = read.Code ?? string.Create(CultureInfo.InvariantCulture, $"http_{status}"),
            Message = message,
            RequestId = read.RequestId,
            AdditionalData = read.AdditionalData?.ToDictionary(member => member.Key, member => Text(member.Value)) ?? [],
        };
    }

    private static ErrorBody? TryRead(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, NotionJson.Default.ErrorBody);
        }
        catch (JsonException)
        {
            // An HTML page of the edge: the status alone says what happened.
            return null;
        }
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(Text)),
        _ => value.GetRawText(),
    };
}

/// <summary>A refusal on the wire.</summary>
internal sealed record ErrorBody(string? Code, string? Message, string? RequestId, Dictionary<string, JsonElement>? AdditionalData);
