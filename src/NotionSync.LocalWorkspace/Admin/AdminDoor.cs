using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NotionSync.LocalWorkspace;

/// <summary>What tests and demos may do beside the API. Open to this machine only, and to no web page from elsewhere.</summary>
internal sealed class AdminDoor(ServerState state)
{
    public async Task HandleAsync(HttpContext context, string action)
    {
        if (!IsLocal(context))
        {
            context.Response.StatusCode = 403;
            return;
        }

        ApiAnswer answer;
        try
        {
            var body = await RequestBody.ReadAsync(context.Request);
            answer = Act($"{context.Request.Method} {action}", body);
        }
        catch (ApiException refusal)
        {
            answer = new ApiAnswer(refusal.Status, refusal.ToJson());
        }

        await Pipeline.WriteAsync(context, answer);
    }

    private static bool IsLocal(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        return context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
            && IsLoopback(context.Request.Host.Host)
            && (origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var url) && url.Authority == context.Request.Host.Value));
    }

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private JsonObject Act(string action, JsonObject body)
    {
        switch (action)
        {
            case "GET /requests":
                return state.Log.ToJson();
            case "POST /requests/reset":
                state.Log.Reset();
                return [];
            case "POST /faults":
                state.Faults.Add(Fault.From(body));
                return [];
            case "DELETE /faults":
                state.Faults.Clear();
                return [];
            case "POST /budget":
                state.TokenWindow.Budget = (int?)body.Number("requestsPerMinute") ?? state.TokenWindow.Budget;
                return [];
            case "POST /share":
                return state.Exclusively(() => Share(body));
            case "POST /capabilities":
                return state.Exclusively(() => Allow(body));
            case "POST /person":
                return state.Exclusively(() => new PersonActions(state).Act(body));
            default:
                throw ApiException.InvalidUrl();
        }
    }

    private JsonObject Share(JsonObject body)
    {
        state.Workspace.Settings.IsUnshared = body.Flag("shared") == false;
        state.Workspace.SettingsTable.Save(state.Workspace.Settings);
        return [];
    }

    private JsonObject Allow(JsonObject body)
    {
        var settings = state.Workspace.Settings;
        foreach (var (name, capability) in ((string, Capability)[])
            [("read", Capability.Read), ("insert", Capability.Insert), ("update", Capability.Update), ("readComments", Capability.ReadComments), ("insertComments", Capability.InsertComments)])
        {
            var given = body.Flag(name) ?? (name.EndsWith("Comments", StringComparison.Ordinal) ? body.Flag("comments") : null);
            if (given is { } isAllowed)
            {
                settings.Withheld.Remove(capability);
                settings.Withheld.AddRange(isAllowed ? [] : [capability]);
            }
        }

        state.Workspace.SettingsTable.Save(settings);
        return [];
    }
}
