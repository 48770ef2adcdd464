using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Makes blocks from a request: everything is checked first, then made.</summary>
internal static class BlockWriting
{
    /// <param name="holder">The type of the block that is to hold them; page for a page.</param>
    /// <param name="tableWidth">Of a holder that is a table and there already.</param>
    public static void Check(Workspace workspace, JsonArray? children, string path, string holder = "page", double? tableWidth = null)
    {
        foreach (var (child, index) in (children ?? []).Select((child, index) => ((JsonObject)child!, index)))
        {
            var type = TypeOf(child);
            var place = $"{path}[{index}].{type}";
            if ((type == "column" && holder != "column_list") || type == "table_row" != (holder == "table"))
            {
                throw ApiException.Body($"{place} should be not present in a {holder}.");
            }

            if (tableWidth is not null && child.Object(type)!.Array("cells")?.Count is var cells && cells != tableWidth)
            {
                throw ApiException.Body($"{place}.cells.length should be equal to table_width `{tableWidth}`, instead was `{cells}`.");
            }

            CheckOne(workspace, type, child.Object(type)!, place);
        }
    }

    /// <summary>Checks what Markdown became: a request takes so many blocks, in whatever form it has them.</summary>
    public static void CheckMarkdown(Workspace workspace, JsonArray blocks, string path)
    {
        if (Count(blocks) is var count && count > NotionLimits.BlocksPerRequest)
        {
            throw ApiException.Body($"{path} should contain ≤ `{NotionLimits.BlocksPerRequest}` blocks in total, instead contained `{count}`.");
        }

        Check(workspace, Json.ArrayOf(blocks.Where(block => TypeOf((JsonObject)block!) != "existing").Select(block => block!.DeepClone())), path);
    }

    /// <returns>The new blocks of the top level.</returns>
    public static List<Block> Append(Call call, Container holder, JsonArray children, int position)
    {
        var made = new List<Block>();
        foreach (var child in children)
        {
            var type = TypeOf((JsonObject)child!);

            // A tag in Markdown that stands for a page or database elsewhere: nothing is made of it.
            if (type == "existing")
            {
                continue;
            }

            var request = ((JsonObject)child!).Object(type)!;
            var block = new Block { Type = type, Parent = holder is Page ? ParentRef.Page(holder.Id) : ParentRef.Block(holder.Id) };
            block.MarkCreated(call.Now, call.Actor);
            BlockContent.Write(call, type, block.Content, request);
            BlockContent.Complete(type, block.Content);
            call.Workspace.Blocks.Save(block);
            holder.Children.Insert(position + made.Count, block.Id);
            made.Add(block);
            if (request.Array("children") is { } inner)
            {
                Append(call, block, inner, 0);
            }
        }

        call.Workspace.Save(holder);
        return made;
    }

    public static string TypeOf(JsonObject block) => block.Text("type") ?? block.First(member => member.Key is not "object").Key;

    private static int Count(JsonArray blocks) =>
        blocks.Sum(block => 1 + (((JsonObject)block!).Object(TypeOf((JsonObject)block!))?.Array("children") is { } children ? Count(children) : 0));

    private static void CheckOne(Workspace workspace, string type, JsonObject content, string path)
    {
        BlockTargets.Check(workspace, type, content);
        var children = content.Array("children");
        switch (type)
        {
            case "table":
                CheckTable(content, children, path);
                break;
            case "column_list" when children is not { Count: >= 2 }:
                throw ApiException.Body($"{path}.children should contain at least two columns, instead contained `{children?.Count ?? 0}`.");
            case "column" when children is not { Count: >= 1 }:
                throw ApiException.Body($"{path}.children should contain at least one block, instead contained `0`.");
            case "heading_1" or "heading_2" or "heading_3" or "heading_4" when children is { Count: > 0 } && content.Flag("is_toggleable") != true:
                throw ApiException.Body($"{path}.children should be not present unless is_toggleable is `true`.");
            default:
                break;
        }

        Check(workspace, children, $"{path}.children", type);
    }

    private static void CheckTable(JsonObject content, JsonArray? rows, string path)
    {
        var width = content.Number("table_width");
        if (rows is not { Count: > 0 })
        {
            throw ApiException.Body($"{path}.children should contain at least one row, instead contained `0`.");
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var cells = ((JsonObject)rows[i]!).Object("table_row")?.Array("cells");
            if (cells is not null && cells.Count != width)
            {
                throw ApiException.Body($"{path}.children[{i}].table_row.cells.length should be equal to table_width `{width}`, instead was `{cells.Count}`.");
            }
        }
    }
}
