using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NotionSync.LocalWorkspace;

/// <param name="Kind">page_id, block_id, database_id, data_source_id or workspace.</param>
/// <param name="Id">Empty for the workspace.</param>
[JsonConverter(typeof(ParentRefJson))]
internal sealed record ParentRef(string Kind, string Id)
{
    public static readonly ParentRef Workspace = new("workspace", "");

    public static ParentRef Parse(string text)
    {
        var end = text.IndexOf('/', StringComparison.Ordinal);
        var kind = text.AsSpan(0, end) switch
        {
            "data_source_id" => "data_source_id",
            "page_id" => "page_id",
            "block_id" => "block_id",
            var other => other.ToString(),
        };
        return new ParentRef(kind, text[(end + 1)..]);
    }

    public override string ToString() => $"{Kind}/{Id}";

    public static ParentRef Page(string id) => new("page_id", id);

    public static ParentRef Block(string id) => new("block_id", id);

    public static ParentRef Database(string id) => new("database_id", id);

    public static ParentRef DataSource(string id) => new("data_source_id", id);

    public JsonObject ToJson() => Kind == "workspace"
        ? new JsonObject { ["type"] = Kind, [Kind] = true }
        : new JsonObject { ["type"] = Kind, [Kind] = Id };
}
