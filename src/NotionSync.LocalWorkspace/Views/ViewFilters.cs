using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Filters and sorts of views, with plain property ids in place of names.</summary>
internal static class ViewFilters
{
    public static JsonNode? Filter(Call call, DataSource source, JsonNode? filter)
    {
        new RowFilter(new Cells(call.Workspace, call.Now), source, call.Actor).Compile(filter as JsonObject);
        return WithIds(source, filter);
    }

    public static JsonNode? Sorts(DataSource source, JsonNode? sorts)
    {
        foreach (var sort in (sorts as JsonArray ?? []).OfType<JsonObject>())
        {
            if (sort.Text("property") is { } name && source.Find(name) is null)
            {
                throw ApiException.Validation($"Could not find sort property with name or id: {name}");
            }
        }

        return WithIds(source, sorts);
    }

    /// <summary>Pills are merged key by key; null takes one away.</summary>
    public static JsonObject? Quick(Call call, DataSource source, JsonObject? before, JsonObject? request)
    {
        var merged = (JsonObject?)before?.DeepClone() ?? [];
        foreach (var (key, condition) in request ?? [])
        {
            var property = source.Find(key) ?? throw ApiException.Validation($"Could not find property with name or id: {key}");
            if (condition is not JsonObject given)
            {
                merged.Remove(property.Id);
                continue;
            }

            if (given.Count > 0)
            {
                Filter(call, source, Leaf(property.Id, given));
            }

            merged[property.Id] = given.DeepClone();
        }

        return merged.Count == 0 ? null : merged;
    }

    /// <summary>Everything that narrows a view, as one filter.</summary>
    public static JsonObject? Whole(View view)
    {
        var parts = (view.QuickFilters ?? []).Where(pill => pill.Value is JsonObject { Count: > 0 }).Select(pill => (JsonNode?)Leaf(pill.Key, (JsonObject)pill.Value!)).ToList();
        if (view.Filter is not null)
        {
            parts.Add(view.Filter.DeepClone());
        }

        return parts.Count == 0 ? null : new JsonObject { ["and"] = Json.ArrayOf(parts) };
    }

    private static JsonObject Leaf(string property, JsonObject condition)
    {
        var leaf = (JsonObject)condition.DeepClone();
        leaf["property"] = property;
        return leaf;
    }

    private static JsonNode? WithIds(DataSource source, JsonNode? node)
    {
        switch (node)
        {
            case JsonArray array:
                return Json.ArrayOf(array.Select(item => WithIds(source, item)));
            case JsonObject json:
                var copy = new JsonObject();
                foreach (var (name, value) in json)
                {
                    copy[name] = name == "property" && Json.IsText(value) ? source.Find(value.AsText())!.Id : WithIds(source, value);
                }

                return copy;
            default:
                return node?.DeepClone();
        }
    }
}
