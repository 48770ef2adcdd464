using System.Globalization;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Writes the claims of one block: finds the row that each record speaks of, or makes one, and marks what changed.</summary>
internal sealed class ClaimWriter(DatabaseMapping database, SourceBlock block, IStateStore state, ClaimBuilder builder, SourceTally tally)
{
    private readonly Dictionary<RowKey, RowKey> claimantOf = [];
    private readonly NewestRecords? newest = block.KeepNewest is { } keep ? new NewestRecords(database, block, keep, state) : null;
    private Dictionary<string, RowKey>? matchIndex;

    /// <summary>Claimants that the source still has, those out of the block's scope included.</summary>
    public HashSet<RowKey> Seen { get; } = [];

    /// <summary>Whether a record could not be mapped; then it is not known which records are missing.</summary>
    public bool HasFailures { get; private set; }

    /// <summary>Whether two records spoke of one row; one of them is not in the state.</summary>
    public bool HasConflicts { get; private set; }

    /// <summary>Writes what a batch of records says, by claimant. Within the turn.</summary>
    public async Task WriteAsync(IReadOnlyDictionary<RowKey, MappedRecord> mapped, CancellationToken cancellationToken)
    {
        Seen.UnionWith(mapped.Keys);
        var known = (await state.ReadClaimMarksAsync(database.Id, [.. mapped.Keys], cancellationToken)).ToDictionary(claim => claim.Claimant);
        RowKey[] strangers = [.. mapped.Keys.Where(claimant => !known.ContainsKey(claimant))];
        var rows = (await state.ReadRowsAsync(database.Id, strangers, cancellationToken)).ToDictionary(row => row.Key);
        var claims = new List<Claim>();
        var newRows = new List<LedgerRow>();
        var dirty = new List<RowRef>();
        foreach (var record in mapped.Values)
        {
            var before = known.GetValueOrDefault(record.Claimant);
            var key = before?.Row ?? await RowOfAsync(record, rows, cancellationToken);
            if (key is null && !block.Create)
            {
                continue;
            }

            var claim = record.Claim! with { Row = key ?? record.Claimant };
            if (!IsSole(claim))
            {
                continue;
            }

            if (before is { Absences: 0 } && before.Fingerprint == claim.Fingerprint)
            {
                tally.Unchanged++;
                continue;
            }

            if (!await IsKeptAsync(claim, before is not null || key is not null, cancellationToken))
            {
                tally.Unchanged++;
                continue;
            }

            claims.Add(claim);
            tally.Changed.Add(new RowRef(database.Id, claim.Row));
            if (key is null)
            {
                newRows.Add(NewRow(claim));
            }
            else
            {
                dirty.Add(new RowRef(database.Id, claim.Row));
            }
        }

        await ReturnAsync(claims, newRows, cancellationToken);
        var batch = new StateBatch { Claims = claims, Rows = newRows, Dirty = dirty };
        await state.SaveAsync(newest is null ? batch : await newest.RetireAsync(batch, tally, cancellationToken), cancellationToken);
    }

    /// <summary>Maps a batch of records; those that cannot be mapped are noted and left out.</summary>
    public IReadOnlyDictionary<RowKey, MappedRecord> Map(IReadOnlyList<SourceRecord> records)
    {
        var mapped = new Dictionary<RowKey, MappedRecord>();
        foreach (var record in records)
        {
            try
            {
                if (builder.Map(database, block, record) is not { } result)
                {
                    continue;
                }

                Seen.Add(result.Claimant);
                if (result.Claim is not null)
                {
                    // A record that changed while it was read may come twice; the later one counts.
                    mapped[result.Claimant] = result;
                }
            }
            catch (Exception failure) when (failure is ExpressionException or FormatException)
            {
                HasFailures = true;
                tally.Fail(database.Id, $"{block.Name} · {Shown(record)}", failure.Message);
            }
        }

        return mapped;
    }

    private async Task<RowKey?> RowOfAsync(MappedRecord record, Dictionary<RowKey, LedgerRow> rows, CancellationToken cancellationToken)
    {
        if (rows.ContainsKey(record.Claimant))
        {
            return record.Claimant;
        }

        if (record.Match.IsEmpty || record.Match.Any(entry => entry.Value is null))
        {
            return null;
        }

        matchIndex ??= await BuildIndexAsync(cancellationToken);
        return matchIndex.TryGetValue(IndexKey(record.Match.Select(entry => entry.Value!)), out var found) ? found : null;
    }

    private async Task<Dictionary<string, RowKey>> BuildIndexAsync(CancellationToken cancellationToken)
    {
        var index = new Dictionary<string, RowKey>(StringComparer.Ordinal);
        var title = database.TitleProperty.Schema.Name;
        await foreach (var row in state.ReadAllRowsAsync(database.Id, cancellationToken))
        {
            string?[] values = [.. block.Match.Select(entry => entry.Key == title ? row.Title : Plain(row.Values.GetValueOrDefault(entry.Key)))];
            if (values.All(value => value is not null))
            {
                index.TryAdd(IndexKey(values!), row.Key);
            }
        }

        return index;
    }

    private async Task<bool> IsKeptAsync(Claim claim, bool isKnown, CancellationToken cancellationToken)
    {
        if (newest is null)
        {
            return true;
        }

        await newest.LoadAsync(cancellationToken);
        return newest.Offer(claim, isKnown);
    }

    private bool IsSole(Claim claim)
    {
        if (claimantOf.TryAdd(claim.Row, claim.Claimant) || claimantOf[claim.Row] == claim.Claimant)
        {
            return true;
        }

        HasConflicts = true;
        tally.Fail(
            database.Id,
            claim.Claimant.Value,
            $"{block.Position}: this record and '{claimantOf[claim.Row]}' both match the row '{claim.Row}'. Make 'match' or 'key' tell them apart.");
        return false;
    }

    // A record that comes back gets its row back, out of the trash too if it was we who put it there.
    private async Task ReturnAsync(List<Claim> claims, List<LedgerRow> newRows, CancellationToken cancellationToken)
    {
        var returned = claims.Select(claim => claim.Row).Distinct().ToList();
        foreach (var row in await state.ReadRowsAsync(database.Id, returned, cancellationToken))
        {
            var isBack = row.Gone || (row.Trash is RowTrash.Leaving or RowTrash.ByUs && claims.Exists(claim => claim.Claimant == row.Key));
            if (isBack)
            {
                var trash = row.Trash switch
                {
                    RowTrash.Leaving => RowTrash.None,
                    RowTrash.ByUs => RowTrash.Returning,
                    var other => other,
                };
                newRows.Add(row with { Gone = false, Dirty = true, Trash = trash });
            }
        }
    }

    private LedgerRow NewRow(Claim claim) => new()
    {
        Database = database.Id,
        Key = claim.Row,
        Title = Plain(claim.Values.GetValueOrDefault(database.TitleProperty.Schema.Name)) ?? claim.Row.Value,
        Dirty = true,
    };

    private static string IndexKey(IEnumerable<string> values) => string.Join('\u001f', values);

    private static string? Plain(PropertyValue? value) => value switch
    {
        PropertyValue.Text text => text.Content,
        PropertyValue.Select select => select.Option,
        PropertyValue.Number number => number.Amount.ToString(CultureInfo.InvariantCulture),
        PropertyValue.Url url => url.Address,
        _ => null,
    };

    private static string Shown(SourceRecord record) => record.Data["key"]?.ToString() ?? record.Data["name"]?.ToString() ?? record.Scope;
}
