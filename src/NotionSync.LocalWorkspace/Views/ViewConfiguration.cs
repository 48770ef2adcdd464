using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Configurations of views. They are stored with plain property ids and shown with encoded ones and the properties' names.</summary>
internal static class ViewConfiguration
{
    private static readonly FrozenSet<string> Named = FrozenSet.Create("properties", "table_properties", "group_by", "sub_group_by", "x_axis", "stack_by");

    private static readonly FrozenSet<string> NotOnAxes = FrozenSet.Create("rollup", "button", "unique_id", "files", "formula");

    /// <summary>The configuration after a request: given fields replace, null clears, the rest stays.</summary>
    public static JsonObject? Merged(View view, DataSource source, JsonObject? request)
    {
        if (request is null)
        {
            return view.Configuration;
        }

        if (view.Type == "dashboard")
        {
            throw ApiException.Body("body.configuration should be not present for dashboard views.");
        }

        if (request.Text("type") != view.Type)
        {
            throw ApiException.Body($"body.configuration.type should be `\"{view.Type}\"`, instead was `{Shape.Shown(request["type"])}`.");
        }

        if (request.Number("frozen_column_index") < 0)
        {
            throw ApiException.Body($"body.configuration.frozen_column_index should be ≥ `0`, instead was `{request.Number("frozen_column_index")}`.");
        }

        var given = (JsonObject)Stored(source, request, "", "body.configuration")!;
        CheckAxes(source, given);
        CheckDates(source, given);
        CheckAggregators(given);
        var merged = (JsonObject?)view.Configuration?.DeepClone() ?? [];

        // A number chart that is not sent whole falls back to counting.
        if (given.Text("chart_type") == "number" && !given.ContainsKey("value"))
        {
            merged["value"] = new JsonObject { ["aggregator"] = "count" };
        }

        foreach (var (name, value) in given)
        {
            if (value is null)
            {
                merged.Remove(name);
            }
            else
            {
                merged[name] = value.DeepClone();
            }
        }

        return merged;
    }

    public static JsonObject Shown(DataSource? source, JsonObject stored) => (JsonObject)Shown(source, stored, "")!;

    private static bool IsReference(string name) => name.EndsWith("property_id", StringComparison.Ordinal) || name is "map_by" or "toggle_column_id";

    private static JsonNode? Stored(DataSource source, JsonNode? node, string key, string path)
    {
        switch (node)
        {
            case JsonArray array:
                return Json.ArrayOf(array.Select((item, index) => Stored(source, item, key, $"{path}[{index}]")));
            case JsonObject json:
                var copy = new JsonObject();
                foreach (var (name, value) in json)
                {
                    copy[name] = IsReference(name) && Json.IsText(value)
                        ? Find(source, value.AsText(), $"{path}.{name}").Id
                        : Stored(source, value, name, $"{path}.{name}");
                }

                if (key == "reference_lines")
                {
                    copy.TryAdd("id", Ids.New());
                }

                if (Named.Contains(key) && copy.Text("type") is { } type && copy.Text("property_id") is { } id)
                {
                    RequireGroupType(source.ById(id)!, type, path);
                }

                return copy;
            default:
                return node?.DeepClone();
        }
    }

    private static Property Find(DataSource source, string key, string path) =>
        source.ById(key) ?? source.Find(key) ?? throw ApiException.Validation($"body failed validation: {path}: could not find property with name or id: {key}");

    private static void RequireGroupType(Property property, string type, string path)
    {
        if (property.Type == "formula")
        {
            throw ApiException.Validation($"{path}: unable to group by a formula of unknown type");
        }

        var fits = type switch
        {
            "text" => property.Type == "rich_text",
            "person" => property.Type == "people",
            _ => property.Type == type,
        };
        if (!fits)
        {
            throw ApiException.Validation($"{path}.type `\"{type}\"` does not match the type of property {property.Name}, which is {property.Type}.");
        }
    }

    private static void CheckAxes(DataSource source, JsonObject given)
    {
        var ids = new[]
        {
            given.Object("x_axis")?.Text("property_id"), given.Object("y_axis")?.Text("property_id"), given.Object("stack_by")?.Text("property_id"),
            given.Text("x_axis_property_id"), given.Text("y_axis_property_id"),
        };
        foreach (var property in ids.Where(id => id is not null).Select(id => source.ById(id!)!).Where(property => NotOnAxes.Contains(property.Type)))
        {
            throw ApiException.Validation($"Chart axes cannot use property {property.Name} of type {property.Type}.");
        }
    }

    private static void CheckDates(DataSource source, JsonObject given)
    {
        foreach (var name in (string[])["date_property_id", "end_date_property_id"])
        {
            if (source.ById(given.Text(name) ?? "") is { } property && property.Type is not ("date" or "created_time" or "last_edited_time" or "formula" or "rollup"))
            {
                throw ApiException.Validation($"body.configuration.{name} should be a date property, instead {property.Name} is of type {property.Type}.");
            }
        }
    }

    private static void CheckAggregators(JsonObject given)
    {
        foreach (var name in (string[])["value", "y_axis"])
        {
            if (given.Object(name) is { } aggregate && aggregate.Text("aggregator") != "count" && aggregate.Text("property_id") is null)
            {
                throw ApiException.Body($"body.configuration.{name}.property_id should be defined, instead was `undefined`.");
            }
        }
    }

    private static JsonNode? Shown(DataSource? source, JsonNode? node, string key)
    {
        switch (node)
        {
            case JsonArray array:
                return Json.ArrayOf(array.Select(item => Shown(source, item, key)));
            case JsonObject json:
                var copy = new JsonObject();
                foreach (var (name, value) in json)
                {
                    var isReference = IsReference(name) && Json.IsText(value);
                    copy[name] = isReference ? Ids.Encoded(value!.AsText()) : Shown(source, value, name);
                    if (isReference && NameFor(name, key) is { } shownName && source?.ById(value!.AsText()) is { } property)
                    {
                        copy[shownName] = property.Name;
                    }
                }

                return copy;
            default:
                return node?.DeepClone();
        }
    }

    private static string? NameFor(string name, string key) => name switch
    {
        "property_id" => Named.Contains(key) ? "property_name" : null,
        "date_property_id" => "date_property_name",
        "end_date_property_id" => "end_date_property_name",
        "map_by" => "map_by_property_name",
        _ => null,
    };
}
