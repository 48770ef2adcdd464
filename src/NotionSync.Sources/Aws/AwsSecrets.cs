using System.Collections;

namespace NotionSync.Sources.Aws;

/// <summary>
/// What must never be seen in a message, the longest first. Credentials are found only when they are needed and are renewed while the
/// program runs, so the list grows; safe for several threads.
/// </summary>
internal sealed class AwsSecrets : IReadOnlyList<string>
{
    private volatile string[] known = [];

    /// <inheritdoc/>
    public int Count => known.Length;

    /// <inheritdoc/>
    public string this[int index] => known[index];

    /// <summary>Takes in secrets; empty ones are left out.</summary>
    public void Add(params IEnumerable<string?> secrets) =>
        known = [.. known.Concat(secrets.OfType<string>().Where(secret => secret.Length > 0)).Distinct().OrderByDescending(secret => secret.Length).Take(Most)];

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => known.AsEnumerable().GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Session tokens of a year would be thousands; those of the last hours are enough, and the oldest ones have long expired.
    private const int Most = 64;
}
