using System.Text;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Writes what a page holds as Markdown. What Markdown cannot say becomes an unknown tag.</summary>
internal sealed class MarkdownWriter(Call call)
{
    private readonly StringBuilder _text = new();

    public List<string> UnknownIds { get; } = [];

    public string Write(Container container)
    {
        Children(container, 0);
        return _text.ToString().TrimEnd('\n');
    }

    /// <summary>What each child is written as, line end included.</summary>
    public IReadOnlyList<(Dated Child, string Text)> WriteEach(Container container)
    {
        var each = new List<(Dated Child, string Text)>();
        Children(container, 0, each);
        return each;
    }

    private void Children(Container container, int level, List<(Dated Child, string Text)>? each = null)
    {
        var number = 0;
        foreach (var child in BlockTree.Children(call.Workspace, container))
        {
            number = child is Block { Type: "numbered_list_item" } ? number + 1 : 0;
            var start = _text.Length;
            One(child, level, number);
            each?.Add((child, _text.ToString(start, _text.Length - start)));
        }
    }

    private void One(Dated item, int level, int number)
    {
        switch (item)
        {
            case Page page:
                Line(level, $"<page url=\"{Urls.Of(page.Id)}\">{InlineMarkdown.Escape(PageTitle.Of(call.Workspace, page))}</page>");
                break;
            case Database database:
                Line(level, $"<database url=\"{Urls.Of(database.Id)}\" inline=\"{(database.IsInline ? "true" : "false")}\">{InlineMarkdown.Escape(database.PlainTitle)}</database>");
                break;
            case Block block:
                Of(block, level, number);
                break;
            default:
                break;
        }
    }

    private void Of(Block block, int level, int number)
    {
        var content = block.Content;
        var text = InlineMarkdown.Write(content.Array("rich_text"));
        var color = Color(content) is { } name ? $" {{color=\"{name}\"}}" : "";
        switch (block.Type)
        {
            case "paragraph":
                Nested(block, level, text.Length == 0 ? "<empty-block/>" : text + color);
                break;
            case "heading_1" or "heading_2" or "heading_3" or "heading_4":
                var shown = content.Flag("is_toggleable") == true ? $" {{toggle=\"true\"{color.Trim(' ', '{', '}') switch { "" => "", var tinted => $" {tinted}" }}}}" : color;
                Nested(block, level, $"{new string('#', block.Type[^1] - '0')} {text}{shown}");
                break;
            case "bulleted_list_item":
                Nested(block, level, $"- {text}{color}");
                break;
            case "numbered_list_item":
                Nested(block, level, $"{number}. {text}{color}");
                break;
            case "to_do":
                Nested(block, level, $"- [{(content.Flag("checked") == true ? "x" : " ")}] {text}{color}");
                break;
            case "quote":
                Nested(block, level, $"> {text}{color}");
                break;
            case "toggle":
                Tagged(block, level, "<details>", "</details>", $"<summary>{text}</summary>");
                break;
            case "callout":
                var icon = content.Object("icon")?.Text("emoji") is { } emoji ? $" icon=\"{emoji}\"" : "";
                Tagged(block, level, $"<callout{icon}{(Color(content) is { } shade ? $" color=\"{shade}\"" : "")}>", "</callout>", text.Length == 0 ? null : "\t" + text);
                break;
            case "column_list":
                Tagged(block, level, "<columns>", "</columns>", null);
                break;
            case "column":
                Tagged(block, level, "<column>", "</column>", null);
                break;
            case "synced_block":
                var original = content.Object("synced_from")?.Text("block_id");
                var tag = original is null ? "synced_block" : "synced_block_reference";
                Tagged(block, level, $"<{tag} url=\"{Urls.Of(original ?? block.Id)}\">", $"</{tag}>", null);
                break;
            case "table":
                Table(block, level);
                break;
            default:
                Leaf(block, level);
                break;
        }
    }

    private void Leaf(Block block, int level)
    {
        var content = block.Content;
        switch (block.Type)
        {
            case "code":
                Line(level, $"```{content.Text("language")}");
                foreach (var line in RichText.Plain(content["rich_text"]).Split('\n'))
                {
                    Line(level, line);
                }

                Line(level, "```");
                break;
            case "divider":
                Line(level, "---");
                break;
            case "equation":
                Line(level, "$$");
                Line(level, content.Text("expression")!);
                Line(level, "$$");
                break;
            case "table_of_contents":
                Line(level, $"<table_of_contents{(Color(content) is { } tint ? $" color=\"{tint}\"" : "")}/>");
                break;
            case "image":
                Line(level, $"![{InlineMarkdown.Write(content.Array("caption"))}]({FileUrl(content)})");
                break;
            case "video" or "audio" or "file" or "pdf":
                Line(level, $"<{block.Type} src=\"{FileUrl(content)}\">{InlineMarkdown.Write(content.Array("caption"))}</{block.Type}>");
                break;
            default:
                UnknownIds.Add(block.Id);
                Line(level, $"<unknown url=\"{Urls.Of(block.Id)}\" alt=\"{block.Type}\"/>");
                break;
        }
    }

    private string FileUrl(JsonObject content)
    {
        var shown = (JsonObject?)FileReference.Shown(call, content["source"]) ?? [];
        return (shown.Object("external") ?? shown.Object("file"))?.Text("url") ?? "";
    }

    private void Table(Block table, int level)
    {
        Line(level, $"<table header-row=\"{(table.Content.Flag("has_column_header") == true ? "true" : "false")}\"{(table.Content.Flag("has_row_header") == true ? " header-column=\"true\"" : "")}>");
        foreach (var row in BlockTree.Children(call.Workspace, table).OfType<Block>())
        {
            Line(level, "<tr>");
            foreach (var cell in row.Content.Array("cells") ?? [])
            {
                Line(level, $"<td>{InlineMarkdown.Write(cell as JsonArray)}</td>");
            }

            Line(level, "</tr>");
        }

        Line(level, "</table>");
    }

    private static string? Color(JsonObject content) =>
        content.Text("color") is { } color and not "default" ? color.Replace("_background", "_bg", StringComparison.Ordinal) : null;

    private void Nested(Block block, int level, string line)
    {
        Line(level, line);
        Children(block, level + 1);
    }

    private void Tagged(Block block, int level, string open, string close, string? first)
    {
        Line(level, open);
        if (first is not null)
        {
            Line(level, first);
        }

        Children(block, level + 1);
        Line(level, close);
    }

    private void Line(int level, string text) => _text.Append('\t', level).Append(text).Append('\n');
}
