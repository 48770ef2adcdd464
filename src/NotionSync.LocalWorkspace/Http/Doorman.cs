using Microsoft.AspNetCore.Http;
using NotionSync.LocalWorkspace.Preview;

namespace NotionSync.LocalWorkspace;

/// <summary>Sends a request to the API, the admin door, the files or the preview.</summary>
internal sealed class Doorman(ServerState state, PreviewDoor preview)
{
    private readonly Pipeline _api = new(state);
    private readonly AdminDoor _admin = new(state);
    private readonly OAuthDoor _oauth = new(state);

    public Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/_admin", StringComparison.Ordinal, out var action))
        {
            return _admin.HandleAsync(context, action.Value ?? "");
        }

        if (!Origins.IsOwnName(context.Request, state.Options.Host))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return Task.CompletedTask;
        }

        if (context.Request.Path.StartsWithSegments("/v1/oauth", StringComparison.Ordinal, out var grant))
        {
            return _oauth.HandleAsync(context, (grant.Value ?? "").Trim('/'));
        }

        return context.Request.Path.StartsWithSegments("/files", StringComparison.Ordinal, out var file)
            ? FileDoor.HandleAsync(context, state, (file.Value ?? "").Trim('/'))
            : PreviewDoor.IsFor(context.Request) ? preview.HandleAsync(context) : _api.HandleAsync(context);
    }
}
