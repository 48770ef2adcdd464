namespace NotionSync.Tests.Ingest;

/// <summary>Lets sources give their records in one order, whatever the threads do: who is next in the list gives one, and so on to the end.</summary>
internal sealed class Interleaving(IReadOnlyList<int> order, int sources)
{
    private readonly Lock gate = new();
    private readonly HashSet<int> done = [];
    private readonly Dictionary<int, TaskCompletionSource> waiting = [];
    private int place;
    private int? giving;

    /// <summary>For <see cref="LivingSource.Before"/> of the source with this number, which gives so many records.</summary>
    public Func<int, CancellationToken, Task> Of(int source, int records) => (number, stop) => number < records ? NextAsync(source, stop) : EndAsync(source);

    private Task NextAsync(int source, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            Leave(source);
            waiting[source] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var mine = waiting[source].Task;
            Go();
            return mine.WaitAsync(cancellationToken);
        }
    }

    private Task EndAsync(int source)
    {
        lock (gate)
        {
            Leave(source);
            done.Add(source);
            Go();
            return Task.CompletedTask;
        }
    }

    private void Leave(int source)
    {
        if (giving == source)
        {
            giving = null;
        }
    }

    // Nobody goes before all have come to the point where they wait, or the threads would decide.
    private void Go()
    {
        if (giving is not null || waiting.Count == 0 || waiting.Count + done.Count < sources)
        {
            return;
        }

        var next = order.Skip(place).FirstOrDefault(source => waiting.ContainsKey(source), waiting.Keys.Min());
        place++;
        giving = next;
        waiting.Remove(next, out var turn);
        turn!.SetResult(); // chosen among those that wait
    }
}
