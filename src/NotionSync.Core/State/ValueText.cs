using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NotionSync.Model;

namespace NotionSync.State;

/// <summary>A value as one text and back, for the state store and for fingerprints: a letter for the case, a colon, the content.</summary>
public static class ValueText
{
    /// <summary>Writes a value; equal values of one spelling give one text.</summary>
    public static string Write(PropertyValue value) => value switch
    {
        PropertyValue.Empty => "e:",
        PropertyValue.Text text => "t:" + text.Content,
        PropertyValue.Number number => "n:" + (number.Amount / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        PropertyValue.Select select => "s:" + select.Option,
        PropertyValue.MultiSelect multi => "m:" + JsonSerializer.Serialize([.. multi.Options.Order(StringComparer.Ordinal)], ValueTextJson.Default.StringArray),
        PropertyValue.Date date => "d:" + Moment(date.Start, date.HasTime) + (date.End is { } end ? "/" + Moment(end, date.HasTime) : ""),
        PropertyValue.Checkbox checkbox => checkbox.Ticked ? "c:1" : "c:0",
        PropertyValue.Url url => "u:" + url.Address,
        PropertyValue.Files files => "f:" + JsonSerializer.Serialize([.. files.Links.SelectMany(link => new[] { link.Name, link.Address })], ValueTextJson.Default.StringArray),
        PropertyValue.Relation relation => (relation.Truncated ? "R:" : "r:") + string.Join(',', relation.PageIds.Order(StringComparer.Ordinal)),
        PropertyValue.Computed computed => "=" + Write(computed.Shown),
        PropertyValue.Other other => "o:" + other.Json,
        _ => throw new System.Diagnostics.UnreachableException(value.GetType().Name),
    };

    /// <summary>Reads a value that <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not one.</exception>
    public static PropertyValue Read(string text)
    {
        if (text.StartsWith('='))
        {
            return new PropertyValue.Computed(Read(text[1..]));
        }

        if (text.Length < 2 || text[1] != ':')
        {
            throw new FormatException($"'{text}' is no value of the state store.");
        }

        var content = text[2..];
        return text[0] switch
        {
            'e' => PropertyValue.Empty.Value,
            't' => new PropertyValue.Text(content),
            'n' => new PropertyValue.Number(decimal.Parse(content, NumberStyles.Float, CultureInfo.InvariantCulture)),
            's' => new PropertyValue.Select(content),
            'm' => new PropertyValue.MultiSelect([.. Strings(content)]),
            'd' => ReadDate(content),
            'c' => new PropertyValue.Checkbox(content == "1"),
            'u' => new PropertyValue.Url(content),
            'f' => new PropertyValue.Files([.. Strings(content).Chunk(2).Select(pair => new PropertyValue.FileLink(pair[0], pair[1]))]),
            'r' or 'R' => new PropertyValue.Relation([.. content.Split(',', StringSplitOptions.RemoveEmptyEntries)], text[0] == 'R'),
            'o' => new PropertyValue.Other(content),
            _ => throw new FormatException($"'{text}' is no value of the state store."),
        };
    }

    private static string[] Strings(string json) => JsonSerializer.Deserialize(json, ValueTextJson.Default.StringArray) ?? [];

    private static string Moment(DateTimeOffset moment, bool hasTime) =>
        moment.UtcDateTime.ToString(hasTime ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static PropertyValue.Date ReadDate(string content)
    {
        var parts = content.Split('/');
        DateTimeOffset At(string part) => DateTimeOffset.Parse(part, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return new PropertyValue.Date(At(parts[0]), parts.Length > 1 ? At(parts[1]) : null, parts[0].Contains('T', StringComparison.Ordinal));
    }
}

/// <summary>Lists of texts.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class ValueTextJson : JsonSerializerContext;
