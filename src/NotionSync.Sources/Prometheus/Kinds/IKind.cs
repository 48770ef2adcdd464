using System.Text.Json.Nodes;
using NotionSync.Abstractions;

namespace NotionSync.Sources.Prometheus.Kinds;

/// <summary>One kind of record that Prometheus offers.</summary>
internal interface IKind
{
    /// <summary>Name and summary.</summary>
    SourceKind Kind { get; }

    /// <summary>What is wrong with settings; null settings are an absent <c>read</c> section.</summary>
    IEnumerable<SettingFault> Check(JsonObject? settings);

    /// <summary>Reads the kind whole: records, faults of parts, and at the end whether all was read.</summary>
    /// <exception cref="PrometheusException">It could not be read at all.</exception>
    Task<IReadOnlyList<SourceItem>> ReadAsync(SourceQuery query, CancellationToken cancellationToken);
}
