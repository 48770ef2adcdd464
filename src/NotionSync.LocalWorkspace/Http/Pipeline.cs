using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace NotionSync.LocalWorkspace;

/// <summary>The way of an API request: token, version, budget, faults, body, endpoint, answer.</summary>
internal sealed class Pipeline(ServerState state)
{
    public const string Version = "2026-03-11";

    public async Task HandleAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var path = target.Split('?')[0];
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var (route, gaps) = Find(context.Request.Method, segments);
        var now = state.Options.Time.GetUtcNow();
        var fault = default(Fault);
        ApiAnswer answer;
        try
        {
            var seat = Admit(context.Request, route, now);
            fault = route is null ? null : state.Faults.Strike(route.Method, path, route.Path);
            if (fault?.Kind == "slow")
            {
                await Task.Delay(fault.Delay, state.Clock, context.RequestAborted);
                fault = null;
            }

            var taskFault = fault?.Kind is "taskFails" or "taskRetries" ? fault : null;
            fault = taskFault is null ? fault : null;
            if (fault is { IsAfter: false })
            {
                await FaultAnswers.PlayAsync(context, state, fault, null, path, route);
                return;
            }

            answer = route is null ? throw ApiException.InvalidUrl() : await RunAsync(context, seat, route, gaps!, taskFault);
        }
        catch (ApiException refusal)
        {
            answer = new ApiAnswer(refusal.Status, refusal.ToJson());
            if (refusal.AdditionalData?.Text("retry_after") is { } seconds)
            {
                answer = answer with { RetryAfterSeconds = int.Parse(seconds, CultureInfo.InvariantCulture) };
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not BadHttpRequestException and not IOException)
        {
            answer = Unexpected(exception);
        }

        // Nothing is committed by a request that is refused: its refusal is the answer.
        if (fault is not null && (fault.Kind != "committed503" || answer.Status < 300))
        {
            await FaultAnswers.PlayAsync(context, state, fault, answer, path, route);
            return;
        }

        if (state.Options.AnswersFromTheFuture)
        {
            FutureAnswers.Change(answer.Body);
        }

        state.Log.Add(now, context.Request.Method, path, route, answer.Status);
        await WriteAsync(context, answer);
    }

    public static ApiAnswer Unexpected(Exception exception) =>
        new(500, new ApiException(500, "internal_server_error", $"Unexpected error occurred: {exception.Message}").ToJson());

    public static async Task WriteAsync(HttpContext context, ApiAnswer answer)
    {
        var requestId = Ids.New();
        answer.Body["request_id"] = requestId;
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers["x-notion-request-id"] = requestId;
        if (answer.RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        await using (var writer = new Utf8JsonWriter(context.Response.BodyWriter, Json.Written))
        {
            answer.Body.WriteTo(writer, Json.Options);
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static (Route? Route, IReadOnlyDictionary<string, string>? Gaps) Find(string method, string[] segments)
    {
        foreach (var route in Routes.All)
        {
            if (route.Method == method && route.Match(segments) is { } gaps)
            {
                return (route, gaps);
            }
        }

        return (null, null);
    }

    private Seat Admit(HttpRequest request, Route? route, DateTimeOffset now)
    {
        const string Scheme = "Bearer ";
        var authorization = request.Headers.Authorization.ToString();
        var seat = authorization.StartsWith(Scheme, StringComparison.Ordinal) ? state.Tokens.Find(authorization[Scheme.Length..]) : null;
        if (seat is null)
        {
            throw new ApiException(401, "unauthorized", "API token is invalid.");
        }

        var version = request.Headers["Notion-Version"].ToString();
        if (version.Length == 0)
        {
            throw new ApiException(400, "missing_version",
                "Notion-Version header failed validation: Notion-Version header should be defined, instead was `undefined`.");
        }

        if (version != Version)
        {
            throw ApiException.Validation($"Notion-Version header failed validation: Notion-Version header should be `\"{Version}\"`, instead was `\"{version}\"`.");
        }

        Spend(seat.Window, "public_api_request_rate_limit", now);
        Spend(state.WorkspaceWindow, "public_api_space_request_rate_limit", now);
        if (route is not null && state.Tokens.WindowOf(seat, route.Name) is { } window)
        {
            Spend(window, "public_api_endpoint_rate_limit", now);
        }

        return seat;
    }

    private static void Spend(RateWindow window, string reason, DateTimeOffset now)
    {
        var seconds = window.TryTake(now);
        if (seconds > 0)
        {
            throw new ApiException(429, "rate_limited", "You have been rate limited. Please try again later.", new JsonObject
            {
                ["rate_limit_reason"] = reason,
                ["retry_after"] = seconds.ToString(CultureInfo.InvariantCulture),
            });
        }
    }

    private async Task<ApiAnswer> RunAsync(HttpContext context, Seat seat, Route route, IReadOnlyDictionary<string, string> gaps, Fault? taskFault)
    {
        var file = context.Request.HasFormContentType ? await RequestBody.ReadFileAsync(context.Request) : null;
        var body = file is null ? await RequestBody.ReadAsync(context.Request) : [];
        if (route.Name == "POST /v1/databases")
        {
            // Silently dropped by Notion, where properties stand under initial_data_source.
            body.Remove("properties");
        }

        state.Contract.Check(route, body);
        return state.Exclusively(() =>
        {
            if (!seat.Grants.May(route.Capability))
            {
                throw ApiException.Restricted();
            }

            return route.Handle(new Call(state.Workspace, state.Options, gaps, context.Request.Query, body)
            {
                Actor = seat.BotId,
                File = file,
                TaskFault = taskFault,
                Url = state.Workspace.BaseUrl,
            });
        }, seat, route.Capability is Capability.None or Capability.Read or Capability.ReadComments or Capability.Users);
    }
}
