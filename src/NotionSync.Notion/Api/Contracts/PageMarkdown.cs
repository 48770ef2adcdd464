using System.Text.Json.Serialization;

namespace NotionSync.Notion.Api.Contracts;

/// <summary>A page's content as markdown.</summary>
internal sealed record PageMarkdown : Answer
{
    public string Id { get; init; } = "";

    public string Markdown { get; init; } = "";

    public bool Truncated { get; init; }
}

/// <summary>A change of a page's content.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ReplaceContent), "replace_content")]
[JsonDerivedType(typeof(InsertContent), "insert_content")]
[JsonDerivedType(typeof(UpdateContent), "update_content")]
internal abstract record MarkdownRequest
{
    private MarkdownRequest()
    {
    }

    /// <summary>The whole page anew. Loses what markdown cannot express.</summary>
    public sealed record ReplaceContent([property: JsonPropertyName("replace_content")] Replacement Content) : MarkdownRequest;

    /// <summary>Adds at the start or the end.</summary>
    public sealed record InsertContent([property: JsonPropertyName("insert_content")] Insertion Content) : MarkdownRequest;

    /// <summary>Search and replace, at most 100.</summary>
    public sealed record UpdateContent([property: JsonPropertyName("update_content")] Updates Content) : MarkdownRequest;

    /// <summary>The new content.</summary>
    public sealed record Replacement(string NewStr, bool? AllowDeletingContent = null);

    /// <summary>Content and place.</summary>
    public sealed record Insertion(string Content, BlockPosition Position);

    /// <summary>All replacements.</summary>
    public sealed record Updates(IReadOnlyList<Update> ContentUpdates, bool? AllowDeletingContent = null);

    /// <summary>One replacement; the text must occur once unless all matches are replaced.</summary>
    public sealed record Update(string OldStr, string NewStr, bool? ReplaceAllMatches = null);
}
