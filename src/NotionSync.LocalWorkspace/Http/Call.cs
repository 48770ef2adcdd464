using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NotionSync.LocalWorkspace;

/// <summary>One request on its way through an endpoint, with everything the endpoint may use.</summary>
internal sealed class Call(Workspace workspace, LocalWorkspaceOptions options, IReadOnlyDictionary<string, string> route, IQueryCollection query, JsonObject body)
{
    public Workspace Workspace => workspace;

    public LocalWorkspaceOptions Options => options;

    public JsonObject Body => body;

    public SentFile? File { get; init; }

    public required Uri Url { get; init; }

    public DateTimeOffset Now { get; private init; } = options.Time.GetUtcNow();

    /// <summary>How the task ends that this request becomes, when a fault was ordered for it.</summary>
    public Fault? TaskFault { get; init; }

    /// <summary>Who acts: the bot over the API, the person through the admin door.</summary>
    public string Actor { get; init; } = workspace.Settings.BotId;

    /// <summary>The same request, carried on later.</summary>
    public Call At(DateTimeOffset now) => new(workspace, options, route, query, body) { Now = now, Actor = Actor, Url = Url };

    public string RouteText(string name) => route[name];

    public string RouteId(string name) => Ids.TryParse(route[name], out var id)
        ? id
        : throw ApiException.Validation($"path failed validation: path.{name} should be a valid uuid, instead was `\"{route[name]}\"`.");

    public string? Query(string name) => query.TryGetValue(name, out var values) ? values[^1] : null;

    public IReadOnlyList<string> QueryAll(string name) => query.TryGetValue(name, out var values) ? [.. values.OfType<string>()] : [];

    public string? QueryId(string name) => Query(name) is not { } text
        ? null
        : Ids.TryParse(text, out var id)
            ? id
            : throw ApiException.Validation($"query failed validation: query.{name} should be a valid uuid, instead was `\"{text}\"`.");

    /// <summary>What a GET list asks for; POST lists ask in their body.</summary>
    public PageRequest Paging => PageRequest.From(Query("page_size"), Query("start_cursor"), body);
}
