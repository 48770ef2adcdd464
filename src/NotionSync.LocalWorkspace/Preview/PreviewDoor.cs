using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using NotionSync.LocalWorkspace.Preview.Components;

namespace NotionSync.LocalWorkspace.Preview;

/// <summary>The web preview: what staff would see in Notion, read and written as the workspace's person.</summary>
internal sealed class PreviewDoor(ServerState state, PageRenderer renderer, CancellationToken stopping)
{
    private readonly PreviewActs _acts = new(state);

    public static bool IsFor(HttpRequest request) => request.Path.Value!.Split('/')[1] is "" or "p" or "d" or "search" or "preview";

    public async Task HandleAsync(HttpContext context)
    {
        PreviewGuard.Harden(context.Response);
        var segments = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var answer = (context.Request.Method, segments) switch
        {
            ("GET", []) => ShowFrontAsync(context),
            ("GET", ["preview", "assets", ..]) => GiveAssetAsync(context, string.Join('/', segments[2..])),
            ("GET", ["preview", "events"]) => ListenAsync(context),
            ("GET", ["preview", "activity"]) => ShowActivityAsync(context),
            ("GET", ["preview", "candidates", var property, var source]) => OfferAsync(context, source, property),
            ("POST", ["preview", "acts"]) => ActAsync(context),
            ("GET", _) => ShowAsync(context, segments),
            _ => RefuseAsync(context, StatusCodes.Status405MethodNotAllowed),
        };
        await answer;
    }

    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static async Task GiveAssetAsync(HttpContext context, string name)
    {
        if (Bundle.Find(name) is not { } asset)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        // An address with the right version never changes what it gives; one without must be asked again.
        var tag = $"\"{asset.Version}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = context.Request.QueryString.Value == $"?{asset.Version}" ? "max-age=31536000, immutable" : "no-cache";
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = asset.ContentType;
        await context.Response.Body.WriteAsync(asset.Bytes, context.RequestAborted);
    }

    private Task ShowFrontAsync(HttpContext context)
    {
        context.Response.Redirect(state.Exclusively(() => PreviewAddress.Page(new SidebarReader(LookAt(context)).FrontPage), isReading: true));
        return Task.CompletedTask;
    }

    private async Task ShowAsync(HttpContext context, string[] segments)
    {
        var (status, (page, sidebar)) = state.Exclusively(() => Read(LookAt(context), segments), isReading: true);
        context.Response.StatusCode = status;
        var parameters = new Dictionary<string, object?> { [nameof(Document.Page)] = page, [nameof(Document.Around)] = sidebar };
        await WriteAsync(context, await renderer.DrawAsync<Document>(parameters));
    }

    /// <summary>One page that cannot be drawn says so, and leaves the way to all others.</summary>
    private static (int Status, (ShownPage Page, ShownSidebar Sidebar) Shown) Read(Look look, string[] segments)
    {
        try
        {
            return PreviewPages.Read(look, segments) is { } found
                ? (StatusCodes.Status200OK, found)
                : (StatusCodes.Status404NotFound, PreviewPages.Fault(look, "Not here", "There is no such page. It may have been removed, or belong to another workspace."));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return (StatusCodes.Status500InternalServerError, PreviewPages.Fault(look, "Cannot be shown", $"Something in this page cannot be drawn: {exception.Message}"));
        }
    }

    private async Task ShowActivityAsync(HttpContext context) =>
        await DrawAsync<ActivityPanel>(context, nameof(ActivityPanel.Shown), await ActivityReader.ReadAsync(state, context.RequestAborted));

    private async Task ListenAsync(HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await PreviewEvents.SendAsync(context, state, end.Token);
    }

    /// <summary>Rows that a relation can take, for its editor.</summary>
    private async Task OfferAsync(HttpContext context, string source, string property)
    {
        var candidates = state.Exclusively(() => CandidateReader.Read(LookAt(context), source, property), isReading: true);
        await WriteJsonAsync(context, JsonSerializer.SerializeToUtf8Bytes(candidates, PreviewJson.Default.IReadOnlyListShownCandidate));
    }

    private async Task ActAsync(HttpContext context)
    {
        if (!PreviewGuard.MayAct(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        JsonObject answer;
        try
        {
            answer = _acts.Act(await RequestBody.ReadAsync(context.Request));
        }
        catch (ApiException refusal)
        {
            context.Response.StatusCode = refusal.Status;
            answer = new JsonObject { ["message"] = refusal.Message };
        }

        await WriteJsonAsync(context, JsonSerializer.SerializeToUtf8Bytes(answer, Json.Options));
    }

    private static async Task WriteJsonAsync(HttpContext context, byte[] json)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }

    private async Task DrawAsync<TComponent>(HttpContext context, string parameter, object value) where TComponent : IComponent =>
        await WriteAsync(context, await renderer.DrawAsync<TComponent>(new Dictionary<string, object?> { [parameter] = value }));

    private static async Task WriteAsync(HttpContext context, string html)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(html, context.RequestAborted);
    }

    private Look LookAt(HttpContext context)
    {
        var workspace = state.Workspace;
        var call = new Call(workspace, state.Options, new Dictionary<string, string>(), context.Request.Query, [])
        {
            Actor = workspace.Settings.PersonId,
            Url = workspace.BaseUrl,
        };
        return new Look(call, context.Request.Query.ToDictionary(wish => wish.Key, wish => wish.Value.ToString()));
    }
}
