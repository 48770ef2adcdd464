using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NotionSync.LocalWorkspace;

/// <summary>
/// The OAuth endpoints, as far as a workspace without a page of consent can have them: no code is ever good, tokens are told as active or not,
/// and those that were added at the admin door can be revoked. Any client id and secret is let in.
/// </summary>
internal sealed class OAuthDoor(ServerState state)
{
    public async Task HandleAsync(HttpContext context, string action)
    {
        ApiAnswer answer;
        try
        {
            RequireClient(context.Request);
            var body = await RequestBody.ReadAsync(context.Request);
            answer = context.Request.Method == "POST" ? Answer(action, body) : throw ApiException.InvalidUrl();
        }
        catch (ApiException refusal)
        {
            answer = new ApiAnswer(refusal.Status, refusal.ToJson());
        }

        await Pipeline.WriteAsync(context, answer);
    }

    private static void RequireClient(HttpRequest request)
    {
        const string Scheme = "Basic ";
        var authorization = request.Headers.Authorization.ToString();
        var buffer = new byte[authorization.Length];
        if (!authorization.StartsWith(Scheme, StringComparison.Ordinal)
            || !Convert.TryFromBase64String(authorization[Scheme.Length..], buffer, out var length)
            || Encoding.UTF8.GetString(buffer, 0, length).Split(':', 2) is not [{ Length: > 0 }, { Length: > 0 }])
        {
            throw new ApiException(401, "unauthorized", "The client id and secret are invalid.");
        }
    }

    private JsonObject Answer(string action, JsonObject body) => action switch
    {
        "token" => Token(body),
        "introspect" => Introspected(Given(body)),
        "revoke" => Revoked(Given(body)),
        _ => throw ApiException.InvalidUrl(),
    };

    private static JsonObject Token(JsonObject body)
    {
        var field = body.Text("grant_type") switch
        {
            "authorization_code" => "code",
            "refresh_token" => "refresh_token",
            _ => throw ApiException.Body($"body.grant_type should be `\"authorization_code\"` or `\"refresh_token\"`, instead was `{Shape.Shown(body["grant_type"])}`."),
        };
        throw body.Text(field) is null
            ? ApiException.Body($"body.{field} should be defined, instead was `undefined`.")
            : new ApiException(400, "invalid_grant", $"Invalid {field}: the local workspace gives none. Add a token at its admin door instead.");
    }

    private static string Given(JsonObject body) => body.Text("token") ?? throw ApiException.Body("body.token should be defined, instead was `undefined`.");

    private JsonObject Introspected(string token) => new() { ["active"] = state.Tokens.Find(token) is not null };

    /// <summary>A token that nobody knows is as good as revoked.</summary>
    private JsonObject Revoked(string token) => state.Exclusively(() =>
    {
        switch (state.Tokens.Find(token)?.Grants)
        {
            case Connection connection:
                state.Workspace.Connections.Remove(connection.Id);
                state.Tokens.Learn();
                break;
            case not null:
                throw new ApiException(400, "invalid_request", "Unsupported request: revoke the token of an internal connection.");
            default:
                break;
        }

        return new JsonObject();
    });
}
