using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>
/// Imports by address. The local workspace asks nobody: files that it serves itself are copied, all others fail as unreachable ones would.
/// An import is pending when it is asked for and done when it is looked at.
/// </summary>
internal static class FileImport
{
    public static string? Address(Call call, string mode, string? name)
    {
        var given = call.Body.Text("external_url");
        if (mode != "external_url")
        {
            return given is null ? null : throw ApiException.Body($"body.external_url should be not present, instead was `\"{given}\"`.");
        }

        if (given is null || name is null)
        {
            throw ApiException.Body($"body.{(given is null ? "external_url" : "filename")} should be defined, instead was `undefined`.");
        }

        return Uri.TryCreate(given, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || IsOwn(call, url))
            ? given
            : throw ApiException.Body($"body.external_url should be an https address, instead was `\"{given}\"`.");
    }

    public static void Finish(Call call, FileUpload upload)
    {
        if (upload.ExternalUrl is null || upload.Status != "pending")
        {
            return;
        }

        call.Workspace.Uploads.Watch(upload);
        var url = new Uri(upload.ExternalUrl);
        var bytes = IsOwn(call, url) ? call.Workspace.Files.Of(url.Segments[^1]) : null;
        upload.Status = bytes is null ? "failed" : "uploaded";
        upload.ImportedTime = call.Now;
        if (bytes is not null)
        {
            call.Workspace.Files.Put(upload.Id, 1, bytes);
            upload.ContentLength = bytes.Length;
        }

        upload.MarkEdited(call.Now, call.Actor);
        call.Workspace.Uploads.Save(upload);
    }

    /// <summary>How it ended; null before.</summary>
    public static JsonObject? Result(FileUpload upload)
    {
        if (upload.ImportedTime is not { } time)
        {
            return null;
        }

        var result = new JsonObject { ["imported_time"] = Stamp.Minute(time), ["type"] = upload.Status == "failed" ? "error" : "success" };
        if (upload.Status != "failed")
        {
            result["success"] = new JsonObject();
            return result;
        }

        result["error"] = new JsonObject
        {
            ["type"] = "download_error",
            ["code"] = "unreachable",
            ["message"] = $"Could not download {upload.ExternalUrl}: the local workspace fetches nothing but files of its own.",
            ["parameter"] = "external_url",
            ["status_code"] = null,
        };
        return result;
    }

    private static bool IsOwn(Call call, Uri url) =>
        url.Authority == call.Workspace.BaseUrl.Authority && url.AbsolutePath.StartsWith("/files/", StringComparison.Ordinal);
}
