using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>What a notice is in the language of webhooks.</summary>
internal static class WebhookEvents
{
    public static IEnumerable<WebhookEvent> Of(Workspace workspace, ChangeNotice notice) => notice.Changes.SelectMany(change => change.Kind switch
    {
        "page" => Page(workspace, change),
        "database" => Life(change, Parent(workspace, change.Parent)),
        "data_source" => DataSource(workspace, change),
        "view" => View(workspace, change),
        "comment" => Comment(workspace, change),
        "file_upload" => Upload(workspace, change),
        _ => [],
    });

    private static IEnumerable<WebhookEvent> Page(Workspace workspace, ObjectChange change)
    {
        var parent = Parent(workspace, change.Parent);
        foreach (var each in Life(change, parent))
        {
            yield return each;
        }

        if (change.Acts != Acts.None && change.Acts != Acts.Locked && change.Acts != Acts.Unlocked && change.Parent.Kind == "data_source_id")
        {
            yield return With("data_source.content_updated", "data_source", change.Parent.Id, "updated_blocks",
                [new JsonObject { ["id"] = change.Id, ["type"] = "page" }], DataSourceParent(workspace, change.Parent.Id));
        }

        if (change.Acts.HasFlag(Acts.Created))
        {
            yield break;
        }

        if (change.Fields.Count > 0)
        {
            yield return With("page.properties_updated", "page", change.Id, "updated_properties", change.Fields.Select(id => JsonValue.Create(Ids.Encoded(id))), parent);
        }

        if (change.Blocks.Count > 0)
        {
            yield return With("page.content_updated", "page", change.Id, "updated_blocks", change.Blocks.Select(block => new JsonObject { ["id"] = block.Id, ["type"] = "block" }), parent);
        }
    }

    private static IEnumerable<WebhookEvent> DataSource(Workspace workspace, ObjectChange change)
    {
        var parent = DataSourceParent(workspace, change.Id);
        foreach (var each in Life(change, parent))
        {
            yield return each;
        }

        if (change.Columns.Count > 0 && !change.Acts.HasFlag(Acts.Created))
        {
            yield return With("data_source.schema_updated", "data_source", change.Id, "updated_properties",
                change.Columns.Select(column => new JsonObject { ["id"] = Ids.Encoded(column.Id), ["name"] = column.Name, ["action"] = column.Action }), parent);
        }
    }

    private static IEnumerable<WebhookEvent> View(Workspace workspace, ObjectChange change)
    {
        var data = new JsonObject { ["parent"] = Parent(workspace, change.Parent) };
        if (change.Acts.HasFlag(Acts.Created))
        {
            data["view_type"] = change.Detail;
            yield return new WebhookEvent("view.created", "view", change.Id) { Data = data };
        }
        else if (change.Acts.HasFlag(Acts.Removed))
        {
            yield return new WebhookEvent("view.deleted", "view", change.Id) { Data = data };
        }
        else if (change.Fields.Count > 0)
        {
            yield return With("view.updated", "view", change.Id, "updated_fields", change.Fields.Select(field => JsonValue.Create(field)), Parent(workspace, change.Parent));
        }
    }

    private static IEnumerable<WebhookEvent> Comment(Workspace workspace, ObjectChange change)
    {
        var verb = change.Acts.HasFlag(Acts.Created) ? "created" : change.Acts.HasFlag(Acts.Removed) ? "deleted" : "updated";
        var kind = change.Parent.Kind == "page_id" ? "page" : "block";
        var page = kind == "page" ? change.Parent.Id : PageOf(workspace, change.Parent.Id);
        yield return new WebhookEvent($"comment.{verb}", "comment", change.Id)
        {
            IsGathered = false,
            Data = new JsonObject { ["parent"] = new JsonObject { ["id"] = change.Parent.Id, ["type"] = kind }, ["page_id"] = page },
        };
    }

    private static IEnumerable<WebhookEvent> Upload(Workspace workspace, ObjectChange change)
    {
        var verb = change.Acts.HasFlag(Acts.Created) ? "created" : change.Detail switch
        {
            "uploaded" => "completed",
            "expired" => "expired",
            "failed" => "upload_failed",
            _ => null,
        };
        if (verb is not null)
        {
            var result = verb == "upload_failed" && workspace.Uploads.Find(change.Id) is { } upload ? FileImport.Result(upload) : null;
            yield return new WebhookEvent($"file_upload.{verb}", "file_upload", change.Id)
            {
                IsGathered = false,
                Data = result is null ? null : new JsonObject { ["file_import_result"] = result },
            };
        }
    }

    private static IEnumerable<WebhookEvent> Life(ObjectChange change, JsonObject parent)
    {
        foreach (var (act, verb) in ((Acts, string)[])
            [(Acts.Created, "created"), (Acts.Trashed, "deleted"), (Acts.Restored, "undeleted"), (Acts.Moved, "moved"), (Acts.Locked, "locked"), (Acts.Unlocked, "unlocked")])
        {
            if (change.Acts.HasFlag(act))
            {
                yield return new WebhookEvent($"{change.Kind}.{verb}", change.Kind, change.Id)
                {
                    IsGathered = act is not (Acts.Locked or Acts.Unlocked),
                    Data = new JsonObject { ["parent"] = parent.DeepClone() },
                };
            }
        }
    }

    private static WebhookEvent With(string type, string kind, string id, string list, IEnumerable<JsonNode?> items, JsonObject parent) => new(type, kind, id)
    {
        List = list,
        Data = new JsonObject { ["parent"] = parent.DeepClone(), [list] = Json.ArrayOf(items) },
    };

    private static JsonObject DataSourceParent(Workspace workspace, string id) => workspace.DataSources.Find(id) is { } source
        ? Parent(workspace, workspace.DatabaseOf(source).Parent)
        : Parent(workspace, ParentRef.Workspace);

    private static JsonObject Parent(Workspace workspace, ParentRef parent) => parent.Kind switch
    {
        "data_source_id" => new JsonObject { ["id"] = workspace.DataSources.Find(parent.Id)?.DatabaseId ?? parent.Id, ["type"] = "database", ["data_source_id"] = parent.Id },
        "workspace" => new JsonObject { ["id"] = workspace.Settings.WorkspaceId, ["type"] = "space" },
        _ => new JsonObject { ["id"] = parent.Id, ["type"] = parent.Kind[..^"_id".Length] },
    };

    private static string PageOf(Workspace workspace, string blockId)
    {
        Container? at = workspace.Blocks.Find(blockId);
        while (at is Block)
        {
            at = at.Parent.Kind == "page_id" ? workspace.Pages.Find(at.Parent.Id) : workspace.Blocks.Find(at.Parent.Id);
        }

        return at?.Id ?? blockId;
    }
}
