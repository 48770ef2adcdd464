using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Turns the schemas into shapes; definitions may refer to each other in circles.</summary>
internal sealed class ShapeReader(JsonElement definitions)
{
    private readonly Dictionary<string, Shape> _read = [];

    public Shape Definition(string name)
    {
        if (_read.TryGetValue(name, out var known))
        {
            return known;
        }

        var shape = _read[name] = new Shape { IsId = name == "IdRequest" };
        Fill(shape, definitions.GetProperty(name));
        return shape;
    }

    private Shape Read(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Definition(reference.GetString()!["#/definitions/".Length..]);
        }

        var shape = new Shape();
        Fill(shape, schema);
        return shape;
    }

    private void Fill(Shape shape, JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            shape.AnyOf = [Definition(reference.GetString()!["#/definitions/".Length..])];
            return;
        }

        if (schema.TryGetProperty("anyOf", out var anyOf))
        {
            shape.AnyOf = [.. anyOf.EnumerateArray().Select(Read)];
        }

        if (schema.TryGetProperty("type", out var type))
        {
            shape.Types = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(each => each.GetString()!)] : [type.GetString()!];
        }

        if (schema.TryGetProperty("const", out var constant))
        {
            shape.Allowed = [constant.GetRawText()];
        }

        if (schema.TryGetProperty("enum", out var values))
        {
            shape.Allowed = [.. values.EnumerateArray().Select(value => JsonNode.Parse(value.GetRawText())?.ToJsonString(Json.Options) ?? "null")];
        }

        if (schema.TryGetProperty("required", out var required))
        {
            shape.Required = [.. required.EnumerateArray().Select(each => each.GetString()!)];
        }

        if (schema.TryGetProperty("items", out var items))
        {
            shape.Items = Read(items);
        }

        if (schema.TryGetProperty("properties", out var properties))
        {
            shape.Properties = properties.EnumerateObject().ToDictionary(each => each.Name, each => Read(each.Value));
        }

        ReadAdditional(shape, schema);
    }

    private void ReadAdditional(Shape shape, JsonElement schema)
    {
        if (!schema.TryGetProperty("additionalProperties", out var additional))
        {
            return;
        }

        if (additional.ValueKind == JsonValueKind.False || (additional.ValueKind == JsonValueKind.Object && additional.TryGetProperty("not", out _)))
        {
            shape.IsClosed = true;
        }
        else if (additional.ValueKind == JsonValueKind.Object)
        {
            shape.Additional = Read(additional);
        }
    }
}
