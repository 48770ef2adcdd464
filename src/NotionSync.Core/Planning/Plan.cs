using System.Collections.Immutable;

namespace NotionSync.Planning;

/// <summary>What an import or a sync would do, in order, and nothing else.</summary>
/// <param name="Changes">In the order in which they are applied; empty when everything is as it should be.</param>
/// <param name="Writes">Calls that change the workspace.</param>
/// <param name="Reads">Calls that reading before and between them takes.</param>
public sealed record Plan(ImmutableArray<PlannedChange> Changes, int Writes, int Reads)
{
    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => Changes.IsEmpty;

    /// <summary>Calls in all.</summary>
    public int Calls => Writes + Reads;

    /// <summary>How long the calls take at a budget, in whole seconds, rounded up.</summary>
    public int Seconds(int requestsPerMinute) => (int)Math.Ceiling(Calls * 60d / requestsPerMinute);
}
