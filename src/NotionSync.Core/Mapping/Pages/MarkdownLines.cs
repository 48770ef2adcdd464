using System.Text.RegularExpressions;

namespace NotionSync.Mapping.Pages;

/// <summary>Lines of markdown on their way into Notion's form: wrapped paragraphs are joined, lists are nested by tabs.</summary>
internal sealed partial class MarkdownLines(InlineLinks links)
{
    private const int TabWidth = 4;
    private const int DeepestHeading = 4;
    private const string Fence = "```";

    // A block may be fenced otherwise because it shows such a fence: there it is kept from ending the block by something that is not seen.
    private const string NoFence = "\u200b";

    private readonly List<string> written = [];

    // Columns at which the content of the open list items begins, outermost first.
    private readonly Stack<int> items = new();
    private readonly CodeFence fence = new();
    private bool isCode;
    private int codeColumn;
    private int codeLevel;
    private bool isOpen;
    private bool inTable;
    private bool breaksHere;

    /// <summary>What was written.</summary>
    public string Text => string.Join('\n', written).Trim('\n');

    /// <summary>Adds a line; <paramref name="next"/> is the one after it.</summary>
    public void Add(string line, string next)
    {
        if (fence.Next(line) is var code and not CodeLine.None)
        {
            Code(line, code);
            return;
        }

        var text = line.Trim();
        if (text.Length == 0)
        {
            Blank();
            return;
        }

        var column = Column(line);
        var wasTable = inTable;
        inTable = text.Contains('|', StringComparison.Ordinal)
            && text[0] is not ('>' or '<')
            && !Item().IsMatch(text)
            && !Heading().IsMatch(text)
            && (wasTable || (next.Contains('|', StringComparison.Ordinal) && Delimiter().IsMatch(next.Trim())));
        if (wasTable && !inTable)
        {
            Blank();
        }

        if (inTable)
        {
            // A line right above would be taken for the head.
            StartTable(wasTable);
            Write(Level(column), $"|{text.Trim('|')}|", isText: true);
        }
        else if (isOpen && written is [.., var before] && Underline().IsMatch(text) && Paragraph().IsMatch(before) && !Item().IsMatch(before))
        {
            written[^1] = (text[0] == '=' ? "# " : "## ") + before;
            isOpen = false;
        }
        else if (Rule().IsMatch(text))
        {
            // Right below a paragraph it would make a heading of it.
            Blank();
            Write(Level(column), "---");
        }
        else if (Heading().Match(text) is { Success: true } heading)
        {
            Write(Level(column), $"{new string('#', Math.Min(DeepestHeading, heading.Groups["marks"].Length))} {Inline(heading.Groups["text"].Value)}");
        }
        else if (Item().Match(text) is { Success: true } item)
        {
            var level = Level(column);
            items.Push(column + item.Groups["mark"].Length + 1);
            var mark = char.IsDigit(text[0]) ? $"{item.Groups["number"].Value}." : "-";
            Write(level, $"{mark} {Inline(item.Groups["text"].Value)}".TrimEnd(), isText: true, breaks: Breaks(line));
        }
        else if (text[0] == '>')
        {
            Quote(column, text, Breaks(line));
        }
        else if (text[0] == '<' && !text.StartsWith("<http", StringComparison.Ordinal))
        {
            Write(line[0] == '\t' ? Tabs(line) : Level(column), text);
        }
        else
        {
            Plain(line, text, column);
        }
    }

    private void Plain(string line, string text, int column)
    {
        if (Picture().IsMatch(text) && links.Resolve(text) is var picture)
        {
            // Notion shows pictures as blocks of their own.
            Write(line[0] == '\t' ? Tabs(line) : Level(column), picture);
        }
        else if (isOpen)
        {
            Join(Inline(text), Breaks(line));
        }
        else if (line[0] == '\t')
        {
            // Notion's own way to say that a block lies in the one above.
            Write(Tabs(line), Inline(text), isText: true, breaks: Breaks(line));
        }
        else
        {
            Write(Level(column), Inline(text), isText: true, breaks: Breaks(line));
        }
    }

