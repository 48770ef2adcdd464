using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Notion.Api;
using NotionSync.Notion.Api.Contracts;

namespace NotionSync.Notion.Properties;

/// <summary>Plain text in Notion's segments of at most 2,000 UTF-16 units each, at most 100 of them.</summary>
internal static class RichTextSegments
{
    /// <summary>The longest text that one property or title holds.</summary>
    public const int MaximumLength = NotionLimits.TextCharacters * NotionLimits.ArrayElements;

    /// <summary>Cuts a text; never inside a surrogate pair. Empty text has no segments.</summary>
    public static IReadOnlyList<TextSegment> Split(string text)
    {
        var segments = new List<TextSegment>((text.Length / NotionLimits.TextCharacters) + 1);
        for (var start = 0; start < text.Length;)
        {
            var length = Math.Min(NotionLimits.TextCharacters, text.Length - start);
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]))
            {
                length--;
            }

            segments.Add(TextSegment.Of(text.Substring(start, length)));
            start += length;
        }

        return segments;
    }

    /// <summary>The segments as JSON.</summary>
    public static JsonArray Encode(string text) =>
        [.. Split(text).Select(segment => new JsonObject { ["text"] = new JsonObject { ["content"] = segment.Text.Content } })];

    /// <summary>What a person reads.</summary>
    public static string Decode(JsonElement payload) => RichText.Join(payload.Deserialize(NotionJson.Default.RichTextArray));

    /// <summary>Text that JSON can carry: halves of surrogate pairs become the replacement character.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune);
        }

        return clean.ToString();
    }

    /// <summary>Whether a cleaned text fits; a cut before a pair may cost a segment one unit.</summary>
    public static bool Fits(string text) => text.Length <= MaximumLength - NotionLimits.ArrayElements || Split(text).Count <= NotionLimits.ArrayElements;
}
