using System.Text.Json.Serialization;

namespace NotionSync.LocalWorkspace.Preview;

/// <summary>What the scripts are given as attributes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<ShownColumn>))]
[JsonSerializable(typeof(ShownChart))]
[JsonSerializable(typeof(IReadOnlyList<ShownCandidate>))]
internal sealed partial class PreviewJson : JsonSerializerContext;
