using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Rows of widgets. Every widget is a view of its own.</summary>
internal static class Dashboards
{
    private const int Columns = 12;

    /// <summary>Finds the row for one more widget, without putting it there yet.</summary>
    public static Action<View> PlaceFor(Call call, View dashboard, JsonObject? placement)
    {
        if (dashboard.Type != "dashboard")
        {
            throw ApiException.Validation($"View {dashboard.Id} is not a dashboard.");
        }

        var count = dashboard.Rows.Sum(row => row.Widgets.Count) + 1;
        if (count > NotionLimits.DashboardWidgets)
        {
            throw ApiException.Validation($"Number of widgets in dashboard ({count}) exceeds the maximum ({NotionLimits.DashboardWidgets})");
        }

        var index = (int?)placement?.Number("row_index");
        if (placement?.Text("type") == "existing_row")
        {
            var row = dashboard.Rows.ElementAtOrDefault(index ?? -1) ?? throw ApiException.Validation($"Row {index} does not exist in the dashboard.");
            return row.Widgets.Count < NotionLimits.DashboardWidgetsPerRow
                ? widget => Put(call, dashboard, row, widget)
                : throw ApiException.Validation($"Number of widgets in row ({row.Widgets.Count + 1}) exceeds the maximum ({NotionLimits.DashboardWidgetsPerRow})");
        }

        var at = Math.Clamp(index ?? dashboard.Rows.Count, 0, dashboard.Rows.Count);
        return widget =>
        {
            var row = new DashboardRow();
            dashboard.Rows.Insert(at, row);
            Put(call, dashboard, row, widget);
        };
    }

    public static void Remove(Call call, View dashboard, string widgetId)
    {
        foreach (var row in dashboard.Rows)
        {
            row.Widgets.Remove(widgetId);
        }

        dashboard.Rows.RemoveAll(row => row.Widgets.Count == 0);
        call.Workspace.Views.Save(dashboard);
    }

    public static JsonObject Configuration(View dashboard) => new()
    {
        ["type"] = "dashboard",
        ["rows"] = Json.ArrayOf(dashboard.Rows.Select((row, index) => new JsonObject
        {
            ["id"] = row.Id,
            ["widgets"] = Json.ArrayOf(row.Widgets.Select(id => new JsonObject
            {
                ["id"] = id,
                ["view_id"] = id,
                ["width"] = Columns / row.Widgets.Count,
                ["row_index"] = index,
            })),
        })),
    };

    private static void Put(Call call, View dashboard, DashboardRow row, View widget)
    {
        row.Widgets.Add(widget.Id);
        widget.DashboardId = dashboard.Id;
        widget.DatabaseId = dashboard.DatabaseId;
        call.Workspace.Views.Save(dashboard);
    }
}
