using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal static class PageJson
{
    public static JsonObject Of(Call call, Page page, IReadOnlyCollection<string> only, Cells? cells = null)
    {
        var workspace = call.Workspace;
        var source = workspace.SourceOf(page);
        var parent = page.Parent.ToJson();
        if (source is not null)
        {
            parent["database_id"] = source.DatabaseId;
        }

        return new JsonObject
        {
            ["object"] = "page",
            ["id"] = page.Id,
            ["created_time"] = Stamp.Minute(page.CreatedTime),
            ["last_edited_time"] = Stamp.Minute(page.LastEditedTime),
            ["created_by"] = Json.Partial("user", page.CreatedBy),
            ["last_edited_by"] = Json.Partial("user", page.LastEditedBy),
            ["cover"] = FileReference.Shown(call, page.Cover),
            ["icon"] = FileReference.Shown(call, page.Icon),
            ["parent"] = parent,
            ["in_trash"] = workspace.IsTrashed(page),
            ["is_archived"] = page.IsArchived,
            ["is_locked"] = page.IsLocked,
            ["properties"] = new ValueJson(call, cells ?? new Cells(workspace, call.Now)).Properties(page, source, only),
            ["url"] = Urls.Of(page.Id),
            ["public_url"] = null,
        };
    }

    /// <summary>The ids that filter_properties names; an unknown one is refused.</summary>
    public static IReadOnlyCollection<string> Wanted(Call call, DataSource? source)
    {
        var names = call.QueryAll("filter_properties");
        return source is null || names.Count == 0
            ? []
            : [.. names.Select(name => source.Find(name)?.Id
                ?? throw ApiException.Validation($"The schema has no property with id or name: {name}"))];
    }
}
