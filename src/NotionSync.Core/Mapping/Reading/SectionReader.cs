using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using NotionSync.Mapping.Files;
using NotionSync.Model;

namespace NotionSync.Mapping.Reading;

/// <summary>
/// Checks a YAML tree against the types of a mapping file and turns it into JSON for them. Every fault is reported and the reading goes
/// on: unknown members are left out, missing required ones become empty, so that the rest can be checked too.
/// </summary>
internal sealed class SectionReader(MappingFileJson shapes, PositionMap positions, List<Diagnostic> diagnostics)
{
    /// <returns>Null when the value cannot be used (which was reported) or is null.</returns>
    public JsonNode? Read(YamlNode node, JsonTypeInfo shape, string path)
    {
        if (shape.Type == typeof(OneOrMany<string>))
        {
            return ReadList(node is YamlNode.Scalar ? new YamlNode.List([node], node.Position) : node, Shape(typeof(string)), path);
        }

        if (shape.Type == typeof(OptionSection) && node is YamlNode.Scalar)
        {
            return new JsonObject { ["name"] = ReadScalar(node, Shape(typeof(string))) };
        }

        return shape switch
        {
            { Type: var type } when type == typeof(JsonObject) => FreeValues.ReadMap(node, path, positions, diagnostics),
            { Kind: JsonTypeInfoKind.Object } => ReadObject(node, shape, path),
            { Kind: JsonTypeInfoKind.Enumerable } => ReadList(node, Shape(shape.ElementType!), path),
            { Kind: JsonTypeInfoKind.Dictionary } => ReadDictionary(node, Shape(shape.ElementType!), path),
            _ => ReadScalar(node, shape),
        };
    }

    private JsonObject? ReadObject(YamlNode node, JsonTypeInfo shape, string path)
    {
        if (node is not YamlNode.Map map)
        {
            Fault(
                node.Position,
                $"Here stands {node.Shown} where a map is expected.",
                $"Its keys: {string.Join(", ", shape.Properties.Select(member => member.Name))}.");
            return null;
        }

        var result = new JsonObject();
        foreach (var (name, keyPosition, value) in map.Entries)
        {
            if (shape.Properties.FirstOrDefault(member => member.Name == name) is not { } member)
            {
                Fault(keyPosition, $"Unknown key '{name}'.", NearestName.Suggest(name, [.. shape.Properties.Select(known => known.Name)]));
                continue;
            }

            var memberPath = PositionMap.Join(path, name);
            positions.Add(memberPath, keyPosition, value.Position);
            if (value is YamlNode.Scalar { IsNull: true })
            {
                ReportNull(member, keyPosition);
            }
            else if (Read(value, Shape(member.PropertyType), memberPath) is { } read)
            {
                result[name] = read;
            }
        }

        FillMissing(map, shape, result);
        return result;
    }

    private void ReportNull(JsonPropertyInfo member, SourcePosition position)
    {
        if (!member.IsSetNullable)
        {
            Fault(position, $"The key '{member.Name}' has no value.", "Give it one, or remove the key.");
        }
    }

    private void FillMissing(YamlNode.Map map, JsonTypeInfo shape, JsonObject result)
    {
        foreach (var member in shape.Properties.Where(member => member.IsRequired && !result.ContainsKey(member.Name)))
        {
            if (!map.Entries.Any(entry => entry.Key == member.Name))
            {
                Fault(map.Position, $"The key '{member.Name}' is missing.", "Every such entry needs it.");
            }

            result[member.Name] = Empty(Shape(member.PropertyType));
        }
    }

    private JsonNode Empty(JsonTypeInfo shape) => shape.Kind switch
    {
        JsonTypeInfoKind.Object => new JsonObject(shape.Properties.Where(member => member.IsRequired)
            .Select(member => KeyValuePair.Create(member.Name, (JsonNode?)Empty(Shape(member.PropertyType))))),
        JsonTypeInfoKind.Dictionary => new JsonObject(),
        _ => "",
    };

    private JsonArray? ReadList(YamlNode node, JsonTypeInfo item, string path)
    {
        if (node is not YamlNode.List list)
        {
            Fault(node.Position, $"Here stands {node.Shown} where a list is expected.", "Begin each item with '- ' or write [a, b].");
            return null;
        }

        var result = new JsonArray();
        foreach (var value in list.Items)
        {
            // Counted by what was kept, so that paths agree with the file as it is read.
            var itemPath = PositionMap.Join(path, result.Count.ToString(CultureInfo.InvariantCulture));
            positions.Add(itemPath, value.Position, value.Position);
            if (Read(value, item, itemPath) is { } read)
            {
                result.Add(read);
            }
        }

        return result;
    }

    private JsonObject? ReadDictionary(YamlNode node, JsonTypeInfo element, string path)
    {
        if (node is not YamlNode.Map map)
        {
            Fault(node.Position, $"Here stands {node.Shown} where a map is expected.", "Write 'name: value' in each line.");
            return null;
        }

        var result = new JsonObject();
        foreach (var (name, keyPosition, value) in map.Entries)
        {
            var entryPath = PositionMap.Join(path, name);
            positions.Add(entryPath, keyPosition, value.Position);
            if (Read(value, element, entryPath) is { } read)
            {
                result[name] = read;
            }
        }

        return result;
    }

    private JsonValue? ReadScalar(YamlNode node, JsonTypeInfo shape)
    {
        var type = Nullable.GetUnderlyingType(shape.Type) ?? shape.Type;
        var (value, expected) = (node as YamlNode.Scalar, type) switch
        {
            (null, _) => (null, "a single value"),
            ({ IsNull: true }, _) => (null, "a value"),
            ({ Text: var text }, _) when type == typeof(string) => (JsonValue.Create(text), ""),
            ({ Text: "true" or "false", IsPlain: true, Text: var text }, _) when type == typeof(bool) => (JsonValue.Create(text == "true"), ""),
            (_, _) when type == typeof(bool) => (null, "true or false"),
            ({ IsPlain: true, Text: var text }, _) when type == typeof(int) && int.TryParse(text, CultureInfo.InvariantCulture, out var whole) =>
                (JsonValue.Create(whole), ""),
            (_, _) when type == typeof(int) => (null, "a whole number"),
            ({ IsPlain: true, Text: var text }, _) when FreeValues.Number(text) is { } number => (JsonValue.Create(number), ""),
            _ => (null, "a number"),
        };
        if (value is null)
        {
            Fault(node.Position, $"Here stands {node.Shown} where {expected} is expected.", "");
        }

        return value;
    }

    private JsonTypeInfo Shape(Type type) =>
        shapes.GetTypeInfo(type) ?? throw new InvalidOperationException($"The type {type.Name} is not part of mapping files.");

    private void Fault(SourcePosition where, string what, string fix) => diagnostics.Add(new Diagnostic(Severity.Error, where.ToString(), what, fix));
}
