using System.Collections.Immutable;

namespace NotionSync.Mapping.Pages;

/// <summary>Splits a long text into pieces that one call takes each: at the end of a line, and within a block of code only where it is too long itself.</summary>
public static class BodyPieces
{
    // A request takes 1,000 blocks and 500 KB, and a replacement carries the old text beside the new one. No line makes more than one block.
    private const int MostLines = 900;
    private const int MostBytes = 200_000;
    private const int EscapedCharacter = 6;

    /// <summary>The pieces of a text, in order: put together they are the text. At least one, which is empty for an empty text.</summary>
    public static ImmutableArray<string> Split(string text)
    {
        var pieces = ImmutableArray.CreateBuilder<string>();
        var (start, safe, lines, bytes) = (0, 0, 0, 0);
        var inCode = false;
        for (var at = 0; at < text.Length;)
        {
            var next = text.IndexOf('\n', at) is var end and >= 0 ? end + 1 : text.Length;
            var cost = Cost(text.AsSpan(at..next));
            if (lines + 1 > MostLines || (bytes + cost > MostBytes && lines > 0))
            {
                var cut = safe > start ? safe : at;
                pieces.Add(text[start..cut]);
                (start, safe) = (cut, cut);
                (lines, bytes) = (text.AsSpan(cut..at).Count('\n'), Cost(text.AsSpan(cut..at)));
            }

            inCode ^= IsFence(text.AsSpan(at..next));
            (lines, bytes, at) = (lines + 1, bytes + cost, next);
            safe = inCode ? safe : next;
        }

        pieces.Add(text[start..]);
        return pieces.ToImmutable();
    }

    /// <summary>The pieces, each whole by itself: a block of code that is split is closed at the end of one and opened again in the next.</summary>
    public static ImmutableArray<string> Of(string text)
    {
        var pieces = ImmutableArray.CreateBuilder<string>();
        string? open = null;
        foreach (var piece in Split(text))
        {
            var before = open;
            foreach (var line in piece.Split('\n').Where(line => IsFence(line)))
            {
                open = open is null ? line : null;
            }

            pieces.Add($"{(before is null ? "" : before + "\n")}{piece.TrimEnd('\n')}{(open is null ? "" : "\n```")}");
        }

        return pieces.ToImmutable();
    }

    private static bool IsFence(ReadOnlySpan<char> line) => line.TrimStart().StartsWith("```");

    // As JSON, where all but plain letters may be escaped.
    private static int Cost(ReadOnlySpan<char> text)
    {
        var cost = 0;
        foreach (var character in text)
        {
            cost += char.IsAsciiLetterOrDigit(character) || character is ' ' or '.' or ',' or '-' or '#' or '|' ? 1 : EscapedCharacter;
        }

        return cost;
    }
}
