using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Sources.Prometheus.Contracts;

namespace NotionSync.Sources.Prometheus.Kinds;

/// <summary>Joins the results of several queries into one record per label set.</summary>
/// <param name="by">Labels that tell records apart.</param>
/// <param name="instant">When all queries were evaluated.</param>
internal sealed class SeriesJoin(ImmutableArray<string> by, DateTimeOffset instant)
{
    private readonly SortedDictionary<string, JsonObject> records = new(StringComparer.Ordinal);

    /// <summary>Records so far, ordered by key.</summary>
    public IEnumerable<JsonObject> Records() => records.Values;

    /// <summary>Adds a result as a member of the records.</summary>
    /// <returns>Why it cannot be joined, and then none of it is; null when it was.</returns>
    public string? Add(string member, QueryData data, MemberShape shape)
    {
        var (series, fault) = SeriesOf(data, shape);
        fault ??= Unkeyed(series) ?? Doubled(series);
        if (fault is not null)
        {
            return fault;
        }

        foreach (var one in series)
        {
            if (shape.Value(one) is { } node)
            {
                RecordOf(one.Metric)[member] = node;
            }
        }

        return null;
    }

    /// <summary>Adds the record without labels, unless it is there.</summary>
    public void AddEmpty() => RecordOf(new Dictionary<string, string>());

    private (IReadOnlyList<Series> Series, string? Fault) SeriesOf(QueryData data, MemberShape shape) => (data.ResultType, data.Result) switch
    {
        ("vector" or "matrix", var items) when data.ResultType == shape.ResultType && items.All(item => item is ResultItem.Of) =>
            ([.. items.Cast<ResultItem.Of>().Select(item => item.Series)], null),
        ("scalar", [ResultItem.Time(var seconds), ResultItem.Text(var text)]) when shape.ResultType is "vector" => by.IsEmpty
            ? Number(seconds, text)
            : ([], $"it gives one number without labels, but records are told apart by {Named()}. Ask for it in a block with by: []."),
        ("matrix", _) => ([], "it gives samples over time where one number is needed. Wrap it, e.g. in avg_over_time(…), or put it below 'ranges'."),
        ("string", _) => ([], "it gives a text where a number is needed."),
        _ => ([], $"it gave a result of type '{data.ResultType}' that cannot be read here."),
    };

    private static (IReadOnlyList<Series>, string?) Number(decimal seconds, string text)
    {
        try
        {
            return ([new Series { Value = new Sample(seconds, PromNumber.Parse(text)) }], null);
        }
        catch (JsonException)
        {
            return ([], $"it gave '{text}' where a number is needed.");
        }
    }

    // An absent label is an empty one in PromQL; but a series with none of the labels belongs to nothing.
    private string? Unkeyed(IReadOnlyList<Series> series) =>
        !by.IsEmpty && series.FirstOrDefault(one => by.All(label => string.IsNullOrEmpty(one.Metric.GetValueOrDefault(label)))) is { } stray
            ? $"it gives a series without {Named()}: {Shown(stray.Metric)}. Group by it, or leave such series out with {{{by[0]}!=\"\"}}."
            : null;

    private string? Doubled(IReadOnlyList<Series> series) =>
        series.GroupBy(one => Labels.Key(one.Metric, by)).FirstOrDefault(group => group.Count() > 1) is { } group
            ? $"it gives {group.Count()} series for one record '{group.Key}', e.g. {Shown(group.First().Metric)} and {Shown(group.Last().Metric)}. "
                + $"Aggregate it, e.g. with sum by ({string.Join(", ", by)}) (…), or name more labels in 'by'."
            : null;

    private JsonObject RecordOf(IReadOnlyDictionary<string, string> labels)
    {
        var key = Labels.Key(labels, by);
        if (!records.TryGetValue(key, out var record))
        {
            record = new JsonObject
            {
                ["key"] = key,
                ["labels"] = Labels.ToNode(labels.Where(label => by.Contains(label.Key))),
                ["at"] = PromTime.ToText(instant),
            };
            records.Add(key, record);
        }

        return record;
    }

    private string Named() => string.Join(", ", by.Select(label => $"'{label}'"));

    private static string Shown(IReadOnlyDictionary<string, string> labels)
    {
        var text = "{" + string.Join(", ", labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}=\"{label.Value}\"")) + "}";
        return Http.AnswerText.Clean(text, []);
    }
}
