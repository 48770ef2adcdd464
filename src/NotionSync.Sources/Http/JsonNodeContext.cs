using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NotionSync.Sources.Http;

/// <summary>Bodies that are built as nodes.</summary>
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class JsonNodeContext : JsonSerializerContext;
