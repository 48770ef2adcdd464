using System.Collections.Immutable;
using NotionSync.Planning;

namespace NotionSync.Sync;

/// <summary>Settings of one workspace's engine.</summary>
public sealed record EngineOptions
{
    /// <summary>The page on which the databases lie, as an id.</summary>
    public required string ParentPageId { get; init; }

    /// <summary>Notion's plan; what it cannot do is replaced. Default: Plus.</summary>
    public WorkspacePlan Plan { get; init; } = WorkspacePlan.Plus;

    /// <summary>What addresses that begin with <c>link://name/</c> are resolved against, by name; ignoring case.</summary>
    public ImmutableDictionary<string, Uri> Links { get; init; } = ImmutableDictionary.Create<string, Uri>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Rows on their way to Notion at once, at least 1. Default 4: enough to use the whole budget at Notion's usual answer times.</summary>
    public int RowsAtOnce { get; init; } = 4;

    /// <summary>Rows that are due and are planned and written together, at least 1; more of them take more memory. Default 250.</summary>
    public int RowsPlannedAtOnce { get; init; } = 250;

    /// <summary>Records of a source that are written to the state at once, at least 1. Default 500.</summary>
    public int RecordsAtOnce { get; init; } = 500;

    /// <summary>A run may call at most this share of a database's rows gone. Default one fifth.</summary>
    public double RemovalShare { get; init; } = 0.2;

    /// <summary>Up to this many rows may be called gone whatever the share. Default 5.</summary>
    public int RemovalsAlwaysAllowed { get; init; } = 5;

    /// <summary>How often everything is read of what a source can also read since its last read. Default: a day.</summary>
    public TimeSpan FullReadEvery { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a sync of several sources waits for the others when one has been read, so that a row of both is written once. Default: 2 s.</summary>
    public TimeSpan JoinSources { get; init; } = TimeSpan.FromSeconds(2);
}
