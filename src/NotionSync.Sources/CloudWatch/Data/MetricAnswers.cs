using System.Text.Json.Nodes;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CloudWatch.Data;

/// <summary>What CloudWatch said to several questions.</summary>
internal sealed class MetricAnswers
{
    private readonly Dictionary<(string Id, string Label), MetricSeries> series = [];
    private readonly Dictionary<string, List<MetricSeries>> byId = new(StringComparer.Ordinal);

    /// <summary>Why a query was refused, by its id.</summary>
    public Dictionary<string, string> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>What was said of a call as a whole, e.g. that it reached a limit; each once.</summary>
    public SortedSet<string> Notes { get; } = new(StringComparer.Ordinal);

    /// <summary>The series of a query; none when it was refused.</summary>
    public IReadOnlyList<MetricSeries> Of(string id) => byId.GetValueOrDefault(id) ?? [];

    /// <summary>Adds a page. Pages repeat ids with further points, so they are put together by id and label.</summary>
    public void Add(JsonObject page)
    {
        foreach (var message in (page["Messages"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Notes.Add($"{SettingsCheck.Text(message["Code"])}: {SettingsCheck.Text(message["Value"])}");
        }

        var seen = new HashSet<(string, string)>();
        foreach (var result in (page["MetricDataResults"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (SettingsCheck.Text(result["Id"]) is { } id)
            {
                var one = SeriesOf(id, SettingsCheck.Text(result["Label"]) ?? "");
                one.IsDoubled |= !seen.Add((id, one.Label));
                one.Add(result);
            }
        }
    }

    private MetricSeries SeriesOf(string id, string label)
    {
        if (!series.TryGetValue((id, label), out var one))
        {
            one = new MetricSeries(label);
            series.Add((id, label), one);
            if (!byId.TryGetValue(id, out var same))
            {
                byId.Add(id, same = []);
            }

            same.Add(one);
        }

        return one;
    }
}
