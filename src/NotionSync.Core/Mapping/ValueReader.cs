using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Model;

namespace NotionSync.Mapping;

/// <summary>Turns the JSON that an expression or a seed row gives into a value of a property's type.</summary>
public static class ValueReader
{
    /// <summary>Reads a value.</summary>
    /// <param name="schema">The property; not a relation, rollup or formula.</param>
    /// <param name="node">The JSON; null means that there is nothing to say.</param>
    /// <param name="open">Whether options outside of the schema's are allowed.</param>
    /// <returns>The value, or why the JSON is none; both null for null.</returns>
    public static (PropertyValue? Value, string? Fault) Read(PropertySchema schema, JsonNode? node, bool open = false) => node is null
        ? (null, null)
        : schema switch
        {
            PropertySchema.Title or PropertySchema.Text => ReadText(node),
            PropertySchema.Number => ReadNumber(node),
            PropertySchema.Select select => ReadSelect(select.Options, node, open),
            PropertySchema.MultiSelect multi => ReadMultiSelect(multi.Options, node, open),
            PropertySchema.Date => ReadDate(node),
            PropertySchema.Checkbox => node.GetValueKind() is JsonValueKind.True or JsonValueKind.False
                ? (new PropertyValue.Checkbox(node.GetValue<bool>()), null)
                : (null, $"{Shown(node)} is neither true nor false."),
            PropertySchema.Url => ReadUrl(node),
            PropertySchema.Files => ReadFiles(node),
            _ => (null, $"A {schema.Kind} is not written."),
        };

    private static (PropertyValue?, string?) ReadText(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.String => (node.GetValue<string>() is { Length: > 0 } text ? new PropertyValue.Text(text) : PropertyValue.Empty.Value, null),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => (new PropertyValue.Text(node.ToJsonString()), null),
        _ => (null, $"{Shown(node)} is no text."),
    };

    private static (PropertyValue?, string?) ReadNumber(JsonNode node)
    {
        var text = node.GetValueKind() switch
        {
            JsonValueKind.Number => node.ToJsonString(),
            JsonValueKind.String => node.GetValue<string>(),
            _ => "",
        };
        return text is "NaN" or "+Inf" or "-Inf"
            ? (PropertyValue.Empty.Value, null)
            : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? (new PropertyValue.Number(number), null)
            : (null, $"{Shown(node)} is no number that Notion can hold.");
    }

    private static (PropertyValue?, string?) ReadSelect(ImmutableArray<PropertySchema.SelectOption> options, JsonNode node, bool open) =>
        node.GetValueKind() is not JsonValueKind.String
            ? (null, $"{Shown(node)} is no option.")
            : node.GetValue<string>() is not { Length: > 0 } name
            ? (PropertyValue.Empty.Value, null)
            : Option(options, name, open) is { } option
            ? (new PropertyValue.Select(option), null)
            : (null, Unknown(options, name));

    private static (PropertyValue?, string?) ReadMultiSelect(ImmutableArray<PropertySchema.SelectOption> options, JsonNode node, bool open)
    {
        JsonNode?[] items = node is JsonArray list ? [.. list.Where(item => item is not null)] : [node];
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var item in items)
        {
            if (item?.GetValueKind() is not JsonValueKind.String || item.GetValue<string>() is not { Length: > 0 } name)
            {
                return (null, $"{Shown(item)} is no option.");
            }

            if (Option(options, name, open) is not { } option)
            {
                return (null, Unknown(options, name));
            }

            names.Add(option);
        }

        return (names.Count == 0 ? PropertyValue.Empty.Value : new PropertyValue.MultiSelect(names.ToImmutable()), null);
    }

    private static (PropertyValue?, string?) ReadDate(JsonNode node)
    {
        if (node.GetValueKind() is not JsonValueKind.String)
        {
            return (null, $"{Shown(node)} is no date; dates are texts such as '2025-09-10' or '2025-09-10T08:30:00Z'.");
        }

        var text = node.GetValue<string>();
        return text.Length == 0
            ? (PropertyValue.Empty.Value, null)
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? (PropertyValue.Date.Day(day), null)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? (PropertyValue.Date.At(instant), null)
            : (null, $"{Shown(node)} is no date; write '2025-09-10' or '2025-09-10T08:30:00Z'.");
    }

    private static (PropertyValue?, string?) ReadUrl(JsonNode node) => node.GetValueKind() is not JsonValueKind.String
        ? (null, $"{Shown(node)} is no address.")
        : node.GetValue<string>() is not { Length: > 0 } text
        ? (PropertyValue.Empty.Value, null)
        : Uri.TryCreate(text, UriKind.Absolute, out _)
        ? (new PropertyValue.Url(text), null)
        : (null, $"'{text}' is no absolute address; begin with https:// or, for a place that configuration names, with link://.");

    private static (PropertyValue?, string?) ReadFiles(JsonNode node)
    {
        JsonNode?[] items = node is JsonArray list ? [.. list.Where(item => item is not null)] : [node];
        var links = ImmutableArray.CreateBuilder<PropertyValue.FileLink>();
        foreach (var item in items)
        {
            var address = item is JsonObject file ? file["url"]?.ToString() : item?.ToString();
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            {
                return (null, $"{Shown(item)} is no file; give its absolute address, or name and url.");
            }

            var link = new PropertyValue.FileLink((item as JsonObject)?["name"]?.ToString() ?? uri.Segments[^1], address);
            if (uri.Scheme == "data" && !Picture.TryRead(link, out _))
            {
                return (null, $"'{link.Name}' is no picture of the function line_chart, and other files are given by their address on the web.");
            }

            links.Add(link);
        }

        return (links.Count == 0 ? PropertyValue.Empty.Value : new PropertyValue.Files(links.ToImmutable()), null);
    }

    private static string? Option(ImmutableArray<PropertySchema.SelectOption> options, string name, bool open)
    {
        foreach (var option in options)
        {
            if (string.Equals(option.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return option.Name;
            }
        }

        // Notion allows no commas in an option's name.
        return open ? name.Replace(',', ' ') : null;
    }

    private static string Unknown(ImmutableArray<PropertySchema.SelectOption> options, string name) =>
        $"'{name}' is not among the options: {string.Join(", ", options.Select(option => option.Name))}.";

    private static string Shown(JsonNode? node) => node is null ? "null" : $"'{(node is JsonValue value && value.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : node.ToJsonString())}'";
}
