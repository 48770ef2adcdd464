namespace NotionSync.Notion;

/// <summary>How to reach a Notion workspace.</summary>
public sealed record NotionOptions
{
    /// <summary>The connection's secret. Never printed.</summary>
    public required string Token { get; init; }

    /// <summary>The API's root, with a slash at its end. Default: the public API.</summary>
    public Uri BaseUrl { get; init; } = new("https://api.notion.com/");

    /// <summary>Calls in any 60 seconds. Default 180; 600 from the Business plan on.</summary>
    public int RequestsPerMinute { get; init; } = NotionLimits.RequestsPerMinute;

    /// <summary>Everything but the token.</summary>
    public override string ToString() => $"{BaseUrl} at {RequestsPerMinute} calls a minute, token hidden";
}
