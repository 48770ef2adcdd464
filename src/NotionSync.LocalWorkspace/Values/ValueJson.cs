using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Property values as page answers show them.</summary>
internal sealed class ValueJson(Call call, Cells cells)
{
    public JsonObject Properties(Page page, DataSource? source, IReadOnlyCollection<string> only)
    {
        if (source is null)
        {
            return new JsonObject { ["title"] = WithId("title", new JsonObject { ["type"] = "title", ["title"] = StoredText.Shown(page.Values.GetValueOrDefault("title")) }) };
        }

        var json = new JsonObject();
        foreach (var property in source.InOrder())
        {
            if (only.Count == 0 || only.Contains(property.Id))
            {
                json[property.Name] = WithId(property.Id, Value(page, source, property));
            }
        }

        return json;
    }

    /// <summary>A value without its property's id, as rollup arrays hold it.</summary>
    public JsonObject Value(Page page, DataSource source, Property property)
    {
        var json = new JsonObject { ["type"] = property.Type, [property.Type] = Inner(page, source, property) };
        if (property.Type == "relation")
        {
            json["has_more"] = cells.Related(page, source, property).Count > NotionLimits.ReferencesInPage;
        }

        return json;
    }

    public JsonObject Rollup(Page page, DataSource source, Property property)
    {
        var result = Rollups.Of(cells, page, source, property);
        JsonNode? value = result.Type switch
        {
            "number" => result.Cell is Cell.Number number ? Json.Number(number.Value) : null,
            "date" => result.Cell.AsDateJson(),
            "array" => Json.ArrayOf(result.Pages.Select(each => Value(each, result.Source!, result.Target!))),
            _ => new JsonObject(),
        };
        return new JsonObject { ["type"] = result.Type, [result.Type] = value, ["function"] = property.Rollup!.Function };
    }

    private static JsonObject WithId(string id, JsonObject value)
    {
        value.Insert(0, "id", Ids.Encoded(id));
        return value;
    }

    private static JsonNode? Stored(Page page, string id) => page.Values.GetValueOrDefault(id)?.DeepClone();

    private JsonNode? Inner(Page page, DataSource source, Property property) => property.Type switch
    {
        "title" or "rich_text" => Shortened(StoredText.Shown(page.Values.GetValueOrDefault(property.Id))),
        "checkbox" => page.Values.ContainsKey(property.Id),
        "select" or "status" => Cells.OptionsOf(page, property) is [var option, ..] ? SelectOptions.Value(option) : null,
        "multi_select" => Json.ArrayOf(Cells.OptionsOf(page, property).Select(SelectOptions.Value)),
        "people" => Json.ArrayOf(Items(page, property).Take(NotionLimits.ReferencesInPage).Select(id => UserJson.Of(call.Workspace, id!.AsText()))),
        "files" => Json.ArrayOf(Items(page, property).Select(File)),
        "relation" => Json.ArrayOf(cells.Related(page, source, property).Take(NotionLimits.ReferencesInPage).Select(id => new JsonObject { ["id"] = id })),
        "created_time" => Stamp.Minute(page.CreatedTime),
        "last_edited_time" => Stamp.Minute(page.LastEditedTime),
        "created_by" => UserJson.Of(call.Workspace, page.CreatedBy),
        "last_edited_by" => UserJson.Of(call.Workspace, page.LastEditedBy),
        "unique_id" => new JsonObject { ["prefix"] = property.Prefix, ["number"] = page.UniqueNumber },
        "formula" => Formula(page, source, property),
        "rollup" => Rollup(page, source, property),
        _ => Stored(page, property.Id),
    };

    /// <summary>A page shows so many mentions of a text and leaves out the others; the property's items have all.</summary>
    private static JsonArray Shortened(JsonArray text)
    {
        if (text.Count > NotionLimits.ReferencesInPage)
        {
            foreach (var item in text.Where(item => item!["type"]!.AsText() == "mention").Skip(NotionLimits.ReferencesInPage).ToList())
            {
                text.Remove(item);
            }
        }

        return text;
    }

    private static JsonArray Items(Page page, Property property) => page.Values.GetValueOrDefault(property.Id) as JsonArray ?? [];

    private JsonObject File(JsonNode? stored)
    {
        var shown = (JsonObject)FileReference.Shown(call, stored)!;
        shown["name"] = ((JsonObject)stored!).Text("name");
        return shown;
    }

    private JsonObject Formula(Page page, DataSource source, Property property)
    {
        var cell = cells.Of(page, source, property);
        var type = cell switch
        {
            Cell.Number => "number",
            Cell.Flag => "boolean",
            Cell.Date => "date",
            Cell.Nothing => FormulaType.Of(call.Workspace.Formulas.Parse(property.Formula!), call.Workspace, source),
            _ => "string",
        };
        JsonNode? value = cell switch
        {
            Cell.Nothing => null,
            Cell.Number number => Json.Number(number.Value),
            Cell.Flag flag => flag.Value,
            Cell.Date date => date.AsDateJson(),
            _ => cell.AsText(),
        };
        return new JsonObject { ["type"] = type, [type] = value };
    }
}
