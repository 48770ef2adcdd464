using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal sealed record ApiAnswer(int Status, JsonObject Body)
{
    public int? RetryAfterSeconds { get; init; }

    public static implicit operator ApiAnswer(JsonObject body) => new(200, body);
}
