using System.Text.Json.Nodes;

namespace NotionSync.Sources.Tests.Contract;

/// <summary>What a stub of a vendor was asked.</summary>
/// <param name="Method">E.g. <c>GET</c>.</param>
/// <param name="Path">With its leading slash, decoded.</param>
/// <param name="Query">Values by name; a name may repeat.</param>
/// <param name="Headers">By name, letter case not counted.</param>
/// <param name="Body">As text; empty for none.</param>
public sealed record StubRequest(string Method, string Path, ILookup<string, string> Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The body as JSON; null when it is none.</summary>
    public JsonNode? Json => Body.Length > 0 && Body[0] is '{' or '[' ? JsonNode.Parse(Body) : null;

    /// <summary>The first value of a query parameter; null when it was not sent.</summary>
    public string? Argument(string name) => Query[name].FirstOrDefault();
}

/// <summary>What a stub answers.</summary>
public sealed record StubAnswer(int Status, string Body, string Type = "application/json")
{
    /// <summary>Further headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>A JSON answer with status 200.</summary>
    public static StubAnswer Json(JsonNode body) => new(200, body.ToJsonString());

    /// <summary>A page of the web, as proxies and routers give.</summary>
    public static StubAnswer Page(int status) => new(status, "<html><head><title>Sign in</title></head><body>Sign in</body></html>", "text/html");
}

/// <summary>How a stub breaks off instead of answering.</summary>
public enum StubSilence
{
    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>Nothing comes, until the other side gives up.</summary>
    Nothing,
}
