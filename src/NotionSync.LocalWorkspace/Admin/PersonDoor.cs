using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>What the person of the workspace does in Notion's own window.</summary>
internal sealed class PersonDoor(ServerState state)
{
    public IReadOnlyList<AdminRoute> Routes => [AdminRoute.Of("POST", "person", call => state.Exclusively(() => Act(call.Body)))];

    private JsonObject Act(JsonObject body)
    {
        var call = state.AsPerson(body);
        return body.Text("action") switch
        {
            "edit" => Page(call, page => Edit(call, page)),
            "trash" => Page(call, page => page.InTrash = true),
            "restore" => Page(call, page => page.InTrash = false),
            "rename" => Page(call, page => page.Set(call.Workspace.SourceOf(page)?.TitleProperty.Id ?? "title", body.Text("title"))),
            "lock" => Page(call, page => page.IsLocked = true),
            "unlock" => Page(call, page => page.IsLocked = false),
            "addRow" => AddRow(call),
            "editBlock" => EditBlock(call),
            "deleteView" => ViewEndpoints.Delete(state.AsPerson(body, "view_id", Id(call, "viewId"))).Body,
            "duplicate" => Duplicate(call),
            "renameDatabase" => RenameDatabase(call),
            "renameProperty" => Schema(call, Text(call, "from"), new JsonObject { ["name"] = Text(call, "to") }),
            "addProperty" => AddProperty(call),
            "deleteProperty" => Schema(call, Text(call, "name"), null),
            "renameView" => RenameView(call),
            _ => throw ApiException.Body($"body.action should be a known action, instead was `{Shape.Shown(body["action"])}`."),
        };
    }

    private void Edit(Call call, Page page)
    {
        var change = new JsonObject { ["properties"] = call.Body["properties"]?.DeepClone() ?? new JsonObject() };
        state.Contract.Check("PATCH /v1/pages/{page_id}", change);
        new PageWrite(call, call.Workspace.SourceOf(page), change.Object("properties")).Apply(page);
    }

    private JsonObject AddRow(Call call)
    {
        var request = new JsonObject
        {
            ["parent"] = new JsonObject { ["data_source_id"] = Id(call, "dataSourceId") },
            ["properties"] = call.Body["properties"]?.DeepClone() ?? new JsonObject(),
        };
        state.Contract.Check("POST /v1/pages", request);
        return Json.Partial("page", PageEndpoints.Create(state.AsPerson(request)).Body.Text("id")!);
    }

    private static JsonObject EditBlock(Call call)
    {
        var block = call.Workspace.Blocks.Find(Id(call, "blockId")) ?? throw ApiException.NotFound("block", Id(call, "blockId"));
        if (call.Body.Text("text") is { } text)
        {
            block.Content["rich_text"] = RichText.FromPlain(text);
        }
        else if (call.Body.Flag("checked") is { } isChecked)
        {
            block.Content["checked"] = isChecked;
        }
        else
        {
            throw ApiException.Body("body.text or body.checked should be defined, instead was `undefined`.");
        }

        block.MarkEdited(call.Now, call.Actor);
        call.Workspace.Blocks.Save(block);
        BlockTree.TouchPage(call, block);
        return Json.Partial("block", block.Id);
    }

    private static string Id(Call call, string name) => call.Body.Id(name) ?? throw ApiException.Body($"body.{name} should be a valid uuid, instead was `{Shape.Shown(call.Body[name])}`.");

    private static string Text(Call call, string name) => call.Body.Text(name) is { Length: > 0 } text
        ? text
        : throw ApiException.Body($"body.{name} should be a non-empty string, instead was `{Shape.Shown(call.Body[name])}`.");

    private static JsonObject Page(Call call, Action<Page> change)
    {
        var id = Id(call, "pageId");
        var page = call.Workspace.Pages.Find(id) ?? throw ApiException.NotFound("page", id);
        change(page);
        page.MarkEdited(call.Now, call.Actor);
        call.Workspace.Pages.Save(page);
        return new JsonObject { ["id"] = page.Id };
    }

    private static JsonObject Duplicate(Call call)
    {
        var workspace = call.Workspace;
        var original = workspace.Page(Id(call, "pageId"));
        var source = workspace.SourceOf(original) ?? throw ApiException.Validation("Only rows can be duplicated.");
        var copy = new Page { Parent = original.Parent, Sequence = workspace.NextSequence(), Icon = original.Icon?.DeepClone(), Cover = original.Cover?.DeepClone() };
        copy.MarkCreated(call.Now, call.Actor);
        foreach (var (property, value) in original.Values)
        {
            copy.Values[property] = value?.DeepClone();
        }

        copy.UniqueNumber = ++source.LastUniqueNumber;
        workspace.Pages.Save(copy);
        workspace.DataSources.Save(source);
        workspace.IndexRow(copy);
        foreach (var relation in source.Properties.Where(property => property.Relation is not null))
        {
            RelationWrite.Set(call, source, relation, copy, [.. workspace.Links.Of(Links.Key(source, relation), original.Id)]);
        }

        return new JsonObject { ["id"] = copy.Id };
    }

    private static JsonObject RenameDatabase(Call call)
    {
        var database = call.Workspace.Database(Id(call, "databaseId"));
        database.Title = RichText.FromPlain(call.Body.Text("title") ?? "");
        database.MarkEdited(call.Now, call.Actor);
        call.Workspace.Databases.Save(database);
        return new JsonObject { ["id"] = database.Id };
    }

    private JsonObject AddProperty(Call call) =>
        Schema(call, Text(call, "name"), call.Body.Object("config")?.DeepClone() ?? throw ApiException.Body("body.config should be an object, instead was `undefined`."));

    private JsonObject Schema(Call call, string key, JsonNode? config)
    {
        var source = call.Workspace.DataSource(Id(call, "dataSourceId"));
        var change = new JsonObject { [key] = config };
        state.Contract.Check("PATCH /v1/data_sources/{data_source_id}", new JsonObject { ["properties"] = change.DeepClone() });
        SchemaChange.Apply(call, source, change);
        return new JsonObject { ["id"] = source.Id };
    }

    private static JsonObject RenameView(Call call)
    {
        var view = call.Workspace.View(Id(call, "viewId"));
        view.Name = call.Body.Text("name") ?? view.Name;
        view.MarkEdited(call.Now, call.Actor);
        call.Workspace.Views.Save(view);
        return new JsonObject { ["id"] = view.Id };
    }
}
