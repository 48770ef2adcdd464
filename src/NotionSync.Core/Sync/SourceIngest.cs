using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Reads one source's records into claims on rows, and finds those that are gone. Plans nothing.</summary>
internal sealed class SourceIngest(Catalog catalog, IStateStore state, ClaimBuilder builder, RemovalGuard guard)
{
    private const int BatchSize = 500;

    /// <summary>Reads every block of a source; a part that fails leaves the others alone, a source that cannot be read is asked no more.</summary>
    public async Task ReadAsync(ISource source, DateTimeOffset at, SourceTally tally, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        var name = source.Name.ToLowerInvariant();
        foreach (var database in catalog.Databases)
        {
            foreach (var block in database.Sources.Where(block => block.Source == name))
            {
                progress.Report(new EngineStep($"Reading {source.Name}", database.Id, tally.Read, 0));
                if (!await ReadAsync(source, database, block, at, tally, cancellationToken))
                {
                    return;
                }
            }
        }
    }

    // Whether the source as a whole can be read.
    private async Task<bool> ReadAsync(
        ISource source, DatabaseMapping database, SourceBlock block, DateTimeOffset at, SourceTally tally, CancellationToken cancellationToken)
    {
        var writer = new ClaimWriter(database, block, state, builder, tally);
        var scopes = new HashSet<string>();
        var isComplete = true;
        var batch = new List<SourceRecord>();
        try
        {
            await foreach (var item in source.ReadAsync(new SourceQuery(block.Kind, block.Read, at, Cursor: null), cancellationToken))
            {
                switch (item)
                {
                    case SourceItem.Found found:
                        batch.Add(found.Record);
                        if (batch.Count == BatchSize)
                        {
                            await writer.WriteAsync(batch, cancellationToken);
                            batch.Clear();
                        }

                        break;
                    case SourceItem.ScopeRead scope:
                        scopes.Add(scope.Scope);
                        break;
                    case SourceItem.Partial partial:
                        isComplete = false;
                        tally.Warn(database.Id, block.Name, partial.Warning);
                        break;
                    case SourceItem.Failed failed:
                        isComplete = false;
                        tally.Fail(database.Id, $"{block.Name} · {failed.Part}", failed.Reason);
                        break;
                }
            }

            await writer.WriteAsync(batch, cancellationToken);
        }
        catch (SourceException failure)
        {
            // What was read is true; what was not read is not gone.
            await writer.WriteAsync(batch, cancellationToken);
            tally.Fail("", source.Name, failure.Message);
            return false;
        }

        if (isComplete && !writer.HasFailures)
        {
            await guard.FindGoneAsync(database, block, scopes, writer.Seen, at, tally, cancellationToken);
        }

        return true;
    }
}
