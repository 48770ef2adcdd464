using NotionSync.Abstractions;
using NotionSync.Planning;

namespace NotionSync.Sync;

/// <summary>Holds a saved plan against what would be done now.</summary>
internal static class PlanComparison
{
    private const int Shown = 3;

    /// <summary>Refuses when the two differ in anything that would be written.</summary>
    /// <exception cref="PlanChangedException">Says how they differ.</exception>
    public static void ThrowIfDifferent(Plan expected, Plan planned)
    {
        if (expected.Changes.SequenceEqual(planned.Changes))
        {
            return;
        }

        var gone = expected.Changes.Except(planned.Changes).Select(change => $"no longer needed: {Name(change)}");
        var added = planned.Changes.Except(expected.Changes).Select(change => $"not in the plan: {Name(change)}");
        string[] differences = [.. gone, .. added];
        var text = differences is [] ? "the order of the changes is another" : string.Join("; ", differences.Take(Shown));
        var more = differences.Length > Shown ? $"; and {differences.Length - Shown} more" : "";
        throw new PlanChangedException($"The plan is out of date, nothing was changed: {text}{more}. Make a new one with 'notionsync plan --out FILE'.");
    }

    private static string Name(PlannedChange change) => $"{change.Object.ToString().ToLowerInvariant()} {change.Database} · {change.Title}";
}
