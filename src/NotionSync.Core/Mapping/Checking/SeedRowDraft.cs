using System.Text.Json.Nodes;
using NotionSync.Mapping.Expressions.Functions;
using NotionSync.Model;

namespace NotionSync.Mapping.Checking;

/// <summary>A seed row as its file gives it.</summary>
/// <param name="Database">Where it belongs.</param>
/// <param name="Content">Values by property, with the keys that are about the row itself.</param>
/// <param name="Path">Its path in the file.</param>
internal sealed record SeedRowDraft(DatabaseDraft Database, JsonObject Content, string Path)
{
    public const string KeyWord = "key";
    public const string IconWord = "icon";
    public const string BodyWord = "body";

    /// <summary>Its title; empty when it has none.</summary>
    public string Title => TextOf(Database.Title);

    /// <summary>Its key: as written when that holds a slash, else <c>seed/&lt;database&gt;/</c> with the written or slugged end.</summary>
    public RowKey Key => TextOf(KeyWord) switch
    {
        "" => RowKey.Of("seed", Database.Id, Slug.Of(Title)),
        var written when written.Contains('/', StringComparison.Ordinal) => new RowKey(written),
        var written => RowKey.Of("seed", Database.Id, written),
    };

    /// <summary>The members that speak of properties.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> Members => Content.Where(member => !IsAboutTheRow(member.Key));

    /// <summary>All seed rows of a database, in the file's order.</summary>
    public static IEnumerable<SeedRowDraft> Of(DatabaseDraft database) =>
        database.Content.Rows.Select((row, index) => new SeedRowDraft(database, row, $"/rows/{index}"));

    /// <summary>Whether a member is the row's key, icon or body and no property.</summary>
    public static bool IsAboutTheRow(string member) => member is KeyWord or IconWord or BodyWord;

    /// <summary>A member's text; empty when it is left out or no text.</summary>
    public string TextOf(string member) => Content[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
