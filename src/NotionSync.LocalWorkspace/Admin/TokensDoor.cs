using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Tokens: more of them, what each may do and see, and how much it may ask. Without a name the default token is meant.</summary>
internal sealed class TokensDoor(ServerState state)
{
    private static readonly (string Name, Capability[] Capabilities)[] Names =
    [
        ("read", [Capability.Read]),
        ("insert", [Capability.Insert]),
        ("update", [Capability.Update]),
        ("comments", [Capability.ReadComments, Capability.InsertComments]),
        ("readComments", [Capability.ReadComments]),
        ("insertComments", [Capability.InsertComments]),
        ("users", [Capability.Users]),
        ("emails", [Capability.Emails]),
    ];

    public IReadOnlyList<AdminRoute> Routes =>
    [
        AdminRoute.Of("GET", "tokens", _ => new JsonObject { ["tokens"] = Json.ArrayOf(state.Exclusively(() => state.Tokens.All.Select(Shown).ToList())) }),
        AdminRoute.Of("POST", "tokens", call => state.Exclusively(() => Add(call.Body))),
        AdminRoute.Of("DELETE", "tokens/{name}", call => state.Exclusively(() => Remove(call.Name))),
        AdminRoute.Of("POST", "share", call => Change(call.Body, Share)),
        AdminRoute.Of("POST", "capabilities", call => Change(call.Body, Allow)),
        AdminRoute.Of("POST", "budget", call => Budget(call.Body)),
    ];

    private static JsonObject Shown(Seat seat) => new()
    {
        ["name"] = seat.Name,
        ["token"] = seat.Token,
        ["bot_id"] = seat.BotId,
        ["requestsPerMinute"] = seat.Window.Budget,
        ["capabilities"] = new JsonObject(Names.Where(each => each.Name != "comments").Select(each => KeyValuePair.Create(each.Name, (JsonNode?)JsonValue.Create(Array.TrueForAll(each.Capabilities, seat.Grants.May))))),
        ["shared"] = seat.Grants.IsUnshared ? new JsonArray() : seat.Grants.SharedRoots is { } roots ? Json.ArrayOf(roots.Select(id => JsonValue.Create(id))) : JsonValue.Create("everything"),
    };

    private JsonObject Add(JsonObject body)
    {
        var name = body.Text("name") ?? throw ApiException.Body("body.name should be defined, instead was `undefined`.");
        var token = body.Text("token") ?? $"ntn_{RandomNumberGenerator.GetHexString(46, lowercase: true)}";
        if (state.Tokens.Find(token) is not null || state.Tokens.All.Any(seat => seat.Name == name))
        {
            throw ApiException.Validation($"There is a token '{name}', or one with the same secret, already.");
        }

        var bot = state.Workspace.Users.Save(new User { Name = name, IsBot = true });
        var connection = new Connection { Token = token, Name = name, BotId = bot.Id, RequestsPerMinute = (int?)body.Number("requestsPerMinute") };
        Share(connection, body);
        Allow(connection, body.Object("capabilities") ?? []);
        state.Workspace.Connections.Save(connection);
        state.Tokens.Learn();
        return Shown(state.Tokens.Named(name));
    }

    private JsonObject Remove(string name)
    {
        var connection = state.Tokens.Named(name).Grants as Connection ?? throw ApiException.Validation("The default token cannot be removed.");
        state.Workspace.Connections.Remove(connection.Id);
        state.Tokens.Learn();
        return [];
    }

    private JsonObject Change(JsonObject body, Action<Grants, JsonObject> change) => state.Exclusively(() =>
    {
        var seat = state.Tokens.Named(body.Text("name"));
        if (state.Workspace.Connections.Find(seat.Grants.Id) is { } connection)
        {
            change(connection, body);
            state.Workspace.Connections.Save(connection);
        }
        else
        {
            var settings = state.Workspace.Settings;
            change(settings, body);
            state.Workspace.SettingsTable.Save(settings);
        }

        return Shown(seat);
    });

    /// <summary><c>shared</c> is true for everything, false for nothing; <c>pages</c> are ids of pages and databases that are shared with all in them.</summary>
    private static void Share(Grants grants, JsonObject body)
    {
        if (body.Array("pages") is { } pages)
        {
            (grants.IsUnshared, grants.SharedRoots) = (false, [.. pages.Select(Root)]);
        }
        else if (body.Flag("shared") is { } shared)
        {
            (grants.IsUnshared, grants.SharedRoots) = (!shared, null);
        }
    }

    private static string Root(JsonNode? id) => Json.IsText(id) && Ids.TryParse(id.AsText(), out var root)
        ? root
        : throw ApiException.Body($"body.pages should be a list of uuids, instead had `{Shape.Shown(id)}`.");

    private static void Allow(Grants grants, JsonObject given)
    {
        foreach (var (name, capabilities) in Names)
        {
            if (given.Flag(name) is { } isAllowed)
            {
                grants.Withheld.RemoveAll(capabilities.Contains);
                grants.Withheld.AddRange(isAllowed ? [] : capabilities);
            }
        }
    }

    private JsonObject Budget(JsonObject body)
    {
        var window = state.Tokens.Named(body.Text("name")).Window;
        window.Budget = (int?)body.Number("requestsPerMinute") ?? window.Budget;
        if (body.ContainsKey("workspaceRequestsPerMinute"))
        {
            state.WorkspaceWindow.Budget = (int?)body.Number("workspaceRequestsPerMinute");
        }

        return [];
    }
}
