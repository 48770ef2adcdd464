using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>One property of one page, whole, where the page itself shows 25 references at most.</summary>
internal static class PropertyItemEndpoints
{
    public static ApiAnswer Retrieve(Call call)
    {
        var page = call.Workspace.Page(call.RouteId("page_id"));
        var key = call.RouteText("property_id");
        var source = call.Workspace.SourceOf(page) ?? new DataSource { Properties = [new Property { Id = "title", Name = "title", Type = "title" }] };
        var property = source.ById(key) ?? source.Find(key) ?? throw ApiException.NotFound("property", key);
        var cells = new Cells(call.Workspace, call.Now);
        var values = new ValueJson(call, cells);
        return property.Type switch
        {
            "title" or "rich_text" => Listed(call, property, StoredText.Shown(page.Values.GetValueOrDefault(property.Id)).Select(item => item!.DeepClone())),
            "people" => Listed(call, property, (page.Values.GetValueOrDefault(property.Id) as JsonArray ?? []).Select(id => (JsonNode)UserJson.Of(call.Workspace, id!.AsText()))),
            "relation" => Listed(call, property, cells.Related(page, source, property).Select(id => (JsonNode)new JsonObject { ["id"] = id })),
            "rollup" => Rollup(call, values, page, source, property),
            _ => Single(values.Value(page, source, property), property),
        };
    }

    private static JsonObject Single(JsonObject value, Property property)
    {
        value["object"] = "property_item";
        value["id"] = Ids.Encoded(property.Id);
        return value;
    }

    private static JsonObject Listed(Call call, Property property, IEnumerable<JsonNode> items) =>
        Page(call, property, [.. items], item => Item(property, property.Type, item), new JsonObject());

    private static JsonObject Rollup(Call call, ValueJson values, Page page, DataSource source, Property property)
    {
        var rollup = values.Rollup(page, source, property);
        if (property.Rollup!.Function is "show_unique" or "unique" or "median" or "count_per_group" or "percent_per_group")
        {
            rollup = new JsonObject { ["type"] = "unsupported", ["unsupported"] = new JsonObject(), ["function"] = property.Rollup.Function };
        }

        var items = new List<JsonNode>();
        if (rollup.Array("array") is { } array)
        {
            items = [.. array.SelectMany(Flat)];
            rollup["array"] = new JsonArray();
        }

        return Page(call, property, items, item => Single((JsonObject)item.DeepClone(), property), rollup);
    }

    private static IEnumerable<JsonNode> Flat(JsonNode? value)
    {
        var json = (JsonObject)value!;
        var type = json.Text("type")!;
        return type is "title" or "rich_text" or "people" or "relation"
            ? json.Array(type)!.Select(item => (JsonNode)new JsonObject { ["type"] = type, [type] = item!.DeepClone() })
            : [json.DeepClone()];
    }

    private static JsonObject Item(Property property, string type, JsonNode item) => new()
    {
        ["object"] = "property_item",
        ["id"] = Ids.Encoded(property.Id),
        ["type"] = type,
        [type] = item,
    };

    private static JsonObject Page(Call call, Property property, IReadOnlyList<JsonNode> items, Func<JsonNode, JsonNode> show, JsonObject metadata)
    {
        var answer = Cursor.List(items, call.Paging, "property_item", show);
        var next = answer.Text("next_cursor");
        var path = $"v1/pages/{call.RouteText("page_id")}/properties/{Ids.Encoded(property.Id)}?start_cursor={next}";
        if (next is not null && property.Type == "rollup")
        {
            metadata = new JsonObject { ["type"] = "incomplete", ["incomplete"] = new JsonObject(), ["function"] = property.Rollup!.Function };
        }

        answer["property_item"] = new JsonObject
        {
            ["id"] = Ids.Encoded(property.Id),
            ["next_url"] = next is null ? null : new Uri(call.Url, path).ToString(),
            ["type"] = property.Type,
            [property.Type] = metadata,
        };
        return answer;
    }
}
