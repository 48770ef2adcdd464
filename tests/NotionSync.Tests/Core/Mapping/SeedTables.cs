using System.Text.RegularExpressions;

namespace NotionSync.Tests.Core.Mapping;

/// <summary>A table of the design documents, with the heading above it.</summary>
internal sealed record SeedTable(string Heading, string[] Columns, string[][] Rows);

/// <summary>The tables of the design documents.</summary>
internal static partial class SeedTables
{
    public static string File { get; } = Path.Combine(ProductFiles.Root, "tests", "NotionSync.Tests", "Fixtures", "seed", "design-documents.md");

    public static IReadOnlyList<SeedTable> Read(string markdown)
    {
        var tables = new List<SeedTable>();
        var (heading, lines) = ("", new List<string[]>());
        foreach (var line in markdown.Split('\n').Append(""))
        {
            if (line.StartsWith('|'))
            {
                lines.Add([.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())]);
                continue;
            }

            if (lines is [var columns, _, .. var rows])
            {
                tables.Add(new SeedTable(heading, columns, [.. rows]));
            }

            lines.Clear();
            heading = line.StartsWith('#') ? line.TrimStart('#', ' ') : heading;
        }

        return tables;
    }

    /// <summary>A cell without emphasis; of a link both the text and the address stay.</summary>
    public static string Plain(string cell) => MarkdownLink().Replace(cell.Replace("**", "", StringComparison.Ordinal), "$1 $2").Trim();

    [GeneratedRegex(@"\[([^\]]*)\]\(([^)]*)\)")]
    private static partial Regex MarkdownLink();
}
