namespace NotionSync.Model;

/// <summary>Finds what a person probably meant, for the "did you mean" of a fault.</summary>
public static class NearestName
{
    /// <summary>The name with the fewest edits to <paramref name="written"/>, letter case not counted.</summary>
    /// <returns>Null when none is near enough to be a slip (at most a third of its letters, at least two).</returns>
    public static string? Find(string written, IEnumerable<string> names) => names
        .Select(name => (Name: name, Edits: Edits(written.ToLowerInvariant(), name.ToLowerInvariant())))
        .Where(candidate => candidate.Edits <= Math.Max(2, candidate.Name.Length / 3) && candidate.Edits < candidate.Name.Length)
        .OrderBy(candidate => candidate.Edits)
        .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
        .Select(candidate => candidate.Name)
        .FirstOrDefault();

    /// <summary>A sentence for the end of a fault: the nearest name, or all of them when none is near.</summary>
    public static string Suggest(string written, IReadOnlyCollection<string> names) => Find(written, names) is { } name
        ? $"Did you mean '{name}'?"
        : names.Count > 0 ? $"Possible: {string.Join(", ", names)}." : "";

    private static int Edits(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        var current = new int[right.Length + 1];
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
