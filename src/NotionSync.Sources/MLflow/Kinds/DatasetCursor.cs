using System.Text.Json;

namespace NotionSync.Sources.MLflow.Kinds;

/// <summary>Where a read of datasets ended: that of the runs, and who used each dataset last.</summary>
/// <param name="Runs">Where the read of runs ended.</param>
/// <param name="Uses">By the dataset's key.</param>
internal sealed record DatasetCursor(RunCursor Runs, IReadOnlyDictionary<string, DatasetUse> Uses)
{
    /// <summary>As text.</summary>
    public string Write() => JsonSerializer.Serialize(this, CursorJson.Default.DatasetCursor);

    /// <summary>Reads a text; null for null and for what is no cursor of ours: then everything is read.</summary>
    public static DatasetCursor? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize(text, CursorJson.Default.DatasetCursor);
        }
        catch (JsonException)
        {
            // Written by another version of the product.
            return null;
        }
    }
}

/// <summary>The latest use of a dataset, and where it was used at all.</summary>
/// <param name="Name">The dataset's name.</param>
/// <param name="Start">When the run began that used it last, in milliseconds since 1970.</param>
/// <param name="Run">That run's id.</param>
/// <param name="Experiments">Ids of the experiments with runs that used it, in order.</param>
internal sealed record DatasetUse(string Name, long Start, string Run, IReadOnlyList<string> Experiments)
{
    /// <summary>Whether another use comes later; of two at the same instant, the one with the greater id.</summary>
    public bool IsBefore(long start, string run) => start != Start ? start > Start : string.CompareOrdinal(run, Run) > 0;
}
