using NotionSync.Abstractions;

namespace NotionSync.Sync;

/// <summary>Reads one source's records into claims on rows, and finds those that are gone. Plans nothing.</summary>
internal sealed class SourceIngest(EngineParts parts, IStateStore state, RemovalGuard guard)
{
    /// <summary>Reads each group of blocks once; a part that fails leaves the others alone, a source that cannot be read is asked no more.</summary>
    /// <param name="source">Which.</param>
    /// <param name="at">The instant that the read speaks of.</param>
    /// <param name="isFull">Whether everything is read, whatever was read before.</param>
    /// <param name="tally">What was seen.</param>
    /// <param name="progress">Told of each group.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public async Task ReadAsync(
        ISource source, DateTimeOffset at, bool isFull, SourceTally tally, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        // Removals that are meant can only be seen by reading everything.
        var cursors = new CursorBook(state, parts.Options, at, isFull || tally.AllowRemovals is not null);
        foreach (var group in ReadGroup.Of(parts.Catalog, source.Name.ToLowerInvariant()))
        {
            progress.Report(new EngineStep($"Reading {source.Name}", group.Blocks[0].Database.Id, tally.Read, 0));
            if (!await new GroupReading(parts, source, group, cursors, state, guard, tally).ReadAsync(at, cancellationToken))
            {
                return;
            }
        }
    }
}
