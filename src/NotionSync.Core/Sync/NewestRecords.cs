using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>
/// Keeps the newest records of each group of a block: older ones get no row, and the rows of those that newer ones push out are put in the
/// trash, to come back should they be among the newest again. Works over what is in the state, so a read may bring all records or a few;
/// where a record turns out to be older than the state had it, the one that takes its place comes with the next read of everything.
/// </summary>
internal sealed class NewestRecords(DatabaseMapping database, SourceBlock block, KeepNewest keep, IStateStore state)
{
    private const int ChunkSize = 500;

    private readonly Dictionary<string, SortedSet<Place>> groups = [];
    private readonly Dictionary<RowKey, (string Group, Place Place)> places = [];
    private readonly HashSet<RowKey> retired = [];
    private bool isLoaded;

    /// <summary>Takes in what the state knows, the first time. Within the turn.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (isLoaded)
        {
            return;
        }

        isLoaded = true;
        var marks = state.ReadClaimMarksOfBlockAsync(database.Id, block.Name, cancellationToken);
        await foreach (var chunk in marks.Select(mark => mark.Claimant).Chunk(ChunkSize).WithCancellation(cancellationToken))
        {
            foreach (var claim in await state.ReadClaimsAsync(database.Id, chunk, cancellationToken))
            {
                Offer(claim, isKnown: true);
            }
        }
    }

    /// <summary>Whether a record is among the newest of its group. One that it pushes out is retired.</summary>
    /// <param name="claim">What the record says.</param>
    /// <param name="isKnown">Whether the state has its claim or its row; then it is retired when it is not.</param>
    public bool Offer(Claim claim, bool isKnown)
    {
        var claimant = claim.Claimant;
        if (places.Remove(claimant, out var before))
        {
            groups[before.Group].Remove(before.Place);
        }

        var name = GroupOf(claim);
        if (!groups.TryGetValue(name, out var group))
        {
            groups[name] = group = [];
        }

        var place = new Place(RankOf(claim), claimant);
        group.Add(place);
        places[claimant] = (name, place);
        retired.Remove(claimant);
        if (group.Count <= keep.Count)
        {
            return true;
        }

        var oldest = group.Min;
        group.Remove(oldest);
        places.Remove(oldest.Claimant);
        if (oldest.Claimant != claimant || isKnown)
        {
            retired.Add(oldest.Claimant);
        }

        return oldest.Claimant != claimant;
    }

    /// <summary>Adds to a batch what follows for records that were pushed out, and takes from it what it says of them.</summary>
    /// <param name="batch">What is to be saved.</param>
    /// <param name="tally">Told of rows that go to the trash.</param>
    /// <param name="cancellationToken">Stops before reading.</param>
    public async Task<StateBatch> RetireAsync(StateBatch batch, SourceTally tally, CancellationToken cancellationToken)
    {
        if (retired.Count == 0)
        {
            return batch;
        }

        var rows = await state.ReadRowsAsync(database.Id, retired, cancellationToken);
        var sending = rows.Where(row => row.Sending).Select(row => row.Key).ToHashSet();
        var leaving = rows
            .Where(row => row is { PageId: not null, Trash: RowTrash.None or RowTrash.Returning })
            .Select(row => row with { Trash = row.Trash is RowTrash.None ? RowTrash.Leaving : RowTrash.ByUs, Dirty = true })
            .ToList();
        tally.Changed.UnionWith(leaving.Select(row => row.Ref));
        var after = batch with
        {
            Claims = [.. batch.Claims.Where(claim => !retired.Contains(claim.Claimant))],
            Rows = [.. batch.Rows.Where(row => !retired.Contains(row.Key)), .. leaving],
            Dirty = [.. batch.Dirty.Where(row => !retired.Contains(row.Key))],
            ForgottenRows = [.. rows.Where(row => row is { PageId: null, Sending: false }).Select(row => row.Ref)],

            // A row whose create was sent may be in Notion: it is made first, and goes the next time.
            ForgottenClaims = [.. retired.Except(sending).Select(claimant => new RowRef(database.Id, claimant))],
        };
        retired.Clear();
        return after;
    }

    // A run may hang on its pipeline and on the run that began it: the first that is named counts, or children would be groups of their own.
    private string GroupOf(Claim claim) => keep.By is not { } by ? ""
        : claim.Links.TryGetValue(by, out var links) ? links.FirstOrDefault("")
        : claim.Values.TryGetValue(by, out var value) ? ValueText.Write(value)
        : "";

    // What has no date yet counts as the newest: it is about to begin.
    private decimal RankOf(Claim claim) => claim.Values.GetValueOrDefault(keep.Newest) switch
    {
        PropertyValue.Date date => date.Start.UtcTicks,
        PropertyValue.Number number => number.Amount,
        _ => decimal.MaxValue,
    };

    private readonly record struct Place(decimal Rank, RowKey Claimant) : IComparable<Place>
    {
        public int CompareTo(Place other) => Rank.CompareTo(other.Rank) is var order and not 0 ? order : Claimant.CompareTo(other.Claimant);
    }
}
