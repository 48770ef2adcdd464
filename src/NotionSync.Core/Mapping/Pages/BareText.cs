using System.Text;
using System.Text.RegularExpressions;

namespace NotionSync.Mapping.Pages;

/// <summary>
/// A text without its form: letters and digits alone, and a word for each picture, file or thing of Notion's. Notion writes markdown back in
/// its own spelling (other marks of emphasis, tags for tables, renumbered lists); what a reader would call the same text is the same here.
/// </summary>
public static partial class BareText
{
    /// <summary>The bare form of markdown; equal for texts that differ in form only.</summary>
    public static string Of(string markdown)
    {
        var text = Fence().Replace(markdown, "");
        text = Picture().Replace(text, " picture ");
        text = Thing().Replace(text, " $1 ");
        text = Target().Replace(text, "]");
        text = Tag().Replace(text, "");
        text = Attribute().Replace(text, "");
        text = Number().Replace(text, "");
        var bare = new StringBuilder(text.Length);
        foreach (var character in text.Where(char.IsLetterOrDigit))
        {
            bare.Append(character);
        }

        return bare.ToString();
    }

    // What a code block is said to be written in is a name of Notion's when it comes back.
    [GeneratedRegex(@"^\s*(```|~~~).*$", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"!\[[^\]]*\](\([^)]*\))?")]
    private static partial Regex Picture();

    [GeneratedRegex(@"<(unknown|file|video|audio|pdf|page|database|synced_block|mention-[a-z]+)\b[^>]*>")]
    private static partial Regex Thing();

    [GeneratedRegex(@"\]\([^)]*\)")]
    private static partial Regex Target();

    [GeneratedRegex(@"<[^>\n]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("""\{(color|toggle)="[^"]*"[^}]*\}""")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^\s*\d{1,9}[.)]\s", RegexOptions.Multiline)]
    private static partial Regex Number();
}
