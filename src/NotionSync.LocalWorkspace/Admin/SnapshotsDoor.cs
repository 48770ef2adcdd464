using System.Globalization;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Takes the workspace as it is, and brings it back.</summary>
internal sealed class SnapshotsDoor(ServerState state)
{
    public IReadOnlyList<AdminRoute> Routes =>
    [
        AdminRoute.Of("GET", "snapshots", _ => new JsonObject { ["snapshots"] = Json.ArrayOf(state.Exclusively(() => state.Snapshots.All.Select(Shown).ToList())) }),
        AdminRoute.Of("POST", "snapshots", call => state.Exclusively(() =>
        {
            state.Snapshots.Take(call.Body.Text("name") ?? throw ApiException.Body("body.name should be defined, instead was `undefined`."), state.Clock.GetUtcNow());
            return new JsonObject();
        })),
        AdminRoute.Of("POST", "snapshots/{name}/restore", call => state.Restore(call.Name) ? [] : throw ApiException.NotFound("snapshot", call.Name)),
        AdminRoute.Of("DELETE", "snapshots/{name}", call => state.Exclusively(() =>
        {
            state.Snapshots.Delete(call.Name);
            return new JsonObject();
        })),
    ];

    private static JsonObject Shown((string Name, DateTimeOffset At) taken) => new()
    {
        ["name"] = taken.Name,
        ["at"] = taken.At.ToString("O", CultureInfo.InvariantCulture),
    };
}
