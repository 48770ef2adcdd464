using System.Collections.Immutable;
using NotionSync.Abstractions;

namespace NotionSync.Sync;

/// <summary>Reads several sources at the same time, and gives back those that are done.</summary>
internal sealed class SourceReadings : IAsyncDisposable
{
    private readonly EngineParts parts;
    private readonly CancellationTokenSource stop;
    private readonly ImmutableArray<SourceReading> all;
    private readonly List<SourceReading> running;

    /// <summary>Begins to read.</summary>
    public SourceReadings(
        EngineParts parts, IStateStore state, IEnumerable<ISource> sources, SyncOptions options, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        this.parts = parts;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var guard = new RemovalGuard(state, parts.Options);
        all = [.. sources.Select(source => new SourceReading(parts, state, source, guard, options))];
        running = [.. all];
        running.ForEach(reading => reading.Begin(progress, stop.Token));
    }

    /// <summary>What was seen of each source, in the order in which they were given.</summary>
    public IEnumerable<SourceTally> Tallies => all.Select(reading => reading.Tally);

    /// <summary>Whether a reading was not given back yet.</summary>
    public bool AreLeft => running.Count > 0;

    /// <summary>Waits for a reading to end, and then a little for the others, so that what they change is written together.</summary>
    /// <param name="join">How long for the others.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>Those that ended, in the order in which they were given; to be let go, and then to be done with.</returns>
    public async Task<ImmutableArray<SourceReading>> NextAsync(TimeSpan join, CancellationToken cancellationToken)
    {
        await Task.WhenAny(running.Select(reading => reading.Ended)).WaitAsync(cancellationToken);
        using var waited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(Task.WhenAll(running.Select(reading => reading.Ended)), Task.Delay(join, parts.Time, waited.Token));
        await waited.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        ImmutableArray<SourceReading> ended = [.. running.Where(reading => reading.Ended.IsCompleted)];
        running.RemoveAll(ended.Contains);
        return ended;
    }

    /// <summary>Stops what still reads, and lets go of everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(all.Select(reading => reading.Ended)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var reading in all)
        {
            reading.LetGo();
            reading.Done();
        }

        stop.Dispose();
    }
}
