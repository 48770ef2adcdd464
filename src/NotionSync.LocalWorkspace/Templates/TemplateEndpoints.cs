using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal static class TemplateEndpoints
{
    public static ApiAnswer List(Call call)
    {
        var source = call.Workspace.DataSource(call.RouteId("data_source_id"));
        var name = call.Query("name") ?? "";
        var found = call.Workspace.Templates.All
            .Where(template => template.DataSourceId == source.Id && template.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(template => template.IsDefault)
            .ThenBy(template => template.Name, StringComparer.Ordinal)
            .ToList();
        var (items, next, hasMore) = Cursor.Page(found, call.Paging);
        return new JsonObject
        {
            ["templates"] = Json.ArrayOf(items.Select(template => new JsonObject { ["id"] = template.Id, ["name"] = template.Name, ["is_default"] = template.IsDefault })),
            ["has_more"] = hasMore,
            ["next_cursor"] = next,
        };
    }
}
