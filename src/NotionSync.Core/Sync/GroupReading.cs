using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Model;

namespace NotionSync.Sync;

/// <summary>One read of a source for all blocks that ask it the same.</summary>
internal sealed class GroupReading(
    EngineParts parts, ISource source, ReadGroup group, CursorBook cursors, IStateStore state, RemovalGuard guard, SourceTally tally)
{
    // Beyond this the mapping is at fault rather than single records, and reading everything again loses nothing.
    private const int MostLeftOut = 200;

    private readonly ImmutableArray<(ReadBlock Place, ClaimWriter Claims)> writers =
        [.. group.Blocks.Select(place => (place, new ClaimWriter(place.Database, place.Block, state, parts.Claims, parts.Matches, parts.Held, tally)))];

    private readonly ReadScopes scopes = new(group.Settings);
    private bool isPartial;
    private string? next;

    /// <summary>Reads.</summary>
    /// <returns>False when the source as a whole cannot be read.</returns>
    public async Task<bool> ReadAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        var start = await cursors.StartAsync(group, cancellationToken);
        Recall(start.LeftOut);
        var batch = new List<SourceRecord>();
        try
        {
            await foreach (var item in source.ReadAsync(new SourceQuery(group.Kind, group.Settings, at, start.Cursor), cancellationToken))
            {
                await TakeAsync(item, batch, cancellationToken);
            }

            await WriteAsync(batch, cancellationToken);
        }
        catch (SourceException failure)
        {
            // What was read is true; what was not read is not gone.
            await WriteAsync(batch, cancellationToken);
            TellLeftOut();
            Tell(failure);
            return !failure.HarmsAll;
        }

        TellLeftOut();
        await parts.Turn.TakeAsync(() => EndAsync(start, at, cancellationToken), cancellationToken);
        return true;
    }

    private async Task TakeAsync(SourceItem item, List<SourceRecord> batch, CancellationToken cancellationToken)
    {
        switch (item)
        {
            case SourceItem.Found found:
                tally.Read++;
                batch.Add(found.Record with { Scope = scopes.Of(found.Record.Scope) });
                if (batch.Count >= parts.Options.RecordsAtOnce)
                {
                    await WriteAsync(batch, cancellationToken);
                }

                break;
            case SourceItem.ScopeRead scope:
                scopes.Add(scope.Scope);
                break;
            case SourceItem.Partial partial:
                isPartial = true;
                foreach (var place in group.Blocks)
                {
                    tally.Warn(place.Database.Id, place.Block.Name, partial.Warning);
                }

                break;
            case SourceItem.Failed failed:
                foreach (var place in group.Blocks)
                {
                    tally.Fail(place.Database.Id, $"{place.Block.Name} · {failed.Part}", failed.Reason);
                }

                break;
            case SourceItem.Next place:
                next = place.Cursor;
                break;
        }
    }

    private async Task WriteAsync(List<SourceRecord> batch, CancellationToken cancellationToken)
    {
        // Others may have the turn while this maps.
        var mapped = writers.Select(writer => (writer.Claims, Records: writer.Claims.Map(batch))).ToList();
        batch.Clear();
        await parts.Turn.TakeAsync(
            async () =>
            {
                foreach (var (claims, records) in mapped)
                {
                    await claims.WriteAsync(records, cancellationToken);
                }
            },
            cancellationToken);
    }

    private async Task EndAsync(ReadStart start, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var isHeldBack = false;
        foreach (var (place, claims) in writers.Where(writer => !isPartial && !writer.Claims.HasUnknown))
        {
            isHeldBack |= !await guard.FindGoneAsync(place.Database, place.Block, scopes, claims.Seen, claims.Waits, at, tally, cancellationToken);
        }

        if (isHeldBack)
        {
            // Only a read of everything finds the same removals again, once a person has said that they are meant.
            await cursors.ForgetAsync(group, cancellationToken);
        }
        else if (LeftOut() is { Length: <= MostLeftOut } leftOut && !writers.Any(writer => writer.Claims.HasUnknown))
        {
            await cursors.MoveAsync(group, start, next, leftOut, cancellationToken);
        }
    }

    // What is wrong with one kind is told of the databases that it fills, what is wrong with the source of none.
    private void Tell(SourceException failure)
    {
        if (failure.HarmsAll)
        {
            tally.Fail("", source.Name, failure.Message);
            return;
        }

        foreach (var place in group.Blocks)
        {
            tally.Fail(place.Database.Id, place.Block.Name, failure.Message);
        }
    }

    private void Recall(IEnumerable<LeftOut> leftOut)
    {
        foreach (var record in leftOut)
        {
            foreach (var (_, claims) in writers.Where(writer => (writer.Place.Database.Id, writer.Place.Block.Name) == (record.Database, record.Block)))
            {
                claims.LeftOut[new RowKey(record.Claimant)] = record.Reason;
            }
        }
    }

    private ImmutableArray<LeftOut> LeftOut() =>
    [
        .. from writer in writers
           from record in writer.Claims.LeftOut.OrderBy(entry => entry.Key)
           select new LeftOut(writer.Place.Database.Id, writer.Place.Block.Name, record.Key.Value, record.Value),
    ];

    // Those of earlier reads too: what is not in the state stays a fault though the source does not speak of it again.
    private void TellLeftOut()
    {
        foreach (var record in LeftOut())
        {
            tally.Fail(record.Database, record.Claimant, record.Reason);
        }
    }
}
