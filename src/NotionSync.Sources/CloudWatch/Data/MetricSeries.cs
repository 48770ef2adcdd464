using System.Text.Json.Nodes;
using NotionSync.Sources.Aws;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CloudWatch.Data;

/// <summary>One series of an answer, put together from all its pages.</summary>
/// <param name="label">Tells it from the others of its query.</param>
internal sealed class MetricSeries(string label)
{
    private readonly SortedDictionary<DateTimeOffset, decimal> points = [];

    /// <summary>Tells it from the others of its query.</summary>
    public string Label => label;

    /// <summary>Figures by the beginning of their periods, oldest first.</summary>
    public IReadOnlyCollection<KeyValuePair<DateTimeOffset, decimal>> Points => points;

    /// <summary>Whether one page named it twice, so that two series cannot be told apart.</summary>
    public bool IsDoubled { get; set; }

    /// <summary>Why its figures must not be taken; null when they may, even if there are none.</summary>
    public SeriesFault? Fault { get; private set; }

    /// <summary>Adds what a page says of it. The last page's status wins: earlier ones are partial by their nature.</summary>
    public void Add(JsonObject result)
    {
        foreach (var (time, value) in (result["Timestamps"] as JsonArray ?? []).Zip(result["Values"] as JsonArray ?? []))
        {
            if (AwsValues.Time(time) is { } at && AwsValues.Figure(value) is { } figure)
            {
                points[at] = figure;
            }
        }

        var words = (result["Messages"] as JsonArray ?? []).OfType<JsonObject>().Select(message => SettingsCheck.Text(message["Value"])).OfType<string>();
        Fault = SettingsCheck.Text(result["StatusCode"]) switch
        {
            null or "Complete" => null,
            "PartialData" => new("partial data", IsPartial: true, string.Join(' ', words)),
            "Forbidden" => new("forbidden", IsPartial: false, string.Join(' ', words)),
            "InternalError" => new("internal error", IsPartial: false, string.Join(' ', words)),
            var other => new(other, IsPartial: true, string.Join(' ', words)),
        };
    }
}

/// <summary>Why figures must not be taken.</summary>
/// <param name="Word">In a word or two, e.g. <c>forbidden</c>.</param>
/// <param name="IsPartial">Some of the data came.</param>
/// <param name="Words">AWS's own words; empty when it says nothing.</param>
internal sealed record SeriesFault(string Word, bool IsPartial, string Words);
