using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>What one value of a request may look like.</summary>
internal sealed class Shape
{
    public Shape[] AnyOf { get; set; } = [];

    public string[] Types { get; set; } = [];

    public string[] Allowed { get; set; } = [];

    public string[] Required { get; set; } = [];

    public Dictionary<string, Shape> Properties { get; set; } = [];

    public Shape? Additional { get; set; }

    public Shape? Items { get; set; }

    public bool IsClosed { get; set; }

    public bool IsId { get; init; }

    public void Check(JsonNode? value, string path, List<string> faults)
    {
        if (AnyOf.Length > 0)
        {
            ShapeUnion.Check(AnyOf, value, path, faults);
            return;
        }

        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        if (Types.Length > 0 && !Types.Any(type => Fits(type, kind)))
        {
            faults.Add($"{path} should be {Article(Types[0])}{(Types.Contains("null") && Types.Length > 1 ? " or `null`" : "")}, instead was `{Shown(value)}`.");
            return;
        }

        if (Allowed.Length > 0 && !Allowed.Contains(value?.ToJsonString(Json.Options) ?? "null"))
        {
            faults.Add($"{path} should be {Listed(Allowed)}, instead was `{Shown(value)}`.");
            return;
        }

        if (IsId && !Ids.TryParse(value!.GetValue<string>(), out _))
        {
            faults.Add($"{path} should be a valid uuid, instead was `{Shown(value)}`.");
        }
        else if (value is JsonArray array && Items is not null)
        {
            CheckItems(array, path, faults);
        }
        else if (value is JsonObject json)
        {
            CheckObject(json, path, faults);
        }
    }

    /// <summary>Whether an object carries what tells this alternative from its siblings.</summary>
    public bool Invites(JsonNode? value)
    {
        if (AnyOf.Length > 0)
        {
            return AnyOf.Any(each => each.Invites(value));
        }

        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        if (Types.Length > 0 && !Types.Any(type => Fits(type, kind)))
        {
            return false;
        }

        return value is not JsonObject json
            || (Required.All(json.ContainsKey) && Properties.All(each => each.Value.Allowed.Length == 0 || !json.TryGetPropertyValue(each.Key, out var given)
                || each.Value.Allowed.Contains(given?.ToJsonString(Json.Options) ?? "null")));
    }

    public static string Shown(JsonNode? value)
    {
        var text = value?.ToJsonString(Json.Options) ?? "null";
        return text.Length <= 200 ? text : text[..200] + "...";
    }

    private static bool Fits(string type, JsonValueKind kind) => type switch
    {
        "object" => kind == JsonValueKind.Object,
        "array" => kind == JsonValueKind.Array,
        "string" => kind == JsonValueKind.String,
        "number" or "integer" => kind == JsonValueKind.Number,
        "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
        _ => kind == JsonValueKind.Null,
    };

    private static string Article(string type) => type switch
    {
        "object" or "array" or "integer" => $"an {type}",
        "null" => "`null`",
        _ => $"a {type}",
    };

    private static string Listed(string[] allowed) => allowed.Length switch
    {
        1 => $"`{allowed[0]}`",
        2 => $"`{allowed[0]}` or `{allowed[1]}`",
        _ => $"{string.Join(", ", allowed[..^1].Select(each => $"`{each}`"))}, or `{allowed[^1]}`",
    };

    private void CheckItems(JsonArray array, string path, List<string> faults)
    {
        for (var i = 0; i < array.Count; i++)
        {
            Items!.Check(array[i], $"{path}[{i}]", faults);
        }
    }

    private void CheckObject(JsonObject json, string path, List<string> faults)
    {
        foreach (var name in Required)
        {
            if (!json.ContainsKey(name))
            {
                faults.Add($"{path}.{name} should be defined, instead was `undefined`.");
            }
        }

        foreach (var (name, value) in json)
        {
            if (Properties.TryGetValue(name, out var shape))
            {
                shape.Check(value, $"{path}.{name}", faults);
            }
            else if (Additional is not null)
            {
                Additional.Check(value, $"{path}.{name}", faults);
            }
            else if (IsClosed)
            {
                faults.Add($"{path}.{name} should be not present, instead was `{Shown(value)}`.");
            }
        }
    }
}
