using System.Collections.Immutable;
using System.Globalization;

namespace NotionSync.Sources.GitHub.Reading;

/// <summary>A span of creation times by which workflow runs are searched; such a search gives at most a thousand.</summary>
/// <param name="From">The first instant; null: all runs, which is no search and has no such end.</param>
/// <param name="To">The last instant; null: the present and what comes.</param>
internal sealed record RunWindow(DateTimeOffset? From, DateTimeOffset? To)
{
    /// <summary>Results beyond this are kept back by GitHub without a word.</summary>
    public const int MostResults = 1000;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>All runs.</summary>
    public static RunWindow All { get; } = new(null, null);

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is no such text.</summary>
    public static RunWindow? Parse(string text) => text.Split("..") switch
    {
        [""] => All,
        [var from] when from.StartsWith(">=", StringComparison.Ordinal) && Time(from[2..]) is { } start => new(start, null),
        [var from, var to] when Time(from) is { } start && Time(to) is { } end => new(start, end),
        _ => null,
    };

    /// <summary>The search, as GitHub takes it: <c>&gt;=A</c> or <c>A..B</c>, both ends included; empty for all runs.</summary>
    public override string ToString() => (From, To) switch
    {
        (null, _) => "",
        (var from, null) => $">={Text(from.Value)}",
        var (from, to) => $"{Text(from.Value)}..{Text(to.Value)}",
    };

    /// <summary>The windows that together are this one: days, and what is a day or shorter by halves. Empty when it cannot be split.</summary>
    /// <param name="now">Where the days of an open window end; its last one stays open.</param>
    public ImmutableArray<RunWindow> Split(DateTimeOffset now)
    {
        if (From is not { } from)
        {
            return [];
        }

        var end = To ?? now;
        if (end - from >= Day)
        {
            return [.. Days(from, end)];
        }

        if (end - from < Shortest)
        {
            return [];
        }

        var middle = from + TimeSpan.FromSeconds(Math.Floor((end - from).TotalSeconds / 2));
        return [new(from, middle), new(middle + Second, To)];
    }

    private IEnumerable<RunWindow> Days(DateTimeOffset from, DateTimeOffset end)
    {
        while (true)
        {
            var next = new DateTimeOffset(from.UtcDateTime.Date, TimeSpan.Zero) + Day;
            if (next > end)
            {
                yield return new RunWindow(from, To);
                yield break;
            }

            yield return new RunWindow(from, next - Second);
            from = next;
        }
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
