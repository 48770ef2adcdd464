using System.Text;

namespace NotionSync.LocalWorkspace;

internal static class FileUploadEndpoints
{
    private const int SmallestPart = 5 * 1024 * 1024;

    public static ApiAnswer Create(Call call)
    {
        var body = call.Body;
        var mode = body.Text("mode") ?? "single_part";
        var name = body.Text("filename");
        if (name is not null && Encoding.UTF8.GetByteCount(name) > NotionLimits.FileNameBytes)
        {
            throw ApiException.Body($"body.filename.length should be ≤ `{NotionLimits.FileNameBytes}`, instead was `{Encoding.UTF8.GetByteCount(name)}`.");
        }

        var parts = (int?)body.Number("number_of_parts");
        if (mode == "multi_part" && (parts is null || name is null))
        {
            throw ApiException.Body($"body.{(name is null ? "filename" : "number_of_parts")} should be defined, instead was `undefined`.");
        }

        var external = FileImport.Address(call, mode, name);
        var type = body.Text("content_type") ?? ContentTypes.Of(name);
        if (name is not null && body.Text("content_type") is { } given && !ContentTypes.Fits(name, given))
        {
            throw ApiException.Validation($"Content type {given} does not match the extension of file {name}.");
        }

        var upload = new FileUpload { Mode = mode, FileName = name, ContentType = type, Parts = parts, ExternalUrl = external, ExpiryTime = call.Now + Uploads.Lifetime };
        upload.MarkCreated(call.Now, call.Actor);
        Uploads.ExpireLater(call, upload);
        call.Workspace.Uploads.Save(upload);
        return Uploads.ToJson(call, upload);
    }

    public static ApiAnswer Send(Call call)
    {
        var upload = Pending(call);
        var file = call.File ?? throw ApiException.Body("body.file should be defined, instead was `undefined`.");
        if (file.Bytes.Length > NotionLimits.SinglePartBytes)
        {
            throw ApiException.Validation($"File size {file.Bytes.Length} exceeds the limit of {NotionLimits.SinglePartBytes} bytes for one part.");
        }

        if (upload.Mode == "multi_part")
        {
            SendPart(call, upload, file);
        }
        else
        {
            call.Workspace.Files.Put(upload.Id, 1, file.Bytes);
            upload.ContentType ??= file.ContentType;
            Finish(call, upload);
        }

        call.Workspace.Uploads.Save(upload);
        return Uploads.ToJson(call, upload);
    }

    public static ApiAnswer Complete(Call call)
    {
        var upload = Pending(call);
        if (upload.Mode != "multi_part" || upload.SentParts.Count != upload.Parts)
        {
            throw ApiException.Validation($"Expected {upload.Parts ?? 1} parts to be sent, {upload.SentParts.Count} were.");
        }

        Finish(call, upload);
        call.Workspace.Uploads.Save(upload);
        return Uploads.ToJson(call, upload);
    }

    public static ApiAnswer Retrieve(Call call)
    {
        var upload = call.Workspace.Upload(call.RouteId("file_upload_id"));
        FileImport.Finish(call, upload);
        return Uploads.ToJson(call, upload);
    }

    public static ApiAnswer List(Call call)
    {
        var status = call.Query("status");
        if (status is not (null or "pending" or "uploaded" or "expired" or "failed"))
        {
            throw ApiException.Validation($"query failed validation: query.status should be `pending`, `uploaded`, `expired`, or `failed`, instead was `{status}`.");
        }

        var uploads = call.Workspace.Uploads.All.OrderByDescending(upload => upload.CreatedTime).ToList();
        uploads.ForEach(upload => Uploads.Expire(call.Workspace, upload, call.Now));
        return Cursor.List([.. uploads.Where(upload => status is null || upload.Status == status)], call.Paging, "file_upload", upload => Uploads.ToJson(call, upload));
    }

    private static FileUpload Pending(Call call)
    {
        var upload = call.Workspace.Upload(call.RouteId("file_upload_id"));
        Uploads.Expire(call.Workspace, upload, call.Now);
        return upload.Status == "pending" && upload.ExternalUrl is null ? upload : throw ApiException.Validation($"File upload {upload.Id} has status `{upload.Status}`, expected `pending`.");
    }

    private static void SendPart(Call call, FileUpload upload, SentFile file)
    {
        if (file.PartNumber is not { } part || part < 1 || part > upload.Parts)
        {
            throw ApiException.Body($"body.part_number should be between `1` and `{upload.Parts}`, instead was `{file.PartNumber?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "undefined"}`.");
        }

        if (part != upload.Parts && file.Bytes.Length < SmallestPart)
        {
            throw ApiException.Validation($"Part {part} has {file.Bytes.Length} bytes; all parts but the last need at least {SmallestPart}.");
        }

        call.Workspace.Files.Put(upload.Id, part, file.Bytes);
        if (!upload.SentParts.Contains(part))
        {
            upload.SentParts.Add(part);
        }
    }

    private static void Finish(Call call, FileUpload upload)
    {
        upload.Status = "uploaded";
        upload.ContentLength = call.Workspace.Files.LengthOf(upload.Id);
        upload.ExpiryTime = call.Now + Uploads.Lifetime;
        Uploads.ExpireLater(call, upload);
        upload.MarkEdited(call.Now, call.Actor);
    }
}
