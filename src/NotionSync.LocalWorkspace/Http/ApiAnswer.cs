using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal sealed record ApiAnswer(int Status, JsonObject Body)
{
    public int? RetryAfterSeconds { get; init; }

    /// <summary>How many of its results, from the first on, the request made.</summary>
    public int Made { get; init; }

    public static implicit operator ApiAnswer(JsonObject body) => new(200, body);
}
