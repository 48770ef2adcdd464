using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Icons, covers, files and media: external addresses, or uploads that are shown with a signed address.</summary>
internal static class FileReference
{
    /// <summary>Request form to stored form. An upload is attached by it.</summary>
    public static JsonNode? Stored(Call call, JsonNode? request)
    {
        if (request is not JsonObject json)
        {
            return null;
        }

        if (json.Object("file_upload") is { } upload)
        {
            return new JsonObject { ["type"] = "file_upload", ["file_upload"] = new JsonObject { ["id"] = Attached(call, upload.Id("id")!) } };
        }

        var type = json.Text("type") ?? json.First(member => member.Key is not ("name" or "caption")).Key;
        return new JsonObject { ["type"] = type, [type] = json[type]?.DeepClone() };
    }

    /// <summary>An uploaded file that may be attached.</summary>
    public static string Attached(Call call, string id)
    {
        var upload = call.Workspace.Upload(id);
        Uploads.Expire(call.Workspace, upload, call.Now);
        if (upload.Status != "uploaded")
        {
            throw ApiException.Validation($"File upload {id} has status `{upload.Status}` and cannot be attached.");
        }

        upload.IsAttached = true;
        upload.ExpiryTime = null;
        call.Workspace.Uploads.Save(upload);
        return id;
    }

    /// <summary>Stored form to answer form.</summary>
    public static JsonNode? Shown(Call call, JsonNode? stored)
    {
        if (stored is JsonObject json && json.Object("file_upload") is { } upload)
        {
            return new JsonObject { ["type"] = "file", ["file"] = FileAddress.For(call, upload.Text("id")!) };
        }

        return stored?.DeepClone();
    }
}
