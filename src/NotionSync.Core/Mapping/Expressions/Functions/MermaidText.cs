using System.Globalization;
using System.Text;

namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>Words within Mermaid.</summary>
internal static class MermaidText
{
    private const int MostCharacters = 80;

    /// <summary>
    /// A text in quotes, at most 80 characters of it. Mermaid ends a text at its quote and reads marks of its own in it (entities, tags,
    /// markdown); a name is none of these.
    /// </summary>
    public static string Quoted(string text)
    {
        var shown = text.Length > MostCharacters ? text[..(MostCharacters - 1)] + "…" : text;
        var label = new StringBuilder("\"");
        foreach (var rune in shown.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' or '#' or '&' or '<' or '>' or '`' or '\\' => label.Append(CultureInfo.InvariantCulture, $"#{rune.Value};"),
                _ when Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 => label.Append(' '),
                _ => label.Append(rune.ToString()),
            };
        }

        return label.Append('"').ToString();
    }
}