    private void Code(string line, CodeLine code)
    {
        if (!isCode)
        {
            codeColumn = Column(line);
            codeLevel = line[0] == '\t' ? Tabs(line) : Level(codeColumn);
        }

        isCode = code is CodeLine.Inside || !isCode;

        // As much of the indentation as the fence has is the block's, the rest is the code's.
        var own = line[..^line.TrimStart().Length];
        var cut = own.StartsWith('\t') ? Math.Min(Tabs(line), codeLevel) : Math.Min(own.Length, codeColumn);
        var text = line[cut..];
        var isFence = text.TrimStart().StartsWith(Fence, StringComparison.Ordinal);
        written.Add(new string('\t', codeLevel) + (code is CodeLine.Edge ? Fence + text.Trim().TrimStart('~', '`') : isFence ? NoFence + text : text));
        isOpen = inTable = false;
    }

    private void Quote(int column, string text, bool breaks)
    {
        var inner = text[1..].Trim();
        if (isOpen && written is [.., var before] && before.TrimStart('\t').StartsWith('>'))
        {
            if (before.EndsWith('>') && !before.EndsWith("<br>", StringComparison.Ordinal))
            {
                written[^1] = $"{before} {Inline(inner)}".TrimEnd();
                breaksHere = breaks;
                return;
            }

            if (inner.Length == 0 || Item().IsMatch(inner) || before.EndsWith("<br>", StringComparison.Ordinal))
            {
                written[^1] = $"{before}{(before.EndsWith("<br>", StringComparison.Ordinal) ? "" : "<br>")}{Inline(inner)}";
                breaksHere = breaks;
                return;
            }

            Join(Inline(inner), breaks);
            return;
        }

        Write(Level(column), $"> {Inline(inner)}".TrimEnd(), isText: true, breaks: breaks);
    }

    private void Blank()
    {
        isOpen = inTable = false;
        if (written is [.., { Length: > 0 }])
        {
            written.Add("");
        }
    }

    private void StartTable(bool isStarted)
    {
        if (!isStarted && isOpen)
        {
            Blank();
            inTable = true;
        }
    }

    private void Join(string text, bool breaks)
    {
        written[^1] += (breaksHere ? "<br>" : " ") + text;
        breaksHere = breaks;
    }

    private void Write(int level, string text, bool isText = false, bool breaks = false)
    {
        written.Add(new string('\t', level) + text);
        isOpen = isText;
        breaksHere = breaks;
    }

    // How deep a block at this column lies in the open list items; those that it ends are closed.
    private int Level(int column)
    {
        while (items.TryPeek(out var content) && column < content)
        {
            items.Pop();
        }

        return items.Count;
    }

    private string Inline(string text) => links.Resolve(text.EndsWith('\\') ? text[..^1] : text);

    private static bool Breaks(string line) => line.EndsWith("  ", StringComparison.Ordinal) || line.EndsWith('\\');

    private static int Tabs(string line) => line.Length - line.TrimStart('\t').Length;

    private static int Column(string line)
    {
        var column = 0;
        foreach (var character in line)
        {
            if (character is not (' ' or '\t'))
            {
                break;
            }

            column += character == '\t' ? TabWidth - (column % TabWidth) : 1;
        }

        return column;
    }

    [GeneratedRegex(@"^(?<marks>#{1,6})\s+(?<text>.*?)(\s+#+)?$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?<mark>[-*+]|(?<number>\d{1,9})[.)])(\s+(?<text>.*))?$")]
    private static partial Regex Item();

    [GeneratedRegex(@"^([-*_])(\s*\1){2,}$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^!\[[^\]]*\](\([^)]*\)|\[[^\]]*\])$")]
    private static partial Regex Picture();

    [GeneratedRegex("^(=+|-{2,})$")]
    private static partial Regex Underline();

    // What an underline makes a heading of: no list, quote, table, code or tag.
    [GeneratedRegex(@"^[^\s>|<#`!-]")]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"^\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?$")]
    private static partial Regex Delimiter();
}
