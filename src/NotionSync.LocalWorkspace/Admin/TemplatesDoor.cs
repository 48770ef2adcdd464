using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Templates of data sources, as a person makes them in Notion's own window.</summary>
internal sealed class TemplatesDoor(ServerState state)
{
    public IReadOnlyList<AdminRoute> Routes =>
    [
        AdminRoute.Of("POST", "templates", call => state.Exclusively(() => Add(call.Body))),
        AdminRoute.Of("DELETE", "templates/{id}", call => state.Exclusively(() =>
        {
            state.Workspace.Templates.Remove(call.Name);
            return new JsonObject();
        })),
    ];

    private JsonObject Add(JsonObject body)
    {
        var workspace = state.Workspace;
        var source = workspace.DataSource(body.Id("dataSourceId") ?? throw ApiException.Body("body.dataSourceId should be a valid uuid."));
        var template = new Template
        {
            DataSourceId = source.Id,
            Name = body.Text("name") ?? "New template",
            IsDefault = body.Flag("isDefault") ?? false,
            Properties = (JsonObject?)body.Object("properties")?.DeepClone() ?? [],
            Markdown = body.Text("markdown") ?? "",
        };
        if (template.Properties.FirstOrDefault(value => source.Find(value.Key) is null) is { Key: { } unknown })
        {
            throw ApiException.Validation($"{unknown} is not a property that exists.");
        }

        Check(source, template);

        foreach (var other in workspace.Templates.All.Where(other => template.IsDefault && other.DataSourceId == source.Id && other.IsDefault).ToList())
        {
            workspace.Templates.Watch(other);
            other.IsDefault = false;
            workspace.Templates.Save(other);
        }

        return Json.Partial("template", workspace.Templates.Save(template).Id);
    }

    /// <summary>What is wrong with it is told now; once a page waits for its content, nobody would hear.</summary>
    private void Check(DataSource source, Template template)
    {
        var page = new JsonObject { ["parent"] = new JsonObject { ["data_source_id"] = source.Id }, ["properties"] = template.Properties.DeepClone() };
        state.Contract.Check("POST /v1/pages", page);
        _ = new PageWrite(state.AsPerson(page), source, page.Object("properties"));
        BlockWriting.CheckMarkdown(state.Workspace, MarkdownReader.Read(template.Markdown), "body.markdown");
    }
}
