using Microsoft.AspNetCore.Http;

namespace NotionSync.LocalWorkspace;

/// <summary>Sends a request to the API, the admin door or the files.</summary>
internal sealed class Doorman(ServerState state)
{
    private readonly Pipeline _api = new(state);
    private readonly AdminDoor _admin = new(state);

    public Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/_admin", StringComparison.Ordinal, out var action))
        {
            return _admin.HandleAsync(context, action.Value ?? "");
        }

        return context.Request.Path.StartsWithSegments("/files", StringComparison.Ordinal, out var file)
            ? FileDoor.HandleAsync(context, state, (file.Value ?? "").Trim('/'))
            : _api.HandleAsync(context);
    }
}
