using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotionSync.Model;

namespace NotionSync.Mapping.Reading;

/// <summary>
/// Values whose keys are not fixed (rows, conditions, source settings) as JSON: plain numbers, true, false and null are what they say;
/// all else, dates included, is text, and what is quoted is always text.
/// </summary>
internal static partial class FreeValues
{
    public static JsonObject? ReadMap(YamlNode node, string path, PositionMap positions, List<Diagnostic> diagnostics)
    {
        if (node is not YamlNode.Map map)
        {
            diagnostics.Add(new Diagnostic(
                Severity.Error,
                node.Position.ToString(),
                $"Here stands {node.Shown} where a map is expected.",
                "Write 'name: value' in each line."));
            return null;
        }

        var result = new JsonObject();
        foreach (var (name, keyPosition, value) in map.Entries)
        {
            var entryPath = PositionMap.Join(path, name);
            positions.Add(entryPath, keyPosition, value.Position);
            result[name] = Read(value, entryPath, positions, diagnostics);
        }

        return result;
    }

    /// <summary>A number as YAML and JSON both write it; null for anything else (<c>012</c>, <c>1_000</c>, <c>.inf</c>).</summary>
    public static decimal? Number(string text) =>
        NumberText().IsMatch(text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static JsonNode? Read(YamlNode node, string path, PositionMap positions, List<Diagnostic> diagnostics)
    {
        switch (node)
        {
            case YamlNode.Map:
                return ReadMap(node, path, positions, diagnostics);
            case YamlNode.List list:
                var items = new JsonArray();
                foreach (var item in list.Items)
                {
                    var itemPath = PositionMap.Join(path, items.Count.ToString(CultureInfo.InvariantCulture));
                    positions.Add(itemPath, item.Position, item.Position);
                    items.Add(Read(item, itemPath, positions, diagnostics));
                }

                return items;
            default:
                return Read((YamlNode.Scalar)node);
        }
    }

    private static JsonValue? Read(YamlNode.Scalar scalar) => scalar switch
    {
        { IsNull: true } => null,
        { IsPlain: false } => JsonValue.Create(scalar.Text),
        { Text: "true" } => JsonValue.Create(true),
        { Text: "false" } => JsonValue.Create(false),
        _ => Number(scalar.Text) is { } number ? JsonValue.Create(number) : JsonValue.Create(scalar.Text),
    };

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$")]
    private static partial Regex NumberText();
}
