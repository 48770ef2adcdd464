using System.Globalization;

namespace NotionSync.LocalWorkspace.Preview;

internal static class ActivityReader
{
    private const int MostRequests = 60;

    public static async Task<ShownActivity> ReadAsync(ServerState state, CancellationToken cancellationToken)
    {
        var now = state.Options.Time.GetUtcNow();
        return new ShownActivity(
            [.. state.Log.Latest(MostRequests).Select(entry => new ShownRequest(entry.At.ToString("HH:mm:ss", CultureInfo.InvariantCulture), entry.Method, entry.Path, entry.Status))],
            [Window("Token", state.TokenWindow, now), .. state.WorkspaceWindow.Budget is null ? [] : (ShownWindow[])[Window("Workspace", state.WorkspaceWindow, now)]],
            state.Sources is null ? [] : await state.Sources(cancellationToken));
    }

    private static ShownWindow Window(string name, RateWindow window, DateTimeOffset now) => new(name, window.Used(now), window.Budget, window.SecondsLeft(now));
}
