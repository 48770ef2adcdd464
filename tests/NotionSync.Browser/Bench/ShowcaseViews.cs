namespace NotionSync.Browser.Bench;

/// <summary>A view of each kind, and of each kind of chart.</summary>
internal static class ShowcaseViews
{
    private const string ByStage = """{"type":"select","property_id":"Stage","sort":{"type":"manual"}}""";

    private const string ByTeam = """{"type":"select","property_id":"Team","sort":{"type":"manual"}}""";

    private const string ByDay = """{"type":"date","property_id":"Day","group_by":"week","sort":{"type":"ascending"}}""";

    private const string SumOfPrice = """{"aggregator":"sum","property_id":"Price"}""";

    /// <returns>Ids of the views, by name.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> MakeAsync(WorkspaceApi api, string database, string source)
    {
        var views = new Dictionary<string, string>();
        foreach (var (name, type, configuration) in Plain)
        {
            views[name] = await api.ViewAsync(database, source, name, type, configuration);
        }

        views["Sorted"] = await api.ViewAsync(database, source, "Sorted", "table", "", """ "filter":{"property":"Done","checkbox":{"equals":true}},"sorts":[{"property":"Price","direction":"descending"}] """);
        views["Dashboard"] = await api.ViewAsync(database, source, "Dashboard", "dashboard");
        foreach (var (name, type, configuration) in Plain.Where(view => view.Type is not ("form" or "map")).Take(12))
        {
            await api.WidgetAsync(views["Dashboard"], source, $"Widget {name}", type, configuration);
        }

        return views;
    }

    private static readonly (string Name, string Type, string Configuration)[] Plain =
    [
        ("Table", "table", """ "properties":[{"property_id":"Name","visible":true,"width":260},{"property_id":"Stage","visible":true,"width":120}],"wrap_cells":true """),
        ("Grouped", "table", $""" "group_by":{ByStage} """),
        ("Board", "board", $""" "group_by":{ByStage},"sub_group_by":{ByTeam},"cover":{Cover} """),
        ("Gallery", "gallery", $""" "cover":{Cover},"cover_size":"small","properties":{Few} """),
        ("List", "list", $""" "properties":{Few} """),
        ("Calendar", "calendar", $""" "date_property_id":"Day","properties":{Few} """),
        ("Timeline", "timeline", $""" "date_property_id":"Day","properties":{Few} """),
        ("Columns", "chart", $""" "chart_type":"column","x_axis":{ByStage},"y_axis":{SumOfPrice} """),
        ("Stacked", "chart", $""" "chart_type":"column","x_axis":{ByStage},"y_axis":{SumOfPrice},"stack_by":{ByTeam} """),
        ("Bars", "chart", $""" "chart_type":"bar","x_axis":{ByStage},"y_axis":{SumOfPrice} """),
        ("Line", "chart", $""" "chart_type":"line","x_axis":{ByDay},"y_axis":{SumOfPrice},"smooth_line":true """),
        ("Donut", "chart", $""" "chart_type":"donut","x_axis":{ByTeam},"y_axis":{SumOfPrice} """),
        ("Figure", "chart", $""" "chart_type":"number","value":{SumOfPrice} """),
        ("Form", "form", ""),
        ("Map", "map", """ "map_by":"Where" """),
    ];

    private const string Cover = """{"type":"property","property_id":"Files"}""";

    private const string Few = """[{"property_id":"Name","visible":true},{"property_id":"Stage","visible":true},{"property_id":"Tags","visible":true},{"property_id":"Price","visible":true},{"property_id":"Done","visible":true}]""";
}
