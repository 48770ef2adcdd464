using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Counts requests, by endpoint and by window.</summary>
internal sealed class RequestsDoor(ServerState state)
{
    public IReadOnlyList<AdminRoute> Routes =>
    [
        AdminRoute.Of("GET", "requests", _ => Counts()),
        AdminRoute.Of("POST", "requests/reset", _ =>
        {
            state.Log.Reset();
            return [];
        }),
    ];

    private JsonObject Counts()
    {
        var now = state.Clock.GetUtcNow();
        var json = state.Log.ToJson();
        json["windows"] = new JsonObject
        {
            ["workspace"] = Window(state.WorkspaceWindow, now),
            ["tokens"] = Json.ArrayOf(state.Tokens.All.Select(seat =>
            {
                var shown = Window(seat.Window, now);
                shown["name"] = seat.Name;
                return shown;
            })),
        };
        return json;
    }

    private static JsonObject Window(RateWindow window, DateTimeOffset now) => new()
    {
        ["budget"] = window.Budget,
        ["used"] = window.Used(now),
        ["secondsLeft"] = window.SecondsLeft(now),
    };
}
