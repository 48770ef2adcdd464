namespace NotionSync.LocalWorkspace;

internal enum Capability { None, Read, Insert, Update, ReadComments, InsertComments, Users, Emails }

/// <summary>An endpoint: its method, its path with named gaps, what the token must be allowed to do, and what it does.</summary>
internal sealed record Route(string Method, string Path, Capability Capability, Func<Call, ApiAnswer> Handle)
{
    private readonly string[] _segments = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    public string Name { get; } = $"{Method} {Path}";

    /// <summary>The name in counts, where the first gap is an {id} whatever it is the id of.</summary>
    public string CountedAs { get; } = $"{Method} {ShortPath(Path)}";

    public bool IsRead => Method == "GET" || Path.EndsWith("/query", StringComparison.Ordinal) || Path == "/v1/search";

    /// <summary>The gaps' values, or null when the path is another one.</summary>
    public IReadOnlyDictionary<string, string>? Match(string[] segments)
    {
        if (segments.Length != _segments.Length)
        {
            return null;
        }

        var values = new Dictionary<string, string>();
        for (var i = 0; i < segments.Length; i++)
        {
            if (_segments[i][0] == '{')
            {
                values[_segments[i][1..^1]] = Uri.UnescapeDataString(segments[i]);
            }
            else if (_segments[i] != segments[i])
            {
                return null;
            }
        }

        return values;
    }

    private static string ShortPath(string path)
    {
        var (open, close) = (path.IndexOf('{', StringComparison.Ordinal), path.IndexOf('}', StringComparison.Ordinal));
        return open < 0 ? path : $"{path[..open]}{{id}}{path[(close + 1)..]}";
    }
}
