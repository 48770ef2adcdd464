using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using NotionSync.Model;

namespace NotionSync.Planning;

/// <summary>Values of a row as expressions see them: members by property name; what is empty is absent, so JMESPath's null.</summary>
internal static class RowJson
{
    /// <summary>The row's values as a new object.</summary>
    public static JsonObject Of(ImmutableDictionary<string, PropertyValue> values)
    {
        var members = new JsonObject();
        foreach (var (name, value) in values)
        {
            if (Node(value) is { } node)
            {
                members[name] = node;
            }
        }

        return members;
    }

    /// <summary>An instant as expressions see it.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    private static JsonNode? Node(PropertyValue value) => value switch
    {
        PropertyValue.Text text => JsonValue.Create(text.Content),
        PropertyValue.Number number => JsonValue.Create(number.Amount),
        PropertyValue.Select select => JsonValue.Create(select.Option),
        PropertyValue.MultiSelect multi => new JsonArray([.. multi.Options.Select(option => (JsonNode)JsonValue.Create(option))]),
        PropertyValue.Date { HasTime: true } date => JsonValue.Create(Instant(date.Start)),
        PropertyValue.Date date => JsonValue.Create(date.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        PropertyValue.Checkbox checkbox => JsonValue.Create(checkbox.Ticked),
        PropertyValue.Url url => JsonValue.Create(url.Address),
        PropertyValue.Files files => new JsonArray([.. files.Links.Select(link => (JsonNode)JsonValue.Create(Picture.IsName(link.Name) ? link.Name : link.Address))]),
        PropertyValue.Computed computed => Node(computed.Shown),
        _ => null,
    };
}
