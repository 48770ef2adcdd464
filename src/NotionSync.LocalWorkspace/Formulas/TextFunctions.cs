using System.Text.RegularExpressions;

namespace NotionSync.LocalWorkspace;

internal static class TextFunctions
{
    /// <summary>Characters to which a text is repeated or padded.</summary>
    private const int MostLength = 100_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    public static Cell? Call(string name, IReadOnlyList<Cell> values)
    {
        var text = values.Count > 0 ? values[0].AsText() : "";
        return name switch
        {
            "concat" when values.Any(value => value is Cell.Many) => new Cell.Many([.. values.SelectMany(value => value is Cell.Many many ? many.Items : [value])]),
            "concat" => new Cell.Text(string.Concat(values.Select(value => value.AsText()))),
            "join" => Joined(values),
            "split" => new Cell.Many([.. text.Split(values.Count > 1 ? values[1].AsText() : ",").Select(part => new Cell.Text(part))]),
            "contains" => new Cell.Flag(text.Contains(values[1].AsText(), StringComparison.Ordinal)),
            "test" => new Cell.Flag(Pattern(values[1]).IsMatch(text)),
            "match" => new Cell.Many([.. Pattern(values[1]).Matches(text).Select(match => new Cell.Text(match.Value))]),
            "replace" => new Cell.Text(Pattern(values[1]).Replace(text, values[2].AsText(), 1)),
            "replaceAll" => new Cell.Text(Pattern(values[1]).Replace(text, values[2].AsText())),
            "lower" => new Cell.Text(text.ToLowerInvariant()),
            "upper" => new Cell.Text(text.ToUpperInvariant()),
            "trim" => new Cell.Text(text.Trim()),
            "repeat" => new Cell.Text(string.Concat(Enumerable.Repeat(text, Math.Clamp(Whole(values[1]), 0, Math.Min(10_000, MostLength / Math.Max(1, text.Length)))))),
            "padStart" => new Cell.Text(Padded(text, values) + text),
            "padEnd" => new Cell.Text(text + Padded(text, values)),
            "substring" => new Cell.Text(Part(text, values)),
            "link" => new Cell.Text(text),
            _ => null,
        };
    }

    private static Cell.Text Joined(IReadOnlyList<Cell> values) => values[0] is Cell.Many many
        ? new Cell.Text(string.Join(values[1].AsText(), many.Items.Select(item => item.AsText())))
        : new Cell.Text(string.Join(values[^1].AsText(), values.Take(values.Count - 1).Select(value => value.AsText())));

    private static string Padded(string text, IReadOnlyList<Cell> values)
    {
        var (missing, pad) = (Math.Min(Whole(values[1]), MostLength) - text.Length, values[2].AsText());
        return missing <= 0 || pad.Length == 0 ? "" : string.Concat(Enumerable.Repeat(pad, (missing / pad.Length) + 1))[..missing];
    }

    private static string Part(string text, IReadOnlyList<Cell> values)
    {
        var start = Math.Clamp(Whole(values[1]), 0, text.Length);
        var end = values.Count > 2 ? Math.Clamp(Whole(values[2]), start, text.Length) : text.Length;
        return text[start..end];
    }

    private static int Whole(Cell cell) => cell is Cell.Number number ? (int)number.Value : 0;

    private static Regex Pattern(Cell cell)
    {
        try
        {
            return new Regex(cell.AsText(), RegexOptions.None, Patience);
        }
        catch (ArgumentException)
        {
            return new Regex(Regex.Escape(cell.AsText()), RegexOptions.None, Patience);
        }
    }
}
