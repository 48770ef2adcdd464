using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Something to be told.</summary>
/// <param name="Type">As <c>page.created</c>.</param>
/// <param name="Kind">Of the object: page, database, data_source, view, comment or file_upload.</param>
/// <param name="Id">The object's id.</param>
internal sealed record WebhookEvent(string Type, string Kind, string Id)
{
    /// <summary>Whether it is gathered with others of its kind before it is told.</summary>
    public bool IsGathered { get; init; } = true;

    /// <summary>What is told beside the object; null where Notion tells nothing.</summary>
    public JsonObject? Data { get; init; }

    /// <summary>The member of the data that is a list, to which later events of the kind add.</summary>
    public string? List { get; init; }

    public string Noun => Type[..Type.IndexOf('.', StringComparison.Ordinal)];

    public string Verb => Type[(Type.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
