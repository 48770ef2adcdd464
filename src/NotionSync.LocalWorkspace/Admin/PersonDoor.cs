using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NotionSync.LocalWorkspace;

/// <summary>What the person of the workspace does in Notion's own window.</summary>
internal sealed class PersonDoor(ServerState state)
{
    public IReadOnlyList<AdminRoute> Routes => [AdminRoute.Of("POST", "person", call => state.Exclusively(() => Act(call.Body)))];

    private JsonObject Act(JsonObject body)
    {
        var call = CallWith(body);
        return body.Text("action") switch
        {
            "edit" => Page(call, page => new PageWrite(call, call.Workspace.SourceOf(page), body.Object("properties")).Apply(page)),
            "trash" => Page(call, page => page.InTrash = true),
            "restore" => Page(call, page => page.InTrash = false),
            "rename" => Page(call, page => page.Set(call.Workspace.SourceOf(page)?.TitleProperty.Id ?? "title", body.Text("title"))),
            "lock" => Page(call, page => page.IsLocked = true),
            "unlock" => Page(call, page => page.IsLocked = false),
            "addRow" => AddRow(call),
            "editBlock" => EditBlock(call),
            "deleteView" => ViewEndpoints.Delete(CallWith(body, "view_id", Id(call, "viewId"))).Body,
            "duplicate" => Duplicate(call),
            "renameDatabase" => RenameDatabase(call),
            "renameProperty" => Schema(call, body.Text("from")!, new JsonObject { ["name"] = body.Text("to") }),
            "addProperty" => Schema(call, body.Text("name")!, body.Object("config")?.DeepClone()),
            "deleteProperty" => Schema(call, body.Text("name")!, null),
            "renameView" => RenameView(call),
            _ => throw ApiException.Body($"body.action should be a known action, instead was `{Shape.Shown(body["action"])}`."),
        };
    }

    private JsonObject AddRow(Call call)
    {
        var request = new JsonObject
        {
            ["parent"] = new JsonObject { ["data_source_id"] = Id(call, "dataSourceId") },
            ["properties"] = call.Body["properties"]?.DeepClone() ?? new JsonObject(),
        };
        return Json.Partial("page", PageEndpoints.Create(CallWith(request)).Body.Text("id")!);
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

    private Call CallWith(JsonObject body, string gap = "", string value = "") =>
        new(state.Workspace, state.Options, new Dictionary<string, string> { [gap] = value }, new QueryCollection(), body)
        {
            Actor = state.Workspace.Settings.PersonId,
            Url = state.Workspace.BaseUrl,
        };

    private static string Id(Call call, string name) => call.Body.Id(name) ?? throw ApiException.Body($"body.{name} should be a valid uuid, instead was `{Shape.Shown(call.Body[name])}`.");

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

    private static JsonObject Schema(Call call, string key, JsonNode? config)
    {
        var source = call.Workspace.DataSource(Id(call, "dataSourceId"));
        SchemaChange.Apply(call, source, new JsonObject { [key] = config });
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
