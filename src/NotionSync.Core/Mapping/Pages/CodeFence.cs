namespace NotionSync.Mapping.Pages;

/// <summary>What a line of markdown is to blocks of code.</summary>
internal enum CodeLine
{
    /// <summary>No code.</summary>
    None,

    /// <summary>The line that begins or ends a block.</summary>
    Edge,

    /// <summary>A line of code.</summary>
    Inside,
}

/// <summary>Tells which lines of a text are code.</summary>
internal sealed class CodeFence
{
    private string? end;

    /// <summary>What the next line is. Lines are asked in order.</summary>
    public CodeLine Next(string line)
    {
        var text = line.Trim();
        if (end is null)
        {
            var mark = text is ['`', '`', '`', ..] or ['~', '~', '~', ..] ? text[0] : '\0';
            end = mark == '\0' ? null : new string(mark, text.TakeWhile(character => character == mark).Count());
            return end is null ? CodeLine.None : CodeLine.Edge;
        }

        if (!text.StartsWith(end, StringComparison.Ordinal) || text.Trim(end[0]).Length > 0)
        {
            return CodeLine.Inside;
        }

        end = null;
        return CodeLine.Edge;
    }
}

/// <summary>Takes comments out of lines, over several of them too.</summary>
internal sealed class Comments
{
    private const string Begin = "<!--";
    private const string End = "-->";

    private bool isOpen;

    /// <summary>The line without its comments; null when nothing else stood in it.</summary>
    public string? Without(string line)
    {
        var rest = line;
        var kept = "";
        while (true)
        {
            var edge = rest.IndexOf(isOpen ? End : Begin, StringComparison.Ordinal);
            kept += isOpen ? "" : edge < 0 ? rest : rest[..edge];
            if (edge < 0)
            {
                return kept.Trim().Length == 0 && line.Trim().Length > 0 ? null : kept;
            }

            rest = rest[(edge + (isOpen ? End : Begin).Length)..];
            isOpen = !isOpen;
        }
    }
}
