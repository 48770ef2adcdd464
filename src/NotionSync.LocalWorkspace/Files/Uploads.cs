using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal static class Uploads
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Notes that nobody used it in time, and keeps that.</summary>
    public static void Expire(Workspace workspace, FileUpload upload, DateTimeOffset now)
    {
        if (upload.ExpiryTime <= now && upload.Status is "pending" or "uploaded" && !upload.IsAttached)
        {
            workspace.Uploads.Watch(upload);
            upload.Status = "expired";
            workspace.Uploads.Save(upload);
        }
    }

    /// <summary>Lets it expire at its time, whether or not somebody looks.</summary>
    public static void ExpireLater(Call call, FileUpload upload) => call.Workspace.Later.At(upload.ExpiryTime ?? call.Now + Lifetime, new LaterWork(call.Actor, now =>
    {
        if (call.Workspace.Uploads.Find(upload.Id) is { } there)
        {
            Expire(call.Workspace, there, now);
        }
    }));

    public static JsonObject ToJson(Call call, FileUpload upload)
    {
        Expire(call.Workspace, upload, call.Now);
        var json = new JsonObject
        {
            ["object"] = "file_upload",
            ["id"] = upload.Id,
            ["created_time"] = Stamp.Minute(upload.CreatedTime),
            ["created_by"] = new JsonObject { ["id"] = upload.CreatedBy, ["type"] = "bot" },
            ["last_edited_time"] = Stamp.Minute(upload.LastEditedTime),
            ["in_trash"] = false,
            ["expiry_time"] = upload.ExpiryTime is { } expiry ? Stamp.Minute(expiry) : null,
            ["status"] = upload.Status,
            ["filename"] = upload.FileName,
            ["content_type"] = upload.ContentType,
            ["content_length"] = upload.ContentLength,
        };
        if (FileImport.Result(upload) is { } result)
        {
            json["file_import_result"] = result;
        }

        if (upload.Status == "pending" && upload.ExternalUrl is null)
        {
            json["upload_url"] = new Uri(call.Workspace.BaseUrl, $"v1/file_uploads/{upload.Id}/send").ToString();
            if (upload.Mode == "multi_part")
            {
                json["complete_url"] = new Uri(call.Workspace.BaseUrl, $"v1/file_uploads/{upload.Id}/complete").ToString();
                json["number_of_parts"] = new JsonObject { ["total"] = upload.Parts, ["sent"] = upload.SentParts.Count };
            }
        }

        return json;
    }
}
