using Microsoft.AspNetCore.Http;

namespace NotionSync.LocalWorkspace;

/// <summary>What tests and demos may do beside the API.</summary>
internal sealed class AdminDoor(ServerState state)
{
    private readonly IReadOnlyList<AdminRoute> _routes =
    [
        .. new RequestsDoor(state).Routes,
        .. new FaultsDoor(state.Faults).Routes,
        .. new TokensDoor(state).Routes,
        .. new ClockDoor(state.Clock).Routes,
        .. new PersonDoor(state).Routes,
        .. new TemplatesDoor(state).Routes,
        .. new SnapshotsDoor(state).Routes,
        .. new WebhooksDoor(state).Routes,
    ];

    public async Task HandleAsync(HttpContext context, string path)
    {
        if (!AdminGuard.LetsIn(context))
        {
            context.Response.StatusCode = 403;
            return;
        }

        ApiAnswer answer;
        try
        {
            var body = await RequestBody.ReadAsync(context.Request);
            var (route, name) = Find(context.Request.Method, path.Trim('/'));
            answer = await route.Handle(new AdminCall(name, body), context.RequestAborted);
        }
        catch (ApiException refusal)
        {
            answer = new ApiAnswer(refusal.Status, refusal.ToJson());
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not BadHttpRequestException and not IOException)
        {
            answer = Pipeline.Unexpected(exception);
        }

        await Pipeline.WriteAsync(context, answer);
    }

    private (AdminRoute Route, string Name) Find(string method, string path)
    {
        foreach (var route in _routes)
        {
            if (route.Match(method, path) is { } name)
            {
                return (route, name);
            }
        }

        throw ApiException.InvalidUrl();
    }
}
