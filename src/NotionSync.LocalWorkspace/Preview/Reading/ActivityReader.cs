using System.Globalization;

namespace NotionSync.LocalWorkspace.Preview;

internal static class ActivityReader
{
    private const int MostRequests = 60;

    public static async Task<ShownActivity> ReadAsync(ServerState state, CancellationToken cancellationToken)
    {
        var now = state.Options.Time.GetUtcNow();
        var windows = state.Tokens.All.Select(seat => Window(seat.Name == Tokens.DefaultName ? "Token" : $"Token {seat.Name}", seat.Window, now)).ToList();
        if (state.WorkspaceWindow.Budget is not null)
        {
            windows.Add(Window("Workspace", state.WorkspaceWindow, now));
        }

        return new ShownActivity(state.Exclusively(() => Requests(state)), windows, state.Sources is null ? [] : await state.Sources(cancellationToken));
    }

    private static IReadOnlyList<ShownRequest> Requests(ServerState state) => [.. state.Log.Latest(MostRequests).Select(entry =>
        new ShownRequest(entry.At.ToString("HH:mm:ss", CultureInfo.InvariantCulture), entry.Method, Named(state.Workspace, entry.Path), entry.Status))];

    /// <summary>A path without its version, with names in place of ids as far as they are known: <c>Model Registry/query</c>.</summary>
    private static string Named(Workspace workspace, string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries)[1..];
        return segments is [_, var first, .. var rest] && Ids.TryParse(first, out var id) && NameOf(workspace, id) is { Length: > 0 } name
            ? string.Join('/', [name, .. rest])
            : string.Join('/', segments.Select(segment => Ids.TryParse(segment, out _) ? "…" : segment));
    }

    private static string? NameOf(Workspace workspace, string id) => workspace.Pages.Find(id) is { } page ? PageTitle.Of(workspace, page)
        : workspace.DataSources.Find(id) is { } source ? RichText.Plain(workspace.TitleOf(source))
        : workspace.Databases.Find(id)?.PlainTitle ?? workspace.Views.Find(id)?.Name;

    private static ShownWindow Window(string name, RateWindow window, DateTimeOffset now) =>
        new(name, window.Used(now), window.Budget, window.SecondsLeft(now));
}
