using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Sources.Prometheus.Contracts;

namespace NotionSync.Sources.Prometheus.Kinds;

/// <summary>What a series becomes in a record.</summary>
/// <param name="ResultType">The result type that is needed.</param>
/// <param name="Value">The member of one series; null leaves it out.</param>
internal sealed record MemberShape(string ResultType, Func<Series, JsonNode?> Value)
{
    /// <summary>The number, or the native histogram as sent.</summary>
    public static MemberShape Instant { get; } = new("vector", series => series switch
    {
        { Value: { } sample } => PromNumber.ToNode(sample.Value),
        { Histogram: { ValueKind: JsonValueKind.Array } pair } when pair.GetArrayLength() == 2 => JsonNode.Parse(pair[1].GetRawText()),
        _ => null,
    });

    /// <summary>The finite numbers, oldest first.</summary>
    public static MemberShape Range { get; } = new("matrix", series =>
        series.Values.Where(sample => double.IsFinite(sample.Value)).Select(sample => PromNumber.ToNode(sample.Value)).ToArray() is { Length: > 0 } numbers
            ? new JsonArray(numbers)
            : null);

    /// <summary>The labels.</summary>
    public static MemberShape Info { get; } = new("vector", series => Labels.ToNode(series.Metric.Where(label => label.Key != "__name__")));
}
