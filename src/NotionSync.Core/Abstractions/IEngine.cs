using System.Collections.Immutable;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.Sync;

namespace NotionSync.Abstractions;

/// <summary>
/// What the commands and the jobs of one workspace do. Calls may overlap: sources are read beside each other, each by one call at a time,
/// and there is one writer, who writes what one call has ready before the next.
/// </summary>
public interface IEngine
{
    /// <summary>What an import, followed by a sync of the sources, would change. Changes neither Notion nor the state.</summary>
    /// <param name="sources">Names of sources to read; null for none (an import alone), empty for all.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    Task<Plan> PlanAsync(IReadOnlyCollection<string>? sources, IProgress<EngineStep> progress, CancellationToken cancellationToken);

    /// <summary>Builds the workspace or brings it up to date: schema, views, seed rows. Twice is as good as once.</summary>
    /// <param name="options">How.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">Finishes the call under way, then stops; the next import goes on from there.</param>
    Task<RunReport> ImportAsync(ImportOptions options, IProgress<EngineStep> progress, CancellationToken cancellationToken);

    /// <summary>Reads sources and writes what changed. Reads nothing from Notion.</summary>
    /// <param name="sources">Names of sources; empty for all that are configured.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">Finishes the row in hand, then stops.</param>
    Task<RunReport> SyncAsync(IReadOnlyCollection<string> sources, SyncOptions options, IProgress<EngineStep> progress, CancellationToken cancellationToken);

    /// <summary>Takes in what people edited (one query per database), then writes what follows from it.</summary>
    Task<RunReport> IntakeAsync(IProgress<EngineStep> progress, CancellationToken cancellationToken);

    /// <summary>Sources whose <i>Sync now</i> a person ticked, as of the last intake.</summary>
    Task<ImmutableArray<string>> RequestedSourcesAsync(CancellationToken cancellationToken);
}

/// <summary>How to import.</summary>
/// <param name="Refresh">Read each view too, and mend what differs.</param>
/// <param name="Expected">Apply exactly this plan, or refuse; null: whatever is needed.</param>
public sealed record ImportOptions(bool Refresh = false, Plan? Expected = null);

/// <summary>How to sync.</summary>
/// <param name="AllowRemovals">Why a sweep beyond the guard's bounds is meant; null: it is held back.</param>
/// <param name="NextRun">When each source runs next, for its row in Notion; sources that are not named have no schedule.</param>
/// <param name="Full">Everything is read, also where a source could tell what changed since its last read.</param>
public sealed record SyncOptions(string? AllowRemovals = null, ImmutableDictionary<string, DateTimeOffset>? NextRun = null, bool Full = false);

/// <summary>A step of a run, for progress bars and plain lines.</summary>
/// <param name="Stage">What is done, e.g. <c>Databases</c>, <c>Relations</c>, <c>Views</c>, <c>Reading Prometheus</c>, <c>Rows</c>.</param>
/// <param name="Database">The database's mapping id; empty where the step is not about one.</param>
/// <param name="Done">Steps done in this stage and database.</param>
/// <param name="Total">Steps of this stage and database; 0 when unknown.</param>
public readonly record struct EngineStep(string Stage, string Database, int Done, int Total);

/// <summary>An import was refused because the plan it was given is no longer what would be done.</summary>
public sealed class PlanChangedException(string message) : Exception(message);
