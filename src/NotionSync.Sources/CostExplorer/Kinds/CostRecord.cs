using System.Text.Json.Nodes;
using NotionSync.Sources.Aws;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CostExplorer.Kinds;

/// <summary>The amounts of one group, by stretch.</summary>
/// <param name="key">Tells it from others.</param>
/// <param name="group">As Cost Explorer names it.</param>
internal sealed class CostRecord(string key, IReadOnlyList<string> group)
{
    private readonly Dictionary<(bool, string), decimal> amounts = [];
    private readonly HashSet<(bool, string)> unknown = [];
    private readonly Dictionary<(bool, string), JsonObject> raw = [];

    /// <summary>Tells it from others.</summary>
    public string Key => key;

    /// <summary>As Cost Explorer names it.</summary>
    public IReadOnlyList<string> Group => group;

    /// <summary>E.g. <c>USD</c>; null when AWS names none.</summary>
    public string? Currency { get; private set; }

    /// <summary>Adds what an answer says of it for one stretch.</summary>
    /// <returns>False when it gives no amount that can be read: then that of the stretch is unknown.</returns>
    public bool Add((bool, string) bucket, JsonObject answer, string metric)
    {
        var amount = answer["Metrics"]?[metric] as JsonObject;
        var money = AwsValues.Money(amount?["Amount"]);
        amounts[bucket] = amounts.GetValueOrDefault(bucket) + (money ?? 0);
        Currency = SettingsCheck.Text(amount?["Unit"]) ?? Currency;
        raw[bucket] = answer;
        return money is not null || !unknown.Add(bucket);
    }

    /// <summary>The amount of a stretch, exactly; 0 where it is not named, null where part of it is unknown.</summary>
    public decimal? Amount((bool, string) bucket) => unknown.Contains(bucket) ? null : AwsValues.Plain(amounts.GetValueOrDefault(bucket));

    /// <summary>The group as AWS gave it last, its keys left out.</summary>
    public JsonObject Raw((bool, string) bucket)
    {
        var copy = raw.TryGetValue(bucket, out var answer) ? (JsonObject)answer.DeepClone() : [];
        copy.Remove("Keys");
        return copy;
    }
}
