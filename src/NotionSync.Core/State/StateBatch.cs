using NotionSync.Model;

namespace NotionSync.State;

/// <summary>Changes of the state that belong together.</summary>
public sealed record StateBatch
{
    /// <summary>Databases to insert or replace, by id.</summary>
    public IReadOnlyList<KnownDatabase> Databases { get; init; } = [];

    /// <summary>Databases to forget, with all their rows, claims and links.</summary>
    public IReadOnlyList<string> ForgottenDatabases { get; init; } = [];

    /// <summary>Rows that are not in Notion yet and get another key, with their claims and wanted links, before anything else is written.</summary>
    public IReadOnlyList<RenamedRow> Renamed { get; init; } = [];

    /// <summary>Rows to insert or replace, by database and key.</summary>
    public IReadOnlyList<LedgerRow> Rows { get; init; } = [];

    /// <summary>Rows to mark dirty and nothing else; ones that are not known are left out.</summary>
    public IReadOnlyList<RowRef> Dirty { get; init; } = [];

    /// <summary>Rows to forget, with their claims and links.</summary>
    public IReadOnlyList<RowRef> ForgottenRows { get; init; } = [];

    /// <summary>Claims to insert or replace, by database and claimant.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Claims to forget.</summary>
    public IReadOnlyList<RowRef> ForgottenClaims { get; init; } = [];

    /// <summary>Waiting claims to insert or replace, by database and claimant.</summary>
    public IReadOnlyList<WaitingClaim> Waiting { get; init; } = [];

    /// <summary>Claimants that wait no longer; forgotten before <see cref="Waiting"/> is written.</summary>
    public IReadOnlyList<RowRef> NoLongerWaiting { get; init; } = [];

    /// <summary>Links that are now in Notion; replaces one that is known.</summary>
    public IReadOnlyList<Link> Links { get; init; } = [];

    /// <summary>Links that are no longer in Notion.</summary>
    public IReadOnlyList<LinkId> RemovedLinks { get; init; } = [];

    /// <summary>Links that are wanted from now on.</summary>
    public IReadOnlyList<WantedLink> WantedLinks { get; init; } = [];

    /// <summary>Links that their maker no longer wants.</summary>
    public IReadOnlyList<WantedLink> UnwantedLinks { get; init; } = [];

    /// <summary>Samples to append.</summary>
    public IReadOnlyList<Sample> Samples { get; init; } = [];

    /// <summary>Changes to append to the history.</summary>
    public IReadOnlyList<ChangeRecord> Changes { get; init; } = [];

    /// <summary>Texts to remember by name; null forgets.</summary>
    public IReadOnlyDictionary<string, string?> Notes { get; init; } = new Dictionary<string, string?>();

    /// <summary>Runs to insert or replace, by id.</summary>
    public IReadOnlyList<RunRecord> Runs { get; init; } = [];
}

/// <summary>A row that gets another key.</summary>
public sealed record RenamedRow(RowRef Row, RowKey Key);

/// <summary>A past value of a property.</summary>
public sealed record Sample(RowRef Row, string Property, DateTimeOffset At, decimal Value);

/// <summary>One value that a run changed, for history and undo.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Row">Which row.</param>
/// <param name="Property">
/// Mapped name; for a link the relation's side that was written; <c>Body</c> for the page's content, which is told by its version; empty for
/// the row itself (created, trashed).
/// </param>
/// <param name="Before">As <see cref="ValueText"/>; null when the row was made.</param>
/// <param name="After">As <see cref="ValueText"/>.</param>
/// <param name="At">When Notion confirmed it.</param>
public sealed record ChangeRecord(string Run, RowRef Row, string Property, string? Before, string? After, DateTimeOffset At);

/// <summary>One run of a source or a command.</summary>
/// <param name="Id">Unique; sorts by time.</param>
/// <param name="Name">The source's name, or the command (<c>import</c>, <c>intake</c>).</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; null while it runs or when it was killed.</param>
/// <param name="Report">Its report as JSON; null like <paramref name="EndedAt"/>.</param>
public sealed record RunRecord(string Id, string Name, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Report);
