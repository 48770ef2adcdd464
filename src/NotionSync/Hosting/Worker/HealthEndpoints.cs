using NotionSync.Abstractions;

namespace NotionSync.Hosting.Worker;

/// <summary><c>/healthz</c>: the process is alive. <c>/readyz</c>: the state store opens and the last contact with Notion was well.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", (HttpContext http) => AnswerAsync(http, null));
        routes.MapGet("/readyz", async (HttpContext http) => await AnswerAsync(http, await WhyNotReadyAsync(http.RequestServices, http.RequestAborted)));
    }

    private static async Task<string?> WhyNotReadyAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            await services.GetRequiredService<WorkspaceSession>().State.ReadNoteAsync("workspace", cancellationToken);
        }
        catch (StateException exception)
        {
            return exception.Message;
        }

        return services.GetRequiredService<Readiness>().WhyNot;
    }

    private static Task AnswerAsync(HttpContext http, string? fault)
    {
        http.Response.StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync((fault ?? "ok") + "\n", http.RequestAborted);
    }
}
