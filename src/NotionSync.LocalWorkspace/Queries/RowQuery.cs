using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Rows of a data source, filtered, sorted and cut off where Notion ends a query.</summary>
internal static class RowQuery
{
    public static (IReadOnlyList<Page> Rows, bool IsCapped) Run(Call call, Cells cells, DataSource source, JsonObject? filter, JsonArray? sorts, bool inTrash = false, int most = int.MaxValue)
    {
        var test = new RowFilter(cells, source, call.Actor).Compile(filter);
        var rows = new List<Page>();

        // Without a lag nothing is hidden, not even rows whose time a clock that ran ahead has set.
        var horizon = call.Options.QueryLag > TimeSpan.Zero ? call.Now - call.Options.QueryLag : DateTimeOffset.MaxValue;
        foreach (var row in Ordered(call, source))
        {
            var page = row.AsOf(call.Now);
            if (page.InTrash == inTrash && !page.IsArchived && page.CreatedTime <= horizon && test(page))
            {
                rows.Add(page);
            }
        }

        IReadOnlyList<Page> sorted = sorts is { Count: > 0 } ? new RowOrder(cells, source).Sort(rows, sorts, Math.Min(most, call.Options.QueryRows)) : rows;
        return sorted.Count > call.Options.QueryRows ? ([.. sorted.Take(call.Options.QueryRows)], true) : (sorted, false);
    }

    public static void MarkCapped(JsonObject answer, bool isCapped)
    {
        if (isCapped && answer.Flag("has_more") == false)
        {
            answer["request_status"] = new JsonObject { ["type"] = "incomplete", ["incomplete_reason"] = "query_result_limit_reached" };
        }
    }

    private static IEnumerable<Page> Ordered(Call call, DataSource source)
    {
        var rows = call.Workspace.RowsOf(source.Id);
        if (call.Options.OldestFirst)
        {
            return rows;
        }

        return Enumerable.Range(1, rows.Count).Select(back => rows[^back]);
    }
}
