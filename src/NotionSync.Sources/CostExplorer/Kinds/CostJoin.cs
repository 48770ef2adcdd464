using System.Text.Json.Nodes;
using NotionSync.Sources.Aws;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CostExplorer.Kinds;

/// <summary>Joins pages of costs into one record per group.</summary>
internal sealed class CostJoin(CostsSettings settings)
{
    private const string ConsolePage = "https://console.aws.amazon.com/cost-management/home#/cost-explorer";

    private readonly SortedDictionary<string, CostRecord> records = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(bool IsDaily, string Start), (string End, bool IsEstimated)> buckets = [];
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    /// <summary>Amounts that could not be read, for people.</summary>
    public SortedSet<string> Notes { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds an answer. A stretch may go on on the next page, so amounts are put together by stretch and group.</summary>
    public void Add(CostAnswer answer)
    {
        foreach (var attributes in answer.Answer.Items("DimensionValueAttributes"))
        {
            if (SettingsCheck.Text(attributes["Value"]) is { } value && SettingsCheck.Text(attributes["Attributes"]?["description"]) is { Length: > 0 } name)
            {
                names[value] = name;
            }
        }

        foreach (var result in answer.Answer.Items("ResultsByTime"))
        {
            if (SettingsCheck.Text(result["TimePeriod"]?["Start"]) is not { } start)
            {
                continue;
            }

            var bucket = (answer.IsDaily, start);
            buckets[bucket] = (SettingsCheck.Text(result["TimePeriod"]?["End"]) ?? start, result["Estimated"]?.GetValueKind() is System.Text.Json.JsonValueKind.True);

            // With groups the sum is empty; without them there are no groups.
            var groups = (result["Groups"] as JsonArray ?? []).OfType<JsonObject>().ToList();
            if (settings.By.IsEmpty && result["Total"] is JsonObject { Count: > 0 } total)
            {
                Add(bucket, [], new JsonObject { ["Metrics"] = total.DeepClone() });
            }

            foreach (var group in groups.Where(_ => !settings.By.IsEmpty))
            {
                var keys = (group["Keys"] as JsonArray ?? []).Select(SettingsCheck.Text).OfType<string>().ToList();
                if (keys.Count == settings.By.Length)
                {
                    Add(bucket, keys, group);
                }
            }
        }
    }

    private void Add((bool IsDaily, string Start) bucket, IReadOnlyList<string> keys, JsonObject group)
    {
        var record = RecordOf(keys);
        if (!record.Add(bucket, group, settings.Question.Metric))
        {
            Notes.Add($"'{record.Key}' has no {settings.Question.Metric} that can be read in the {(bucket.IsDaily ? "day" : "month")} from {bucket.Start}; it is left unknown.");
        }
    }

    /// <summary>The records, ordered by key.</summary>
    /// <param name="today">The day of the run.</param>
    public IEnumerable<JsonObject> Records(DateOnly today) => records.Values.Select(record => Data(record, today));

    private JsonObject Data(CostRecord record, DateOnly today)
    {
        var values = record.Group.Zip(settings.By).Select(pair => pair.Second.Value(pair.First)).ToList();
        var thisMonth = CostDays.Text(CostDays.Month(today));
        var lastMonth = CostDays.Text(CostDays.Month(today).AddMonths(-1));
        var yesterday = CostDays.Text(today.AddDays(-1));
        var data = new JsonObject
        {
            ["key"] = record.Key,
            ["values"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]),
            ["name"] = values.Count == 0 ? "total" : names.GetValueOrDefault(values[0], values[0]),
            ["currency"] = record.Currency,
            ["metric"] = settings.Question.Metric,
            ["through"] = yesterday,
            ["url"] = ConsolePage,
        };
        Put(data, "monthToDate", record, (false, thisMonth));
        Put(data, "lastMonth", record, (false, lastMonth));
        Put(data, "lastDay", record, (true, yesterday));
        data["estimated"] = buckets.Any(bucket => bucket.Value.IsEstimated);
        PutAll(data, "months", record, isDaily: false);
        PutAll(data, "days", record, isDaily: true);
        return data;
    }

    // A group that is absent from a stretch that was answered cost nothing in it; a stretch that was not answered is unknown.
    private void Put(JsonObject data, string member, CostRecord record, (bool, string) bucket)
    {
        if (buckets.ContainsKey(bucket) && record.Amount(bucket) is { } amount)
        {
            data[member] = amount;
        }
    }

    private void PutAll(JsonObject data, string member, CostRecord record, bool isDaily)
    {
        var all = buckets.Where(bucket => bucket.Key.IsDaily == isDaily).Select(bucket =>
        {
            var entry = record.Raw(bucket.Key);
            entry["start"] = bucket.Key.Start;
            entry["end"] = bucket.Value.End;
            if (record.Amount(bucket.Key) is { } amount)
            {
                entry["cost"] = amount;
            }

            entry["estimated"] = bucket.Value.IsEstimated;
            return entry;
        }).ToArray();
        if (all.Length > 0)
        {
            data[member] = new JsonArray([.. all]);
        }
    }

    private CostRecord RecordOf(IReadOnlyList<string> keys)
    {
        var key = keys.Count == 0 ? "total" : string.Join('/', keys);
        if (!records.TryGetValue(key, out var record))
        {
            records.Add(key, record = new CostRecord(key, keys));
        }

        return record;
    }
}
