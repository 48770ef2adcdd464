using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NotionSync.LocalWorkspace;

/// <summary>Tables, in the documented form with tags and in the common one with pipes.</summary>
internal static partial class MarkdownTable
{
    [GeneratedRegex("<td[^>]*>(?<text>.*?)</td>", RegexOptions.Singleline)]
    private static partial Regex Cell();

    [GeneratedRegex("<tr[^>]*>(?<cells>.*?)</tr>", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Pipe();

    public static JsonObject FromTags(IReadOnlyList<string> lines, Dictionary<string, string> attributes)
    {
        var rows = Row().Matches(string.Join('\n', lines))
            .Select(row => Cell().Matches(row.Groups["cells"].Value).Select(cell => cell.Groups["text"].Value.Trim()).ToList())
            .ToList();
        return Make(rows, attributes.GetValueOrDefault("header-row") == "true", attributes.GetValueOrDefault("header-column") == "true");
    }

    public static JsonObject FromPipes(IReadOnlyList<string> lines)
    {
        var rows = lines.Where((_, index) => index != 1).Select(line => Pipe().Split(line.Trim().Trim('|')).Select(cell => cell.Trim()).ToList()).ToList();
        return Make(rows, hasColumnHeader: true, hasRowHeader: false);
    }

    private static JsonObject Make(List<List<string>> rows, bool hasColumnHeader, bool hasRowHeader)
    {
        var width = rows.Select(row => row.Count).DefaultIfEmpty(1).Max();
        var table = new JsonObject
        {
            ["table_width"] = width,
            ["has_column_header"] = hasColumnHeader,
            ["has_row_header"] = hasRowHeader,
            ["children"] = Json.ArrayOf(rows.Select(row => new JsonObject
            {
                ["type"] = "table_row",
                ["table_row"] = new JsonObject
                {
                    ["cells"] = Json.ArrayOf(Enumerable.Range(0, width).Select(column => InlineMarkdown.Read(row.ElementAtOrDefault(column) ?? ""))),
                },
            })),
        };
        return new JsonObject { ["type"] = "table", ["table"] = table };
    }
}
