using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Properties;

namespace NotionSync.Notion.Workspace;

/// <summary>Turns one view into requests. Names become ids, and each filter gets its property's type.</summary>
/// <param name="codecs">The property types.</param>
/// <param name="target">Where the view lies.</param>
/// <param name="properties">The database's whole schema.</param>
internal sealed class ViewWire(PropertyCodecs codecs, ViewTarget target, ImmutableArray<PropertySnapshot> properties)
{
    // Its layout is read-only.
    private const string Dashboard = "dashboard";

    /// <summary>The request that adds the view as a tab.</summary>
    public CreateViewRequest Create(ViewSchema view) => new()
    {
        DatabaseId = target.DatabaseId,
        DataSourceId = target.DataSourceId,
        Name = view.Name,
        Type = ViewType.Of(view.Type),
        Filter = Filter(view),
        Sorts = Sorts(view),
        Configuration = view.Type == Dashboard ? null : Configuration(view, clears: false),
    };

    /// <summary>The request that adds the view elsewhere than in its own database.</summary>
    public CreateViewRequest Create(ViewSchema view, HomePlace place)
    {
        var request = Create(view) with { DatabaseId = null };
        return place switch
        {
            HomePlace.Linked linked => request with
            {
                CreateDatabase = new LinkedDatabase(ParentRequest.Page(linked.PageId), linked.After is { } block ? new LinkedDatabasePosition(block) : null),
            },
            HomePlace.Tab tab => request with { DatabaseId = tab.DatabaseId },
            HomePlace.Widget widget => request with
            {
                ViewId = widget.DashboardId,
                Placement = widget.Row is { } row ? new WidgetPlacement("existing_row", row) : new WidgetPlacement("new_row"),
            },
            _ => throw new System.Diagnostics.UnreachableException(place.GetType().Name),
        };
    }

    /// <summary>The request that gives an existing view the wanted shape.</summary>
    public UpdateViewRequest Update(ViewSchema view) => new()
    {
        Name = view.Name,
        Filter = Filter(view),
        Sorts = Sorts(view),
        Configuration = Configuration(view, clears: true),
    };

    private JsonObject? Filter(ViewSchema view) => view.Where switch
    {
        [] => null,
        [var single] => Condition(view, single),
        _ => new JsonObject { ["and"] = new JsonArray([.. view.Where.Select(condition => Condition(view, condition))]) },
    };

    private JsonObject Condition(ViewSchema view, ViewCondition condition)
    {
        var (id, codec) = Find(view, condition.Property);
        return new() { ["property"] = id, [codec.Type.Name] = codec.Condition(condition.Operator, condition.Value) };
    }

    private SortRequest[]? Sorts(ViewSchema view) => view.Sort.IsEmpty
        ? null
        : [.. view.Sort.Select(sort => new SortRequest { Property = Find(view, sort.Property).Id, Direction = sort.Descending ? "descending" : "ascending" })];

    private JsonObject Configuration(ViewSchema view, bool clears)
    {
        var configuration = new JsonObject { ["type"] = view.Type };
        switch (view.Type)
        {
            case "chart":
                AddChart(configuration, view);
                return configuration;
            case "calendar":
                configuration["date_property_id"] = Find(view, Needed(view, view.Date, "date")).Id;
                break;
            case "timeline":
                configuration["date_property_id"] = Find(view, Needed(view, view.Date, "date")).Id;
                configuration["end_date_property_id"] = view.EndDate is null ? null : Find(view, view.EndDate).Id;
                break;
            case "board":
                configuration["group_by"] = GroupBy(view, Needed(view, view.GroupBy, "groupBy"));
                break;
            case "table" when view.GroupBy is { } group:
                configuration["group_by"] = GroupBy(view, group);
                break;
            case "table" when clears:
                configuration["group_by"] = null;
                break;
            default:
                break;
        }

        if (!view.Properties.IsEmpty)
        {
            configuration["properties"] = Visibility(view);
        }

        return configuration;
    }

    // What is not named is shown, so everything else is hidden by name.
    private JsonArray Visibility(ViewSchema view)
    {
        var shown = view.Properties.Select(name => Find(view, name).Id).Distinct().ToList();
        var hidden = properties.Select(property => property.Id).Where(id => !shown.Contains(id));
        return
        [
            .. shown.Select(id => new JsonObject { ["property_id"] = id, ["visible"] = true }),
            .. hidden.Select(id => new JsonObject { ["property_id"] = id, ["visible"] = false }),
        ];
    }

    // A number chart forgets its aggregate unless 'value' and 'hide_title' are always sent.
    private void AddChart(JsonObject configuration, ViewSchema view)
    {
        var chart = view.Chart ?? throw Wrong(view, "is a chart without a shape. Give it 'chart', 'x' and 'aggregate'.");
        configuration["chart_type"] = chart.Type;
        var aggregate = new JsonObject { ["aggregator"] = chart.Aggregate };
        if (chart.Of is { } of)
        {
            aggregate["property_id"] = Find(view, of).Id;
        }

        if (chart.By is { } by)
        {
            configuration["x_axis"] = GroupBy(view, by);
            configuration["y_axis"] = aggregate;
        }
        else
        {
            configuration["value"] = aggregate;
            configuration["hide_title"] = false;
        }
    }

    private JsonObject GroupBy(ViewSchema view, string property)
    {
        var (id, codec) = Find(view, property);
        return codec.GroupBy(id) ?? throw Wrong(view, $"groups by '{property}', a {codec.Type} property, by which Notion cannot group.");
    }

    private (string Id, PropertyCodec Codec) Find(ViewSchema view, string property)
    {
        var id = target.Resolve.PropertyId(target.Database, property) ?? properties.FirstOrDefault(known => known.Name == property)?.Id;
        var found = properties.FirstOrDefault(known => known.Id == id);
        return found switch
        {
            null => throw Wrong(view, $"needs the property '{property}', which the database does not have. Run import, or mend the mapping."),
            { Kind: PropertyKind.Other } => throw Wrong(view, $"needs the property '{property}', which is of a type that this version does not know."),
            _ => (found.Id, codecs[found.Kind]),
        };
    }

    private static string Needed(ViewSchema view, string? property, string key) => property ?? throw Wrong(view, $"is a {view.Type} and needs '{key}'.");

    private static WorkspaceException Wrong(ViewSchema view, string what) => new(WorkspaceFault.Invalid, $"The view '{view.Name}' {what}");
}
