using System.Text.Json;

namespace NotionSync.Tests.LocalWorkspace;

/// <summary>Checks JSON against the part of draft-07 that Notion's contract uses.</summary>
internal sealed class JsonShape(JsonElement definitions)
{
    public List<string> Faults(string definition, JsonElement value)
    {
        var faults = new List<string>();
        Check(definitions.GetProperty(definition), value, "$", faults);
        return faults;
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            Check(definitions.GetProperty(reference.GetString()!.Split('/')[^1]), value, path, faults);
            return;
        }

        CheckUnions(schema, value, path, faults);
        if (schema.TryGetProperty("not", out _))
        {
            faults.Add($"{path} should not be there.");
        }

        if (schema.TryGetProperty("const", out var constant) && !JsonElement.DeepEquals(constant, value))
        {
            faults.Add($"{path} should be {constant.GetRawText()}, is {Shown(value)}.");
        }

        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(each => JsonElement.DeepEquals(each, value)))
        {
            faults.Add($"{path} is {Shown(value)}, which is not one of the values allowed.");
        }

        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(each => Fits(each, value)))
        {
            faults.Add($"{path} should be of type {type.GetRawText()}, is {Shown(value)}.");
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            CheckObject(schema, value, path, faults);
        }
        else if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var (index, item) in value.EnumerateArray().Index())
            {
                Check(items, item, $"{path}[{index}]", faults);
            }
        }
    }

    private void CheckUnions(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        if (schema.TryGetProperty("allOf", out var all))
        {
            foreach (var each in all.EnumerateArray())
            {
                Check(each, value, path, faults);
            }
        }

        if (!schema.TryGetProperty("anyOf", out var any) && !schema.TryGetProperty("oneOf", out any))
        {
            return;
        }

        List<string>? nearest = null;
        foreach (var each in any.EnumerateArray())
        {
            var found = new List<string>();
            Check(each, value, path, found);
            if (found.Count == 0)
            {
                return;
            }

            // The alternative whose discriminator fits is the one that was meant.
            if (nearest is null || Weight(found, path) < Weight(nearest, path))
            {
                nearest = found;
            }
        }

        faults.AddRange(nearest ?? [$"{path} fits nothing."]);
    }

    private static int Weight(List<string> faults, string path) =>
        faults.Count + (faults.Any(fault => fault.StartsWith($"{path}.type ", StringComparison.Ordinal) || fault.StartsWith($"{path}.object ", StringComparison.Ordinal)) ? 1000 : 0);

    private void CheckObject(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            faults.AddRange(required.EnumerateArray()
                .Select(name => name.GetString()!)
                .Where(name => !value.TryGetProperty(name, out _))
                .Select(name => $"{path}.{name} is missing."));
        }

        schema.TryGetProperty("properties", out var properties);
        schema.TryGetProperty("additionalProperties", out var additional);
        foreach (var member in value.EnumerateObject())
        {
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(member.Name, out var known))
            {
                Check(known, member.Value, $"{path}.{member.Name}", faults);
            }
            else if (additional.ValueKind == JsonValueKind.False)
            {
                faults.Add($"{path}.{member.Name} is unknown.");
            }
            else if (additional.ValueKind == JsonValueKind.Object)
            {
                Check(additional, member.Value, $"{path}.{member.Name}", faults);
            }
        }
    }

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(each => each.GetString()!) : [type.GetString()!];

    private static bool Fits(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" or "integer" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind == JsonValueKind.Null,
    };

    private static string Shown(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 120 ? text : text[..120] + "…";
    }
}
