using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NotionSync.LocalWorkspace;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Settings))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(Template))]
[JsonSerializable(typeof(Webhook))]
[JsonSerializable(typeof(Connection))]
[JsonSerializable(typeof(Page))]
[JsonSerializable(typeof(Block))]
[JsonSerializable(typeof(Database))]
[JsonSerializable(typeof(DataSource))]
[JsonSerializable(typeof(Property))]
[JsonSerializable(typeof(View))]
[JsonSerializable(typeof(Comment))]
[JsonSerializable(typeof(FileUpload))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonArray))]
internal sealed partial class WorkspaceJson : JsonSerializerContext;
