using System.Text.Json;
using System.Text.Json.Serialization;

namespace NotionSync.Sources.MLflow.Kinds;

/// <summary>Where a read of runs ended.</summary>
internal sealed record RunCursor
{
    /// <summary>The greatest end that was seen, in milliseconds since 1970, not beyond the time of the read; 0 when none was.</summary>
    public long EndTime { get; init; }

    /// <summary>Ids of runs that had not ended, in order.</summary>
    public IReadOnlyList<string> Open { get; init; } = [];

    /// <summary>Ids of the experiments that were read whole at least once, in order.</summary>
    public IReadOnlyList<string> Experiments { get; init; } = [];

    /// <summary>As text.</summary>
    public string Write() => JsonSerializer.Serialize(this, CursorJson.Default.RunCursor);

    /// <summary>Reads a text; null for null and for what is no cursor of ours: then everything is read.</summary>
    public static RunCursor? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize(text, CursorJson.Default.RunCursor);
        }
        catch (JsonException)
        {
            // Written by another version of the product.
            return null;
        }
    }
}

/// <summary>Cursors as they are kept.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunCursor))]
[JsonSerializable(typeof(DatasetCursor))]
[JsonSerializable(typeof(ModelCursor))]
internal sealed partial class CursorJson : JsonSerializerContext;
