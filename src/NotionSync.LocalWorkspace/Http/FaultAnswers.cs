using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NotionSync.LocalWorkspace;

/// <summary>Plays a fault to the client instead of an answer.</summary>
internal static class FaultAnswers
{
    private const string GatewayPage = "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>";

    public static async Task PlayAsync(HttpContext context, ServerState state, Fault fault, ApiAnswer? answer, string path, Route? route)
    {
        void Note(int status) => state.Log.Add(state.Options.Time.GetUtcNow(), context.Request.Method, path, route, status);
        switch (fault.Kind)
        {
            case "reset":
                Note(0);
                context.Abort();
                break;
            case "hang":
                Note(0);
                await HangAsync(context);
                break;
            case "html502":
                Note(502);
                context.Response.StatusCode = 502;
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync(GatewayPage, context.RequestAborted);
                break;
            case "committed503":
                Note(503);
                await Pipeline.WriteAsync(context, Committed(answer, path));
                break;
            default:
                Note(fault.Status);
                await Pipeline.WriteAsync(context, Status(fault));
                break;
        }
    }

    private static async Task HangAsync(HttpContext context)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    /// <summary>The answer of a fault that is a status.</summary>
    public static ApiAnswer Status(Fault fault)
    {
        var data = new JsonObject();
        if (fault.RetryAfter is { } seconds)
        {
            data["retry_after"] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (fault.Reason is not null)
        {
            data["rate_limit_reason"] = fault.Reason;
        }

        var (code, message) = fault.Status switch
        {
            409 => ("conflict_error", "Conflict occurred while saving. Please try again."),
            429 => ("rate_limited", "You have been rate limited. Please try again later."),
            502 => ("bad_gateway", "Bad gateway."),
            503 => ("service_unavailable", "Notion is unavailable. Please try again later."),
            504 => ("gateway_timeout", "Gateway timeout."),
            529 => ("service_overload", "Notion is overloaded. Please try again later."),
            _ => ("internal_server_error", "Unexpected error occurred."),
        };
        var error = new ApiException(fault.Status, fault.Code ?? code, message, data.Count == 0 ? null : data);
        return new ApiAnswer(fault.Status, error.ToJson()) { RetryAfterSeconds = fault.RetryAfter };
    }

    private static ApiAnswer Committed(ApiAnswer? answer, string path)
    {
        var data = new JsonObject
        {
            ["retry_guidance"] = new JsonArray("Do not repeat the request.", "Retrieve the resource to see its current state."),
            ["committed_resource_id"] = answer?.Body.Text("id") ?? path.Split('/').FirstOrDefault(segment => Ids.TryParse(segment, out _)),
            ["elapsed_ms"] = "55012",
            ["deadline_ms"] = "55000",
        };
        if (answer is { Made: > 0 and var made } && answer.Body.Array("results") is { } results)
        {
            data["committed_child_ids"] = Json.ArrayOf(results.Take(made).Select(child => child?["id"]?.DeepClone()));
        }

        var error = new ApiException(503, "service_unavailable",
            "The change was saved, but the response could not be built in time. Do not repeat the request.", data);
        return new ApiAnswer(503, error.ToJson());
    }
}
