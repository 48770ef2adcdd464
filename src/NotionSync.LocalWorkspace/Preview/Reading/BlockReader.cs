using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace.Preview;

/// <summary>Bodies of pages.</summary>
internal sealed class BlockReader(Look look)
{
    private const int MostDepth = 20;

    private readonly List<ShownHeading> _headings = [];
    private readonly HashSet<string> _open = [];
    private string _within = "";

    public IReadOnlyList<ShownBlock> Of(Container page)
    {
        CollectHeadings(page, 0);
        return Children(page, 0);
    }

    private IReadOnlyList<ShownBlock> Children(Container container, int depth)
    {
        // A synced block may be copied into itself.
        if (!_open.Add(container.Id))
        {
            return [];
        }

        var shown = Inside(container, depth);
        _open.Remove(container.Id);
        return shown;
    }

    private IReadOnlyList<ShownBlock> Inside(Container container, int depth)
    {
        var shown = new List<ShownBlock>();
        foreach (var child in depth > MostDepth ? [] : BlockTree.Children(look.Workspace, container))
        {
            var block = child switch
            {
                Block inner => Block(inner, depth),
                Page page => new ShownBlock(page.Id, "child_page", [], []) { Link = look.Link(page) },
                Database database => Inside(database),
                _ => null,
            };
            if (block is not null)
            {
                shown.Add(block);
            }
        }

        return shown;
    }

    private ShownBlock Block(Block block, int depth)
    {
        var content = block.Content;
        var origin = Origin(block);
        var id = _within + block.Id;
        var within = _within;

        // What a copy shows stands on the page twice; an id may not.
        _within = origin.Id == block.Id ? within : $"{within}{block.Id}-";
        var children = Children(origin, depth + 1);
        _within = within;
        return new ShownBlock(id, block.Type, TextOf(block), children)
        {
            Color = content.Text("color") ?? "default",
            Icon = look.Icon(content["icon"]),
            IsTicked = content.Flag("checked") ?? false,
            IsToggle = block.Type == "toggle" || content.Flag("is_toggleable") == true,
            Language = content.Text("language") ?? "",
            Caption = Spans.Of(content["caption"]),
            Href = look.Picture(content["source"]) ?? PreviewAddress.Outside(content.Text("url")),
            Rows = block.Type == "table" ? RowsOf(block) : [],
            HasColumnHeader = content.Flag("has_column_header") ?? false,
            HasRowHeader = content.Flag("has_row_header") ?? false,
            Share = content.Number("width_ratio"),
            Headings = block.Type == "table_of_contents" ? _headings : [],
            Link = block.Type == "link_to_page" ? LinkTo(content) : null,
        };
    }

    private static IReadOnlyList<ShownSpan> TextOf(Block block) => block.Type switch
    {
        "equation" => Spans.Plain(block.Content.Text("expression") ?? ""),
        "bookmark" or "embed" or "link_preview" => Spans.Plain(block.Content.Text("url") ?? ""),
        "file" or "pdf" or "video" or "audio" => Spans.Plain(block.Content.Text("name") ?? block.Type),
        _ => Spans.Of(block.Content["rich_text"]),
    };

    /// <summary>A copy of a synced block shows what the original holds.</summary>
    private Container Origin(Block block)
    {
        var original = look.Workspace.Blocks.Find(block.Content.Object("synced_from")?.Text("block_id"));
        return original is null || original.Id == block.Id ? block : original;
    }

    private IReadOnlyList<IReadOnlyList<IReadOnlyList<ShownSpan>>> RowsOf(Block table) =>
        [.. BlockTree.Children(look.Workspace, table).OfType<Block>().Select(CellsOf)];

    private static IReadOnlyList<IReadOnlyList<ShownSpan>> CellsOf(Block row) => [.. (row.Content.Array("cells") ?? []).Select(Spans.Of)];

    private ShownLink? LinkTo(JsonObject content) => content.Text("page_id") is { } page
        ? look.Workspace.Pages.Find(page) is { } found ? look.Link(found) : null
        : look.Workspace.Databases.Find(content.Text("database_id")) is { } database ? look.Link(database) : null;

    /// <summary>A linked or inline database shows its first view in the page; any other one is a link.</summary>
    private ShownBlock Inside(Database database) => new(database.Id, "child_database", [], [])
    {
        Link = look.Link(database),
        Database = database.IsInline ? new DatabaseReader(look).Read(database, isInside: true) : null,
    };

    private void CollectHeadings(Container container, int depth)
    {
        foreach (var block in depth > MostDepth ? [] : BlockTree.Children(look.Workspace, container).OfType<Block>())
        {
            if (block.Type.StartsWith("heading_", StringComparison.Ordinal))
            {
                _headings.Add(new ShownHeading($"#{PreviewAddress.Short(block.Id)}", RichText.Plain(block.Content["rich_text"]), block.Type[^1] - '0'));
            }

            CollectHeadings(block, depth + 1);
        }
    }
}
