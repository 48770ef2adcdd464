using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NotionSync.LocalWorkspace;

/// <summary>Reads Notion-flavoured Markdown into blocks in request form. Tabs nest.</summary>
internal sealed partial class MarkdownReader
{
    private const int MostDepth = 40;

    private readonly IReadOnlyList<string> _lines;
    private int _depth;
    private int _at;

    private MarkdownReader(IReadOnlyList<string> lines, int depth) => (_lines, _depth) = (lines, depth);

    /// <exception cref="ApiException">It nests too deep.</exception>
    public static JsonArray Read(string markdown) => Read(markdown.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n'), 0);

    private static JsonArray Read(IReadOnlyList<string> lines, int depth) => new MarkdownReader(lines, depth).Blocks(0);

    [GeneratedRegex(@"^(?<marks>#{1,6}) (?<text>.*)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^[-*] \[(?<mark>[ xX])\] (?<text>.*)$")]
    private static partial Regex ToDo();

    [GeneratedRegex(@"^[-*+] (?<text>.*)$")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^\d+[.)] (?<text>.*)$")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^!\[(?<caption>[^\]]*)\]\((?<url>[^)\s]+)\)$")]
    private static partial Regex Image();

    [GeneratedRegex("""^<(?<kind>page|database) [^>]*url="(?<url>[^"]*)"[^>]*>(?:(?<title>.*)</\w+>)?$""")]
    private static partial Regex Existing();

    [GeneratedRegex("""^<(?<kind>audio|video|file|pdf) src="(?<url>[^"]*)"[^>]*>(?<caption>[^<]*)(</\w+>)?$""")]
    private static partial Regex Media();

    [GeneratedRegex("""\s*\{(?:color|toggle)="[^"]*"(?:\s+\w+="[^"]*")*\}$""")]
    private static partial Regex Attributes();

    [GeneratedRegex("""(?<name>[\w-]+)="(?<value>[^"]*)"|(?<name>[\w-]+)""")]
    private static partial Regex Attribute();

    private JsonArray Blocks(int level)
    {
        if (_depth >= MostDepth)
        {
            throw ApiException.Validation($"The markdown nests too deep; {MostDepth} levels are the most.");
        }

        _depth++;
        var blocks = new JsonArray();
        while (_at < _lines.Count)
        {
            var line = _lines[_at];
            if (line.Trim().Length == 0)
            {
                _at++;
                continue;
            }

            if (LevelOf(line) < level)
            {
                break;
            }

            blocks.Add(Next(line.Trim(), LevelOf(line)));
        }

        _depth--;
        return blocks;
    }

    private static int LevelOf(string line) => line.Length - line.TrimStart('\t').Length;

    private JsonNode Next(string text, int level)
    {
        if (text.StartsWith("```", StringComparison.Ordinal))
        {
            return Code(text, level);
        }

        if (text == "$$")
        {
            return Block("equation", new JsonObject { ["expression"] = string.Join('\n', Until("$$", level)) });
        }

        if (text.StartsWith('|') && _at + 1 < _lines.Count && _lines[_at + 1].Contains("---", StringComparison.Ordinal))
        {
            return MarkdownTable.FromPipes(TakeWhile(line => line.TrimStart().StartsWith('|')));
        }

        if (text.StartsWith('<') && Tag(text, level) is { } tag)
        {
            return tag;
        }

        _at++;
        return Line(text, level);
    }

    private JsonNode Line(string text, int level)
    {
        if (text is "---" or "***")
        {
            return Block("divider", []);
        }

        if (Image().Match(text) is { Success: true } image)
        {
            return Block("image", File(image.Groups["url"].Value, image.Groups["caption"].Value));
        }

        var (attributes, body) = Split(text);
        if (Heading().Match(body) is { Success: true } heading)
        {
            var content = Text(heading.Groups["text"].Value, attributes);
            var isToggle = attributes.GetValueOrDefault("toggle") == "true";
            content["is_toggleable"] = isToggle;
            return Block($"heading_{Math.Min(4, heading.Groups["marks"].Length)}", isToggle ? WithChildren(content, level) : content);
        }

        if (ToDo().Match(body) is { Success: true } toDo)
        {
            var content = Text(toDo.Groups["text"].Value, attributes);
            content["checked"] = toDo.Groups["mark"].Value is not " ";
            return Block("to_do", WithChildren(content, level));
        }

        var (type, inner) = Bullet().Match(body) is { Success: true } bullet ? ("bulleted_list_item", bullet.Groups["text"].Value)
            : Numbered().Match(body) is { Success: true } numbered ? ("numbered_list_item", numbered.Groups["text"].Value)
            : body.StartsWith('>') ? ("quote", body[1..].TrimStart())
            : ("paragraph", body);
        return Block(type, WithChildren(Text(inner, attributes), level));
    }

    private JsonNode? Tag(string text, int level)
    {
        if (Existing().Match(text) is { Success: true } existing && InlineMarkdown.IdIn().Match(existing.Groups["url"].Value) is { Success: true } id)
        {
            _at++;
            return Block("existing", new JsonObject { ["id"] = id.Value, ["title"] = InlineMarkdown.Plain(existing.Groups["title"].Value) });
        }

        if (Media().Match(text) is { Success: true } media)
        {
            _at++;
            return Block(media.Groups["kind"].Value, File(media.Groups["url"].Value, media.Groups["caption"].Value));
        }

        var name = text[1..].Split(' ', '>', '/')[0];
        var attributes = AttributesOf(text[(name.Length + 1)..].Split('>')[0]);
        switch (name)
        {
            case "empty-block":
                _at++;
                return Block("paragraph", new JsonObject { ["rich_text"] = new JsonArray() });
            case "table_of_contents":
                _at++;
                return Block("table_of_contents", Colored([], attributes));
            case "table":
                return MarkdownTable.FromTags(Until("</table>", level), attributes);
            case "callout":
                return Callout(Until("</callout>", level), attributes);
            case "details":
                return Toggle(Until("</details>", level), attributes);
            case "synced_block":
                return Block("synced_block", Holding(new JsonObject { ["synced_from"] = null }, Read(Until("</synced_block>", level), _depth)));
            case "synced_block_reference" when InlineMarkdown.IdIn().Match(attributes.GetValueOrDefault("url", "")) is { Success: true } original:
                Until("</synced_block_reference>", level);
                return Block("synced_block", new JsonObject { ["synced_from"] = new JsonObject { ["block_id"] = original.Value } });
            case "columns":
                return Columns(Until("</columns>", level));
            default:
                return null;
        }
    }

    private JsonObject Code(string text, int level)
    {
        var lines = Until("```", level, isDedented: true);
        return Block("code", new JsonObject
        {
            ["rich_text"] = Plain(string.Join('\n', lines)),
            ["language"] = CodeLanguages.Of(text[3..].Trim()),
        });
    }

    private JsonObject Callout(IReadOnlyList<string> lines, Dictionary<string, string> attributes)
    {
        var blocks = Read(lines, _depth);
        var content = Colored(new JsonObject { ["rich_text"] = new JsonArray() }, attributes);
        content["icon"] = attributes.TryGetValue("icon", out var icon) ? new JsonObject { ["type"] = "emoji", ["emoji"] = icon } : null;
        if (blocks is [JsonObject first, ..] && first.Object("paragraph") is { } paragraph && paragraph.Array("children") is null)
        {
            content["rich_text"] = paragraph["rich_text"]!.DeepClone();
            blocks.RemoveAt(0);
        }

        return Block("callout", blocks.Count > 0 ? Holding(content, blocks) : content);
    }

    private JsonObject Toggle(IReadOnlyList<string> lines, Dictionary<string, string> attributes)
    {
        var summary = lines.FirstOrDefault(line => line.TrimStart().StartsWith("<summary>", StringComparison.Ordinal));
        var title = summary?.Trim().Replace("<summary>", "", StringComparison.Ordinal).Replace("</summary>", "", StringComparison.Ordinal) ?? "";
        var blocks = Read([.. lines.Where(line => line != summary)], _depth);
        var content = Text(title, attributes);
        return Block("toggle", blocks.Count > 0 ? Holding(content, blocks) : content);
    }

    private JsonObject Columns(IReadOnlyList<string> lines)
    {
        var columns = new JsonArray();
        var inside = new MarkdownReader(lines, _depth);
        while (inside._at < lines.Count)
        {
            if (lines[inside._at].Trim().StartsWith("<column", StringComparison.Ordinal))
            {
                columns.Add(Block("column", Holding([], Read(inside.Until("</column>", LevelOf(lines[inside._at])), _depth))));
            }
            else
            {
                inside._at++;
            }
        }

        return Block("column_list", Holding([], columns));
    }

    /// <summary>The lines up to the closing one, less the indentation they share.</summary>
    private List<string> Until(string end, int level, bool isDedented = false)
    {
        var lines = new List<string>();
        _at++;
        while (_at < _lines.Count && !(_lines[_at].Trim() == end && LevelOf(_lines[_at]) <= level))
        {
            lines.Add(_lines[_at]);
            _at++;
        }

        _at++;
        var shared = isDedented ? level : lines.Where(line => line.Trim().Length > 0).Select(LevelOf).DefaultIfEmpty(0).Min();
        return [.. lines.Select(line => line[Math.Min(shared, LevelOf(line))..])];
    }

    private List<string> TakeWhile(Func<string, bool> belongs)
    {
        var lines = new List<string>();
        while (_at < _lines.Count && belongs(_lines[_at]))
        {
            lines.Add(_lines[_at++]);
        }

        return lines;
    }

    private JsonObject WithChildren(JsonObject content, int level)
    {
        var children = Blocks(level + 1);
        return children.Count > 0 ? Holding(content, children) : content;
    }

    private static (Dictionary<string, string> Attributes, string Body) Split(string text) =>
        Attributes().Match(text) is { Success: true } match ? (AttributesOf(match.Value.Trim(' ', '{', '}')), text[..match.Index]) : ([], text);

    private static Dictionary<string, string> AttributesOf(string text) =>
        Attribute().Matches(text).GroupBy(match => match.Groups["name"].Value).ToDictionary(group => group.Key, group => group.First().Groups["value"].Value);

    private static JsonObject Text(string text, Dictionary<string, string> attributes) =>
        Colored(new JsonObject { ["rich_text"] = InlineMarkdown.Read(text) }, attributes);

    private static JsonObject Colored(JsonObject content, Dictionary<string, string> attributes)
    {
        if (attributes.TryGetValue("color", out var color))
        {
            content["color"] = color.Replace("_bg", "_background", StringComparison.Ordinal);
        }

        return content;
    }

    private static JsonArray Plain(string text) => text.Length == 0 ? [] : [new JsonObject { ["text"] = new JsonObject { ["content"] = text } }];

    private static JsonObject File(string url, string caption) => new()
    {
        ["type"] = "external",
        ["external"] = new JsonObject { ["url"] = url },
        ["caption"] = InlineMarkdown.Read(caption),
    };

    private static JsonObject Holding(JsonObject content, JsonArray children)
    {
        content["children"] = children;
        return content;
    }

    private static JsonObject Block(string type, JsonObject content) => new() { ["type"] = type, [type] = content };
}
