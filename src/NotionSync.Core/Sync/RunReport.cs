using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Model;

namespace NotionSync.Sync;

/// <summary>What an import or a sync did.</summary>
public sealed record RunReport
{
    /// <summary>The run's id.</summary>
    public required string Run { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Calls to Notion.</summary>
    public required CallCount Calls { get; init; }

    /// <summary>Schema changes applied: databases, properties and views.</summary>
    public int SchemaChanges { get; init; }

    /// <summary>A line for each source (<c>seed</c> and <c>us</c> too, where they changed something).</summary>
    public required ImmutableArray<SourceReport> Sources { get; init; }

    /// <summary>What a person should know and that stopped nothing.</summary>
    public ImmutableArray<Diagnostic> Remarks { get; init; } = [];

    /// <summary>Why the run ended before its end; null when it did not.</summary>
    public string? StoppedBecause { get; init; }

    /// <summary>Whether every row of the run was written.</summary>
    public bool AllRowsWritten => StoppedBecause is null && Sources.All(source => source.Failed.IsEmpty && source.Blocked == 0);
}

/// <summary>What a run did for one source.</summary>
public sealed record SourceReport
{
    /// <summary>The source's name as in <see cref="ISource.Name"/>, or <c>seed</c>, <c>us</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Records read.</summary>
    public int Read { get; init; }

    /// <summary>Rows created.</summary>
    public int Created { get; init; }

    /// <summary>Rows updated.</summary>
    public int Updated { get; init; }

    /// <summary>Records whose row needed nothing.</summary>
    public int Unchanged { get; init; }

    /// <summary>Rows newly marked as gone or put in the trash.</summary>
    public int Gone { get; init; }

    /// <summary>Removals that the guard held back.</summary>
    public int Blocked { get; init; }

    /// <summary>Values edited by hand that were put back.</summary>
    public int Drift { get; init; }

    /// <summary>Rows or parts of the source that failed, each with its reason.</summary>
    public ImmutableArray<FailedRow> Failed { get; init; } = [];
}

/// <summary>A row, record or part of a source that failed.</summary>
/// <param name="Database">The database's mapping id; empty for a fault of the whole source.</param>
/// <param name="Key">The row's key, the record's id or the part's name.</param>
/// <param name="Reason">What, why and what to do.</param>
public sealed record FailedRow(string Database, string Key, string Reason);
