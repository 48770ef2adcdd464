using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace.Preview;

/// <summary>Views with their rows. One file beside this one for each type that needs more than a list of rows.</summary>
internal sealed class ViewReader(Look look)
{
    /// <summary>Rows drawn at first; more are drawn when asked for.</summary>
    private const int FirstRows = 50;

    private const int RowsOfGroup = 25;

    private const int RowsOfWidget = 10;

    private const int MostPlaces = 200;

    private const int RowsOfWidgetGroup = 4;

    public ShownView? Read(View view, bool isWidget = false)
    {
        if (view.Type == "dashboard")
        {
            return new ShownDashboard(view.Id, view.Name, [.. view.Rows.Select(Widgets)]);
        }

        if (look.Workspace.DataSources.Find(view.DataSourceId) is not { } source)
        {
            return null;
        }

        try
        {
            var shown = Read(view, isWidget
                ? Given.From(look, view, source, RowsOfWidget, RowsOfWidgetGroup)
                : Given.From(look, view, source, look.Number("rows", FirstRows), look.Number("rows", RowsOfGroup)));
            return shown is ShownTable table ? table with { CanSort = !isWidget } : shown;
        }
        catch (ApiException fault)
        {
            // Its filter or order speaks of what is no longer there.
            return new ShownBroken(view.Id, view.Name, view.Type, fault.Message);
        }
    }

    private static ShownView Read(View view, Given given)
    {
        return view.Type switch
        {
            "board" => BoardReader.Read(given),
            "calendar" => CalendarReader.Read(given),
            "timeline" => TimelineReader.Read(given),
            "chart" => ChartReader.Read(given),
            "gallery" => Gallery(given),
            "list" => List(given),
            "form" => new ShownForm(view.Id, view.Name, given.Source.Id, given.SourceName) { Columns = given.Columns },
            "map" => Map(given),
            _ => Table(given),
        };
    }

    private IReadOnlyList<ShownView> Widgets(DashboardRow row) =>
        [.. row.Widgets.Select(look.Workspace.Views.Find).OfType<View>().Select(widget => Read(widget, isWidget: true)).OfType<ShownView>()];

    private static ShownList List(Given given) => new(given.View.Id, given.View.Name, given.Source.Id, given.SourceName, given.Conditions)
    {
        Rows = given.FirstRows(),
        Columns = given.Columns,
        Total = given.Rows.Count,
        Hidden = given.HiddenRows,
    };

    private static ShownTable Table(Given given)
    {
        var grouping = Grouping.From(given.Look, given.Source, given.Configuration.Object("group_by"));
        IReadOnlyList<ShownGroup> groups = grouping is null
            ? [new ShownGroup("", "", null, given.Rows.Count, given.FirstRows())]
            : Groups(given, grouping.Split(given.Rows));
        return new ShownTable(given.View.Id, given.View.Name, given.Source.Id, given.SourceName, given.Conditions)
        {
            Groups = groups,
            IsGrouped = grouping is not null,
            SortedBy = given.FirstSort?.Text("property") is { } key ? given.Source.Find(key)?.Id : null,
            IsDescending = given.FirstSort?.Text("direction") == "descending",
            Wraps = given.Configuration.Flag("wrap_cells") ?? false,
            Columns = given.Columns,
            Total = given.Rows.Count,
            Hidden = grouping is null ? given.HiddenRows : groups.Sum(group => group.Total - group.Rows.Count),
        };
    }

    private static IReadOnlyList<ShownGroup> Groups(Given given, IReadOnlyList<(Bucket Bucket, List<Page> Rows)> split)
    {
        var most = given.ShareOf(split.Count);
        return [.. split.Select(group => given.Group(group, most))];
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
            Places = place is null ? [] : [.. Places(given, place)],
            Total = given.Rows.Count,
        };
    }

    private static IEnumerable<ShownPlace> Places(Given given, Property property)
    {
        foreach (var row in given.Rows.Take(MostPlaces))
        {
            if (row.Values.GetValueOrDefault(property.Id) is JsonObject place)
            {
                yield return new ShownPlace(given.Shown(row), place.Text("name") ?? place.Text("address") ?? "", place.Number("lat") ?? 0, place.Number("lon") ?? 0);
            }
        }
    }
}
