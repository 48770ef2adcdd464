using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal static class ViewJson
{
    public static JsonObject Of(Call call, View view)
    {
        var json = Partial(view);
        json["name"] = view.Name;
        json["data_source_id"] = view.DataSourceId;
        json["created_time"] = Stamp.Millisecond(view.CreatedTime);
        json["last_edited_time"] = Stamp.Millisecond(view.LastEditedTime);
        json["created_by"] = Json.Partial("user", view.CreatedBy);
        json["last_edited_by"] = Json.Partial("user", view.LastEditedBy);
        json["url"] = $"{Urls.Of(view.DatabaseId)}?v={view.Id.Replace("-", "", StringComparison.Ordinal)}";
        json["filter"] = view.Filter?.DeepClone();
        json["sorts"] = view.Sorts?.DeepClone();
        json["quick_filters"] = view.QuickFilters?.DeepClone();
        json["configuration"] = view.Type == "dashboard"
            ? Dashboards.Configuration(view)
            : view.Configuration is null ? null : ViewConfiguration.Shown(call.Workspace.DataSources.Find(view.DataSourceId), view.Configuration);
        if (view.DashboardId is not null)
        {
            json["dashboard_view_id"] = view.DashboardId;
        }

        return json;
    }

    /// <summary>What the answer to a deletion shows.</summary>
    public static JsonObject Partial(View view) => new()
    {
        ["object"] = "view",
        ["id"] = view.Id,
        ["parent"] = ParentRef.Database(view.DatabaseId).ToJson(),
        ["type"] = view.Type,
    };
}
