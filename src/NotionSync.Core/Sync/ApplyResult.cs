using System.Collections.Immutable;
using NotionSync.Planning;

namespace NotionSync.Sync;

/// <summary>What became of the writes of a plan.</summary>
internal sealed class ApplyResult
{
    private readonly Lock gate = new();
    private readonly List<RowWrite> done = [];
    private readonly List<(RowWrite Write, string Reason)> refused = [];
    private readonly Dictionary<string, int> byDatabase = [];

    /// <summary>Writes that Notion confirmed.</summary>
    public ImmutableArray<RowWrite> Done
    {
        get
        {
            lock (gate)
            {
                return [.. done];
            }
        }
    }

    /// <summary>Writes that Notion refused, each with the reason.</summary>
    public ImmutableArray<(RowWrite Write, string Reason)> Refused
    {
        get
        {
            lock (gate)
            {
                return [.. refused];
            }
        }
    }

    /// <summary>Why the rest was not sent; null when all was.</summary>
    public string? StoppedBecause { get; private set; }

    /// <summary>Notes a write.</summary>
    /// <param name="write">Which.</param>
    /// <param name="refusal">Why it was refused; null when it was confirmed.</param>
    /// <returns>How many writes of its database are through.</returns>
    public int Add(RowWrite write, string? refusal)
    {
        lock (gate)
        {
            if (refusal is null)
            {
                done.Add(write);
            }
            else
            {
                refused.Add((write, refusal));
            }

            return byDatabase[write.Row.Database] = byDatabase.GetValueOrDefault(write.Row.Database) + 1;
        }
    }

    /// <summary>Sends nothing more.</summary>
    public void Stop(string reason)
    {
        lock (gate)
        {
            StoppedBecause ??= reason;
        }
    }
}
