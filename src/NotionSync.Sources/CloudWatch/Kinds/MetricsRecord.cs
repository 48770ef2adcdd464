using System.Text.Json.Nodes;
using NotionSync.Sources.Aws;

namespace NotionSync.Sources.CloudWatch.Kinds;

/// <summary>What becomes a record: a thing with its figures.</summary>
/// <param name="key">Region and dimensions.</param>
/// <param name="dimensions">Which thing.</param>
internal sealed class MetricsRecord(string key, IReadOnlyDictionary<string, string> dimensions)
{
    /// <summary>The member that lists the alarms.</summary>
    public const string AlarmsMember = "alarms";

    // CloudWatch answered, and there was nothing.
    private const string NoPoints = "no points";

    private readonly SortedDictionary<string, IReadOnlyDictionary<DateTimeOffset, decimal>> latest = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, IReadOnlyList<decimal>> ranges = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> faults = new(StringComparer.Ordinal);
    private JsonArray? alarms;

    /// <summary>Region and dimensions.</summary>
    public string Key => key;

    /// <summary>Which thing.</summary>
    public IReadOnlyDictionary<string, string> Dimensions => dimensions;

    /// <summary>Whether anything is known of it.</summary>
    public bool HasFigure => latest.Count + ranges.Count + faults.Count > 0;

    /// <summary>Takes the figures of the last periods, by their beginning.</summary>
    public void PutLatest(string member, IReadOnlyDictionary<DateTimeOffset, decimal> figures)
    {
        if (figures.Count > 0)
        {
            latest[member] = figures;
        }
    }

    /// <summary>Takes figures over time; none are left out.</summary>
    public void PutRange(string member, IReadOnlyList<decimal> figures)
    {
        if (figures.Count > 0)
        {
            ranges[member] = figures;
        }
    }

    /// <summary>Takes a text.</summary>
    public void PutText(string member, string text) => texts[member] = text;

    /// <summary>Takes the alarms that watch it.</summary>
    public void PutAlarms(JsonArray watching) => alarms = watching;

    /// <summary>Remembers why a member has no figure that may be taken.</summary>
    public void Fault(string member, string why) => faults[member] = why;

    /// <summary>Whether a member of a record has no figure for another reason than that there is none.</summary>
    public static bool IsPartial(JsonObject record) =>
        record["missing"] is JsonObject missing && missing.Any(member => member.Value?.GetValue<string>() != NoPoints);

    /// <summary>The record; members without a figure are named in <c>missing</c>, with the reason.</summary>
    /// <param name="region">Where it is.</param>
    /// <param name="members">Those that should have a figure or figures.</param>
    /// <param name="isRefused">Whether a member could not be read at all.</param>
    public JsonObject Data(string region, IReadOnlyList<string> members, Func<string, bool> isRefused)
    {
        var period = Period();
        var figuresOfPeriod = new SortedDictionary<string, decimal>(
            latest.Where(member => member.Value.ContainsKey(period)).ToDictionary(member => member.Key, member => member.Value[period]), StringComparer.Ordinal);
        var data = new JsonObject
        {
            ["key"] = key,
            ["region"] = region,
            ["dimensions"] = new JsonObject(dimensions.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => KeyValuePair.Create<string, JsonNode?>(one.Key, one.Value))),
            ["url"] = ConsoleLinks.Metrics(region),
        };
        if (latest.Count > 0)
        {
            data["at"] = AwsValues.Iso(period);
        }

        foreach (var (member, figure) in figuresOfPeriod)
        {
            data[member] = figure;
        }

        foreach (var (member, figures) in ranges)
        {
            data[member] = new JsonArray([.. figures.Select(figure => JsonValue.Create(figure))]);
        }

        foreach (var (member, text) in texts)
        {
            data[member] = text;
        }

        if (alarms is not null)
        {
            data[AlarmsMember] = alarms;
        }

        if (members.Where(member => !figuresOfPeriod.ContainsKey(member) && !ranges.ContainsKey(member) && !(member == AlarmsMember && alarms is not null)).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
        {
            data["missing"] = new JsonObject(missing.Select(member => KeyValuePair.Create<string, JsonNode?>(member, faults.GetValueOrDefault(member) ?? (isRefused(member) ? "refused" : NoPoints))));
        }

        return data;
    }

    // Figures of one record are computed with each other, so all are of one period: the newest of the member that has most of them. One that
    // is sent only while there is something to count must not lend its last count to a later period.
    private DateTimeOffset Period()
    {
        var most = latest.Values.Max(figures => (int?)figures.Count);
        return latest.Values.Where(figures => figures.Count == most).SelectMany(figures => figures.Keys).DefaultIfEmpty().Max();
    }
}
