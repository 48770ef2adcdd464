using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>One request at the admin door.</summary>
/// <param name="Name">What stands in the path's gap; empty without one.</param>
internal sealed record AdminCall(string Name, JsonObject Body);

/// <summary>A door: its method, its path below <c>/_admin</c> with a gap at most, and what it does.</summary>
internal sealed record AdminRoute(string Method, string Path, Func<AdminCall, CancellationToken, Task<JsonObject>> Handle)
{
    private readonly string[] _segments = Path.Split('/');

    public static AdminRoute Of(string method, string path, Func<AdminCall, JsonObject> handle) => new(method, path, (call, _) => Task.FromResult(handle(call)));

    /// <returns>What stands in the gap, or null when the path is another one.</returns>
    public string? Match(string method, string path)
    {
        var segments = path.Split('/');
        if (method != Method || segments.Length != _segments.Length)
        {
            return null;
        }

        var name = "";
        for (var i = 0; i < segments.Length; i++)
        {
            if (_segments[i].StartsWith('{'))
            {
                name = Uri.UnescapeDataString(segments[i]);
            }
            else if (_segments[i] != segments[i])
            {
                return null;
            }
        }

        return name;
    }
}
