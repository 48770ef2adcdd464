using System.Text.Json.Serialization;

namespace NotionSync.Sources.Prometheus.Contracts;

/// <summary>What is read from Prometheus. Members that are not known reach the records of targets, rules and alerts as they are.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(Envelope<QueryData>))]
[JsonSerializable(typeof(Envelope<TargetsData>))]
[JsonSerializable(typeof(Envelope<RulesData>))]
[JsonSerializable(typeof(Envelope<AlertsData>))]
[JsonSerializable(typeof(Envelope<BuildInfo>))]
[JsonSerializable(typeof(Series))]
internal sealed partial class PrometheusJson : JsonSerializerContext;
