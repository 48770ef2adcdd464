using System.Text.Json.Nodes;

namespace NotionSync.Sources.Tests.Contract;

/// <summary>
/// Writes down what stubs are asked, one JSON object in a line, into the file that <c>NOTIONSYNC_REQUEST_LOG</c> names, so that a vendor's own
/// document can judge it. Unset, nothing is written.
/// </summary>
internal static class RequestLog
{
    private static readonly string? File = Environment.GetEnvironmentVariable("NOTIONSYNC_REQUEST_LOG");
    private static readonly Lock Gate = new();

    /// <summary>Appends a request.</summary>
    public static void Write(StubRequest request)
    {
        if (File is null)
        {
            return;
        }

        var line = new JsonObject
        {
            ["method"] = request.Method,
            ["path"] = request.Path,
            ["query"] = new JsonArray([.. request.Query.SelectMany(group => group.Select(value => (JsonNode)new JsonArray(group.Key, value)))]),
        };
        lock (Gate)
        {
            System.IO.File.AppendAllText(File, $"{line.ToJsonString()}\n");
        }
    }
}
