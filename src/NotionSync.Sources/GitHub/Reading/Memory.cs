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
    private const int Version = 2;

    private readonly Dictionary<string, MemoryPart> known;
    private readonly Dictionary<string, MemoryPart> parts = new(StringComparer.Ordinal);

    private Memory(MemoryText? text) => known = text?.Parts ?? [];

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

    /// <summary>What is known of one repository, or of the lists of them, and what is left to the next read of it.</summary>
    public PartMemory Part(string name)
    {
        var next = new MemoryPart();
        parts[name] = next;
        return new PartMemory(known.GetValueOrDefault(name) ?? new MemoryPart(), next);
    }

    /// <summary>Leaves a part to the next read as the read before left it to this one, for it failed.</summary>
    public void Leave(string name)
    {
        if (known.TryGetValue(name, out var before))
        {
            parts[name] = before;
        }
        else
        {
            parts.Remove(name);
        }
    }

    /// <summary>Leaves all parts that this read did not come to as they were, for it is not known whether they are there still.</summary>
    public void LeaveOthers()
    {
        foreach (var name in known.Keys.Where(name => !parts.ContainsKey(name)))
        {
            Leave(name);
        }
    }

    /// <summary>The cursor of the next read.</summary>
    public string ToCursor() => JsonSerializer.Serialize(new MemoryText(Version, parts), MemoryJson.Default.MemoryText);
}

/// <summary>What a read knows of one part of the one before it.</summary>
internal sealed class PartMemory(MemoryPart known, MemoryPart next)
{
    /// <summary>What the read before knew of an answer; null for nothing.</summary>
    public Mark? Known(string path) => known.Marks.GetValueOrDefault(path);

    /// <summary>What the read before noted under a name; null for nothing.</summary>
    public JsonObject? KnownNote(string name) => known.Notes.GetValueOrDefault(name);

    /// <summary>What is left to the next read under a name; null for nothing.</summary>
    public JsonObject? Noted(string name) => next.Notes.GetValueOrDefault(name);

    /// <summary>Leaves the mark of an answer to the next read.</summary>
    public void Keep(string path, Mark mark) => next.Marks[path] = mark;

    /// <summary>Leaves a note to the next read.</summary>
    public void Note(string name, JsonObject note) => next.Notes[name] = note;
}

/// <summary>Tags of answers by path, and notes by name.</summary>
internal sealed record MemoryPart
{
    /// <summary>Answers as they were.</summary>
    public Dictionary<string, Mark> Marks { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What was noted.</summary>
    public Dictionary<string, JsonObject> Notes { get; init; } = new(StringComparer.Ordinal);
}

/// <summary>An answer as it was.</summary>
/// <param name="Tag">Its ETag.</param>
/// <param name="Next">The page after it, since a 304 need not say; null when it was the last.</param>
internal sealed record Mark(string Tag, string? Next);

/// <summary>A cursor as it is kept.</summary>
internal sealed record MemoryText(int Version, Dictionary<string, MemoryPart> Parts);

/// <summary>Cursors.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(MemoryText))]
internal sealed partial class MemoryJson : JsonSerializerContext;
