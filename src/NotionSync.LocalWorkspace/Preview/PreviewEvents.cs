using System.Text;
using Microsoft.AspNetCore.Http;

namespace NotionSync.LocalWorkspace.Preview;

/// <summary>Tells open pages that something changed, as server-sent events. What changed they read anew.</summary>
internal static class PreviewEvents
{
    private static readonly byte[] Hello = Encoding.ASCII.GetBytes("event: hello\ndata: {}\n\n");

    public static async Task SendAsync(HttpContext context, ServerState state, CancellationToken cancellationToken)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        using var subscription = state.Subscribe();
        try
        {
            await context.Response.Body.WriteAsync(Hello, cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
            await foreach (var notice in subscription.Notices.ReadAllAsync(cancellationToken))
            {
                await context.Response.Body.WriteAsync(Encoding.ASCII.GetBytes($"event: change\ndata: {{\"sequence\":{notice.Sequence}}}\n\n"), cancellationToken);
                await context.Response.Body.FlushAsync(cancellationToken);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The page was closed, or the server stops: there is nobody to tell any more.
            context.Abort();
        }
    }
}
