using NotionSync.Model;

namespace NotionSync.Mapping.Reading;

/// <summary>
/// Where each part of a mapping file stands, by its path as a JSON pointer (<c>/properties/Uptime/value</c>, <c>/rows/3/Title</c>;
/// <c>~1</c> stands for a slash and <c>~0</c> for a tilde in a name).
/// </summary>
public sealed class PositionMap(string file)
{
    private readonly Dictionary<string, (SourcePosition Key, SourcePosition Value)> _places = [];

    /// <summary>The path of a member or item of another.</summary>
    public static string Join(string path, string name) =>
        $"{path}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>Whether this part is written in the file.</summary>
    public bool Contains(string path) => _places.ContainsKey(path);

    /// <summary>Where the value of this part begins; that of the nearest part around it when it is not written.</summary>
    public SourcePosition Value(string path) => Nearest(path).Value;

    /// <summary>Where the key of this part stands (an item of a list: its value); as <see cref="Value"/> when it is not written.</summary>
    public SourcePosition Key(string path) => Nearest(path).Key;

    internal void Add(string path, SourcePosition key, SourcePosition value) => _places[path] = (key, value);

    private (SourcePosition Key, SourcePosition Value) Nearest(string path)
    {
        for (var at = path; ; at = at[..at.LastIndexOf('/')])
        {
            if (_places.TryGetValue(at, out var place))
            {
                return place;
            }

            if (at.Length == 0)
            {
                return (new SourcePosition(file, 1, 1), new SourcePosition(file, 1, 1));
            }
        }
    }
}
