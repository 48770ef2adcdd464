using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>What a batch of records changes in the state.</summary>
/// <param name="database">Whose rows.</param>
/// <param name="claimants">By row, who of the block speaks of it.</param>
/// <param name="renamed">Rows that get another key first.</param>
internal sealed class ClaimBatch(DatabaseMapping database, Dictionary<RowKey, RowKey> claimants, IReadOnlyList<RenamedRow> renamed)
{
    private readonly List<Claim> claims = [];
    private readonly List<LedgerRow> rows = [];
    private readonly List<RowRef> dirty = [];
    private readonly List<WaitingClaim> waiting = [];
    private readonly List<RowRef> noLonger = [];

    /// <summary>Notes that a claimant speaks of a row.</summary>
    /// <returns>The claimant that does so already; null when there is none.</returns>
    public RowKey? Take(Claim claim) => claimants.TryAdd(claim.Row, claim.Claimant) || claimants[claim.Row] == claim.Claimant ? null : claimants[claim.Row];

    /// <summary>Adds a claim that is new or says something else.</summary>
    /// <param name="claim">It.</param>
    /// <param name="isNew">Whether it makes its row.</param>
    public void Put(Claim claim, bool isNew)
    {
        claims.Add(claim);
        if (isNew)
        {
            rows.Add(NewRow(claim));
        }
        else
        {
            dirty.Add(new RowRef(database.Id, claim.Row));
        }
    }

    /// <summary>Has a claim wait for its row.</summary>
    /// <param name="claim">It.</param>
    /// <param name="key">For what; null when the record does not say, and then nothing can come for it.</param>
    /// <param name="before">As it waits so far; null when it does not.</param>
    public void Wait(Claim claim, string? key, WaitingMark? before)
    {
        if (key is null)
        {
            WaitNoLonger(before);
        }
        else if (before is null || (before.Fingerprint, before.MatchKey, before.Scope) != (claim.Fingerprint, key, claim.Scope))
        {
            waiting.Add(new WaitingClaim(claim, key));
        }
    }

    /// <summary>Has a claim wait no longer.</summary>
    public void WaitNoLonger(WaitingMark? before)
    {
        if (before is not null)
        {
            noLonger.Add(new RowRef(database.Id, before.Claimant));
        }
    }

    /// <summary>All of it.</summary>
    public async Task<StateBatch> CloseAsync(IStateStore state, CancellationToken cancellationToken) => new()
    {
        Renamed = renamed,
        Claims = claims,
        Rows = [.. rows, .. await ReturnedAsync(database.Id, claims, state, cancellationToken)],
        Dirty = dirty,
        Waiting = waiting,
        NoLongerWaiting = noLonger,
    };

    /// <summary>A record that comes back gets its row back, out of the trash too if it is the row's own and we put it there.</summary>
    public static async Task<IEnumerable<LedgerRow>> ReturnedAsync(
        string database, IReadOnlyCollection<Claim> claims, IStateStore state, CancellationToken cancellationToken)
    {
        var own = claims.Select(claim => claim.Claimant).ToHashSet();
        return (await state.ReadRowsAsync(database, [.. claims.Select(claim => claim.Row).Distinct()], cancellationToken))
            .Where(row => row.Gone || (row.Trash is RowTrash.Leaving or RowTrash.ByUs && own.Contains(row.Key)))
            .Select(row => row with
            {
                Gone = false,
                Dirty = true,
                Trash = row.Trash switch
                {
                    RowTrash.Leaving => RowTrash.None,
                    RowTrash.ByUs => RowTrash.Returning,
                    var other => other,
                },
            });
    }

    private LedgerRow NewRow(Claim claim) => new()
    {
        Database = database.Id,
        Key = claim.Row,
        Title = MatchKeys.Plain(claim.Values.GetValueOrDefault(database.TitleProperty.Schema.Name)) ?? claim.Row.Value,
        Dirty = true,
    };
}
