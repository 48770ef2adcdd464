using System.Runtime.CompilerServices;
using System.Text.Json;
using NotionSync.Abstractions;
using NotionSync.Notion.Http;

namespace NotionSync.Notion.Workspace;

/// <summary>Says what a failure of the API means, in words for the person who can mend it.</summary>
internal static class WorkspaceFaults
{
    /// <summary>Runs a step and translates its failure.</summary>
    public static async Task<T> TranslateAsync<T>(Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (Exception exception) when (Of(exception) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>Passes a stream on and translates its failure.</summary>
    public static async IAsyncEnumerable<T> TranslateAsync<T>(IAsyncEnumerable<T> stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var items = stream.GetAsyncEnumerator(cancellationToken);
        while (await TranslateAsync(() => items.MoveNextAsync().AsTask()))
        {
            yield return items.Current;
        }
    }

    /// <summary>The failure in the product's terms; null for what is none of the API's.</summary>
    public static WorkspaceException? Of(Exception exception) => exception switch
    {
        NotionApiException refusal => new(FaultOf(refusal), $"{refusal.Message} {MendOf(refusal)}".Trim(), refusal),
        AmbiguousCreateException or NotionUnreachableException or CommittedException => new(
            WorkspaceFault.Unavailable, $"{exception.Message} Check the network and status.notion.so; the next run goes on where this one stopped.", exception),
        JsonException or InvalidDataException => new(
            WorkspaceFault.Unavailable, $"Notion's answer could not be read: {exception.Message} Check that Notion:BaseUrl leads to Notion's API.", exception),
        _ => null,
    };

    private static WorkspaceFault FaultOf(NotionApiException refusal) => refusal switch
    {
        { Status: 401 } => WorkspaceFault.Unauthorized,
        { IsBlockLimit: true } => WorkspaceFault.BlockLimit,
        { Status: 403 } => WorkspaceFault.Forbidden,
        { Status: 404 } => WorkspaceFault.NotFound,
        { Reason: NotionError.Blocked } => WorkspaceFault.Blocked,
        { Status: 429 or >= 500 } => WorkspaceFault.Unavailable,
        // Notion has no code of its own for it: "Can't edit block that is archived."
        { Status: 400 } when refusal.Message.Contains("that is archived", StringComparison.OrdinalIgnoreCase) => WorkspaceFault.InTrash,
        _ => WorkspaceFault.Invalid,
    };

    private static string MendOf(NotionApiException refusal) => refusal switch
    {
        { Status: 401 } => "Set Notion:Token (or Notion:TokenFile) to the secret of the connection, as its settings in Notion show it.",
        { IsBlockLimit: true } => "The free plan's limit of 1,000 blocks is reached and deleting gives nothing back: upgrade the plan, or use a workspace with a single member.",
        { Status: 403 } => "The connection lacks a capability: in its settings in Notion, tick Read, Update and Insert content (and Comments).",
        { Status: 404 } => "If it should exist, share the page with the connection: open the page, ••• → Connections → choose the connection.",
        { Reason: NotionError.Blocked } => "Notion blocked this connection's access; ask Notion's support, with the request's id.",
        { Status: 429 } => "The rate limit stayed exhausted; lower Notion:RequestsPerMinute or give the other users of this workspace time.",
        { Status: >= 500 } => "Check status.notion.so; the next run goes on where this one stopped.",
        { Code: "row_limit_exceeded" } => "The database is full; move old rows elsewhere.",
        _ => "",
    };
}
