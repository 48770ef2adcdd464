using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace.Preview;

/// <summary>Views with their rows. One file beside this one for each type that needs more than a list of rows.</summary>
internal sealed class ViewReader(Look look)
{
    /// <summary>Rows drawn at first; more are drawn when asked for.</summary>
    private const int FirstRows = 50;

    private const int RowsOfGroup = 25;

    private const int RowsOfWidget = 10;

    public ShownView? Read(View view, bool isWidget = false)
    {
        if (view.Type == "dashboard")
        {
            return new ShownDashboard(view.Id, view.Name, [.. view.Rows.Select(row => (IReadOnlyList<ShownView>)[.. row.Widgets.Select(look.Workspace.Views.Find).OfType<View>().Select(widget => Read(widget, isWidget: true)).OfType<ShownView>()])]);
        }

        if (look.Workspace.DataSources.Find(view.DataSourceId) is not { } source)
        {
            return null;
        }

        var given = Given.From(look, view, source, isWidget ? RowsOfWidget : look.Number("rows", FirstRows), isWidget ? RowsOfWidget : look.Number("rows", RowsOfGroup));
        return view.Type switch
        {
            "board" => BoardReader.Read(given),
            "calendar" => CalendarReader.Read(given),
            "timeline" => TimelineReader.Read(given),
            "chart" => ChartReader.Read(given),
            "gallery" => Gallery(given),
            "list" => new ShownList(view.Id, view.Name, source.Id, given.SourceName, given.Conditions) { Rows = given.FirstRows(), Total = given.Rows.Count, Columns = given.Columns, Hidden = given.HiddenRows },
            "form" => new ShownForm(view.Id, view.Name, source.Id, given.SourceName) { Columns = given.Columns },
            "map" => Map(given),
            _ => Table(given),
        };
    }

    private static ShownTable Table(Given given)
    {
        var grouping = Grouping.From(given.Look, given.Source, given.Configuration.Object("group_by"));
        IReadOnlyList<ShownGroup> groups = grouping is null
            ? [new ShownGroup("", "", null, given.Rows.Count, given.FirstRows())]
            : [.. grouping.Split(given.Rows).Select(given.Group)];
        return new ShownTable(given.View.Id, given.View.Name, given.Source.Id, given.SourceName, given.Conditions)
        {
            Groups = groups,
            IsGrouped = grouping is not null,
            Wraps = given.Configuration.Flag("wrap_cells") ?? false,
            Columns = given.Columns,
            Total = given.Rows.Count,
            Hidden = grouping is null ? given.HiddenRows : groups.Sum(group => group.Total - group.Rows.Count),
        };
    }

    private static ShownGallery Gallery(Given given) => new(given.View.Id, given.View.Name, given.Source.Id, given.SourceName, given.Conditions)
    {
        Rows = given.FirstRows(),
        HasCovers = given.Configuration.Object("cover") is not null,
        CoverSize = given.Configuration.Text("cover_size") ?? "medium",
        Columns = given.Columns,
        Total = given.Rows.Count,
        Hidden = given.HiddenRows,
    };

    private static ShownMap Map(Given given)
    {
        var place = given.Configuration.Text("map_by") is { } id ? given.Source.ById(id) : given.Source.Properties.Find(property => property.Type == "place");
        return new ShownMap(given.View.Id, given.View.Name, given.Source.Id, given.SourceName, given.Conditions)
        {
            Places = place is null ? [] : [.. given.Rows.Select(row => (Row: row, Place: row.Values.GetValueOrDefault(place.Id) as JsonObject))
                .Where(pair => pair.Place is not null)
                .Select(pair => new ShownPlace(given.Shown(pair.Row), pair.Place!.Text("name") ?? pair.Place!.Text("address") ?? "", pair.Place!.Number("lat") ?? 0, pair.Place!.Number("lon") ?? 0))],
            Total = given.Rows.Count,
        };
    }
}
