using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NotionSync.LocalWorkspace;

internal static class RequestBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static async Task<JsonObject> ReadAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        if (buffer.Length == 0)
        {
            return [];
        }

        if (buffer.Length > NotionLimits.RequestBytes)
        {
            throw ApiException.Validation($"body failed validation: body.length should be ≤ `{NotionLimits.RequestBytes}`, instead was `{buffer.Length}`.");
        }

        try
        {
            return JsonNode.Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), null, Strict) as JsonObject
                ?? throw ApiException.Body("body should be an object.");
        }
        catch (JsonException)
        {
            throw new ApiException(400, "invalid_json", "Error parsing JSON body.");
        }
    }

    public static async Task<SentFile> ReadFileAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (form.Files.GetFile("file") is not { } file)
        {
            throw ApiException.Body("body.file should be defined, instead was `undefined`.");
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        int? part = int.TryParse(form["part_number"], CultureInfo.InvariantCulture, out var number) ? number : null;
        return new SentFile(bytes.ToArray(), file.ContentType, part);
    }
}
