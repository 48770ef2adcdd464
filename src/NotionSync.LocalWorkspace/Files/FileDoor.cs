using Microsoft.AspNetCore.Http;

namespace NotionSync.LocalWorkspace;

/// <summary>Gives uploaded bytes to whoever holds a signed address.</summary>
internal static class FileDoor
{
    public static async Task HandleAsync(HttpContext context, ServerState state, string id)
    {
        var query = context.Request.Query;
        var (upload, bytes) = state.Exclusively(() => FileAddress.IsGood(state.Workspace, id, query["expires"], query["signature"], state.Options.Time.GetUtcNow())
            ? (state.Workspace.Uploads.Find(id), state.Workspace.Files.Of(id))
            : default);
        if (upload is null || bytes is null)
        {
            context.Response.StatusCode = 403;
            return;
        }

        if (context.Request.Headers["Sec-Fetch-Dest"].ToString() is "script" or "style" or "worker" or "sharedworker" or "serviceworker")
        {
            // No page runs what somebody uploaded.
            context.Response.StatusCode = 403;
            return;
        }

        context.Response.ContentType = upload.ContentType ?? "application/octet-stream";

        // Uploads are foreign content: the browser must not take one for a page of this server.
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "sandbox";
        await context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
    }
}
