using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal static class DatabaseJson
{
    public static JsonObject Of(Call call, Database database) => new()
    {
        ["object"] = "database",
        ["id"] = database.Id,
        ["title"] = database.Title.DeepClone(),
        ["description"] = database.Description.DeepClone(),
        ["parent"] = database.Parent.ToJson(),
        ["is_inline"] = database.IsInline,
        ["in_trash"] = database.InTrash,
        ["is_locked"] = database.IsLocked,
        ["created_time"] = Stamp.Millisecond(database.CreatedTime),
        ["last_edited_time"] = Stamp.Millisecond(database.LastEditedTime),
        ["data_sources"] = Json.ArrayOf(database.DataSources.Select(call.Workspace.DataSources.Find).OfType<DataSource>().Where(source => !source.InTrash)
            .Select(source => new JsonObject { ["id"] = source.Id, ["name"] = RichText.Plain(call.Workspace.TitleOf(source)) })),
        ["icon"] = FileReference.Shown(call, database.Icon),
        ["cover"] = FileReference.Shown(call, database.Cover),
        ["url"] = Urls.Of(database.Id),
        ["public_url"] = null,
    };

    public static JsonObject Of(Call call, DataSource source)
    {
        var database = call.Workspace.DatabaseOf(source);
        return new JsonObject
        {
            ["object"] = "data_source",
            ["id"] = source.Id,
            ["title"] = call.Workspace.TitleOf(source).DeepClone(),
            ["description"] = database.Description.DeepClone(),
            ["parent"] = ParentRef.Database(source.DatabaseId).ToJson(),
            ["database_parent"] = database.Parent.ToJson(),
            ["is_inline"] = database.IsInline,
            ["in_trash"] = source.InTrash || database.InTrash,
            ["created_time"] = Stamp.Minute(source.CreatedTime),
            ["last_edited_time"] = Stamp.Minute(source.LastEditedTime),
            ["created_by"] = Json.Partial("user", source.CreatedBy),
            ["last_edited_by"] = Json.Partial("user", source.LastEditedBy),
            ["properties"] = SchemaJson.Properties(call, source),
            ["icon"] = FileReference.Shown(call, source.OwnTitle is null ? database.Icon : source.Icon),
            ["cover"] = FileReference.Shown(call, database.Cover),
            ["url"] = Urls.Of(source.Id),
            ["public_url"] = null,
        };
    }
}
