using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Takes out of views what a change of a schema left without meaning: filters and sorts on columns, types and options that are gone.</summary>
internal static class LostLeaves
{
    public static void Drop(Call call)
    {
        var cells = new Cells(call.Workspace, call.Now);
        foreach (var view in call.Workspace.Views.All.ToList())
        {
            if (call.Workspace.DataSources.Find(view.DataSourceId) is not { } source)
            {
                continue;
            }

            var test = new RowFilter(cells, source, call.Actor);
            var filter = view.Filter is JsonObject whole ? Kept(test, whole) : null;
            var sorts = view.Sorts is JsonArray all ? Kept(source, all) : null;
            var quick = view.QuickFilters is { } pills ? Pills(test, pills) : null;
            if (Json.Same(filter, view.Filter) && Json.Same(sorts, view.Sorts) && Json.Same(quick, view.QuickFilters))
            {
                continue;
            }

            call.Workspace.Views.Watch(view);
            (view.Filter, view.Sorts, view.QuickFilters) = (filter, sorts, quick);
            call.Workspace.Views.Save(view);
        }
    }

    private static JsonNode? Kept(RowFilter test, JsonObject filter)
    {
        foreach (var junction in (string[])["and", "or"])
        {
            if (filter.Array(junction) is { } parts)
            {
                var kept = parts.OfType<JsonObject>().Select(part => Kept(test, part)).OfType<JsonNode>().ToList();
                return kept.Count == 0 && parts.Count > 0 ? null : new JsonObject { [junction] = Json.ArrayOf(kept) };
            }
        }

        return Holds(test, filter) ? filter.DeepClone() : null;
    }

    private static JsonArray? Kept(DataSource source, JsonArray sorts)
    {
        var kept = sorts.OfType<JsonObject>().Where(sort => sort.Text("property") is not { } id || source.Find(id) is not null).ToList();
        return kept.Count == 0 && sorts.Count > 0 ? null : Json.ArrayOf(kept.Select(sort => sort.DeepClone()));
    }

    private static JsonObject? Pills(RowFilter test, JsonObject pills)
    {
        var kept = new JsonObject();
        foreach (var (id, condition) in pills)
        {
            // A pill without a condition asks for nothing, but its column must be there.
            var leaf = (JsonObject?)condition?.DeepClone() ?? [];
            var isEmpty = leaf.Count == 0;
            leaf["property"] = id;
            if (isEmpty ? test.Knows(id) : Holds(test, leaf))
            {
                kept[id] = condition?.DeepClone();
            }
        }

        return kept.Count == 0 ? null : kept;
    }

    private static bool Holds(RowFilter test, JsonObject leaf)
    {
        try
        {
            test.Compile(leaf);
            return true;
        }
        catch (ApiException)
        {
            return false;
        }
    }
}
