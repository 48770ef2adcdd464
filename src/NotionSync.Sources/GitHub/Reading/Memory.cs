using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NotionSync.Sources.GitHub.Reading;

/// <summary>
/// What a read knows of the one before it, and what it leaves to the next: the tags of the answers and notes per repository. It is the
/// cursor, so that an unchanged cycle costs no quota after a restart either.
/// </summary>
internal sealed class Memory
{
    private const int Version = 1;

    private readonly Dictionary<string, Mark> known;
    private readonly Dictionary<string, JsonObject> knownNotes;
    private readonly Dictionary<string, Mark> marks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> notes = new(StringComparer.Ordinal);

    private Memory(MemoryText? text)
    {
        known = text?.Marks ?? [];
        knownNotes = text?.Notes ?? [];
    }

    /// <summary>Reads a cursor; one of another version is as good as none.</summary>
    public static Memory From(string? cursor)
    {
        try
        {
            var text = cursor is null ? null : JsonSerializer.Deserialize(cursor, MemoryJson.Default.MemoryText);
            return new Memory(text is { Version: Version } ? text : null);
        }
        catch (JsonException)
        {
            return new Memory(null);
        }
    }

    /// <summary>What the read before knew of an answer; null for nothing.</summary>
    public Mark? Known(string path) => known.GetValueOrDefault(path);

    /// <summary>What the read before noted under a name; null for nothing.</summary>
    public JsonObject? KnownNote(string name) => knownNotes.GetValueOrDefault(name);

    /// <summary>Leaves the mark of an answer to the next read.</summary>
    public void Keep(string path, Mark mark) => marks[path] = mark;

    /// <summary>Leaves a note to the next read.</summary>
    public void Note(string name, JsonObject note) => notes[name] = note;

    /// <summary>The cursor of the next read.</summary>
    public string ToCursor() => JsonSerializer.Serialize(new MemoryText(Version, marks, notes), MemoryJson.Default.MemoryText);
}

/// <summary>An answer as it was.</summary>
/// <param name="Tag">Its ETag.</param>
/// <param name="Next">The page after it, since a 304 need not say; null when it was the last.</param>
internal sealed record Mark(string Tag, string? Next);

/// <summary>A cursor as it is kept.</summary>
internal sealed record MemoryText(int Version, Dictionary<string, Mark> Marks, Dictionary<string, JsonObject> Notes);

/// <summary>Cursors.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(MemoryText))]
internal sealed partial class MemoryJson : JsonSerializerContext;
