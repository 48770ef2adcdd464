using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.Sources.Wandb;

/// <summary>
/// Reads JSON as Python writes it: with the bare words <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>, with control characters and
/// halves of surrogate pairs inside texts.
/// </summary>
internal static class LooseJson
{
    private static readonly (string Word, string Meaning)[] Words = [("-Infinity", "\"-Inf\""), ("Infinity", "\"+Inf\""), ("NaN", "\"NaN\"")];
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 256 };

    /// <summary>The JSON, the three words as the texts <c>NaN</c>, <c>+Inf</c> and <c>-Inf</c>.</summary>
    /// <returns>Null for the JSON <c>null</c>; false when it cannot be read all the same.</returns>
    public static bool TryParse(string text, out JsonNode? node)
    {
        try
        {
            node = JsonNode.Parse(Strict(text), documentOptions: Options);
            return true;
        }
        catch (JsonException)
        {
            // A writer of its own kind; the caller keeps the text as it is.
            node = null;
            return false;
        }
    }

    private static string Strict(string text)
    {
        var strict = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length;)
        {
            at = text[at] == '"' ? CopyText(text, at, strict) : CopyOther(text, at, strict);
        }

        return strict.ToString();
    }

    private static int CopyOther(string text, int at, StringBuilder strict)
    {
        foreach (var (word, meaning) in Words)
        {
            if (string.CompareOrdinal(text, at, word, 0, word.Length) == 0)
            {
                strict.Append(meaning);
                return at + word.Length;
            }
        }

        strict.Append(text[at]);
        return at + 1;
    }

    // From the quotation mark at the beginning to behind the one at the end.
    private static int CopyText(string text, int start, StringBuilder strict)
    {
        strict.Append('"');
        for (var at = start + 1; at < text.Length;)
        {
            switch (text[at])
            {
                case '"':
                    strict.Append('"');
                    return at + 1;
                case '\\' when Unit(text, at) is { } unit:
                    at = CopyUnit(text, at, unit, strict);
                    break;
                case '\\' when at + 1 < text.Length:
                    strict.Append(text, at, 2);
                    at += 2;
                    break;
                case < ' ' and var control:
                    strict.Append("\\u").Append(((int)control).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
                    at++;
                    break;
                default:
                    strict.Append(text[at]);
                    at++;
                    break;
            }
        }

        return text.Length;
    }

    private static int CopyUnit(string text, int at, char unit, StringBuilder strict)
    {
        var isPair = char.IsHighSurrogate(unit) && Unit(text, at + 6) is { } second && char.IsLowSurrogate(second);
        var isHalf = char.IsSurrogate(unit) && !isPair;
        var length = isPair ? 12 : 6;
        strict.Append(isHalf ? "\\ufffd" : text.AsSpan(at, length));
        return at + length;
    }

    // The code unit of an escape like \u00e9; null when there is none at this place.
    private static char? Unit(string text, int at) =>
        at + 6 <= text.Length && text[at] == '\\' && text[at + 1] == 'u'
        && ushort.TryParse(text.AsSpan(at + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
