using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal static class CommentEndpoints
{
    public static ApiAnswer Create(Call call)
    {
        var body = call.Body;
        var comment = new Comment { DiscussionId = "" };
        if (body.Object("parent") is { } parent)
        {
            comment.Parent = parent.Id("page_id") is { } pageId
                ? ParentRef.Page(call.Workspace.Page(pageId).Id)
                : ParentRef.Block(call.Workspace.Container(parent.Id("block_id")!).Id);

            // Comments on one page share one discussion.
            comment.DiscussionId = call.Workspace.Comments.All.FirstOrDefault(other => other.Parent == comment.Parent)?.DiscussionId ?? Ids.New();
        }
        else
        {
            var discussion = body.Id("discussion_id")!;
            var first = call.Workspace.Comments.All.FirstOrDefault(other => other.DiscussionId == discussion) ?? throw ApiException.NotFound("discussion", discussion);
            (comment.Parent, comment.DiscussionId) = (first.Parent, discussion);
        }

        comment.RichText = TextOf(call);
        comment.Attachments = body.Array("attachments") is { } files
            ? Json.ArrayOf(files.Select(file => JsonValue.Create(FileReference.Attached(call, ((JsonObject)file!).Id("file_upload_id")!))))
            : null;
        comment.DisplayName = (JsonObject?)body.Object("display_name")?.DeepClone() ?? new JsonObject { ["type"] = "integration" };
        comment.MarkCreated(call.Now, call.Actor);
        call.Workspace.Comments.Save(comment);
        return Shown(call, comment);
    }

    public static ApiAnswer List(Call call)
    {
        var id = call.QueryId("block_id") ?? throw ApiException.Validation("query failed validation: query.block_id should be defined, instead was `undefined`.");
        call.Workspace.Container(id);
        var comments = call.Workspace.Comments.All.Where(comment => comment.Parent.Id == id).OrderBy(comment => comment.CreatedTime).ToList();
        return Cursor.List(comments, call.Paging, "comment", comment => Shown(call, comment));
    }

    public static ApiAnswer Retrieve(Call call) => Shown(call, call.Workspace.Comment(call.RouteId("comment_id")));

    public static ApiAnswer Update(Call call)
    {
        var comment = Own(call);
        comment.RichText = TextOf(call);
        comment.MarkEdited(call.Now, call.Actor);
        call.Workspace.Comments.Save(comment);
        return Shown(call, comment);
    }

    public static ApiAnswer Delete(Call call)
    {
        var comment = Own(call);
        call.Workspace.Comments.Remove(comment.Id);
        return Shown(call, comment);
    }

    private static Comment Own(Call call)
    {
        var comment = call.Workspace.Comment(call.RouteId("comment_id"));
        return comment.CreatedBy == call.Actor ? comment : throw ApiException.Restricted();
    }

    private static JsonArray TextOf(Call call) => call.Body.Array("rich_text") is { } text
        ? RichText.FromRequest(call.Workspace, text)
        : RichText.FromRequest(call.Workspace, InlineMarkdown.Read(call.Body.Text("markdown") ?? ""));

    private static JsonObject Shown(Call call, Comment comment)
    {
        var json = new JsonObject
        {
            ["object"] = "comment",
            ["id"] = comment.Id,
            ["parent"] = comment.Parent.ToJson(),
            ["discussion_id"] = comment.DiscussionId,
            ["created_time"] = Stamp.Minute(comment.CreatedTime),
            ["last_edited_time"] = Stamp.Minute(comment.LastEditedTime),
            ["created_by"] = Json.Partial("user", comment.CreatedBy),
            ["rich_text"] = comment.RichText.DeepClone(),
            ["display_name"] = new JsonObject
            {
                ["type"] = comment.DisplayName.Text("type"),
                ["resolved_name"] = comment.DisplayName.Object("custom")?.Text("name") ?? call.Workspace.Users.Find(comment.CreatedBy)?.Name,
            },
        };
        if (comment.Attachments is { } files)
        {
            json["attachments"] = Json.ArrayOf(files.Select(id => Attachment(call, id!.AsText())));
        }

        return json;
    }

    private static JsonObject Attachment(Call call, string uploadId)
    {
        var type = call.Workspace.Upload(uploadId).ContentType ?? "";
        var category = type.Split('/')[0] is "image" or "audio" or "video" ? type.Split('/')[0] : type == "application/pdf" ? "pdf" : "productivity";
        return new JsonObject { ["category"] = category, ["file"] = FileAddress.For(call, uploadId) };
    }
}
