namespace NotionSync.Notion.Properties;

/// <summary>
/// Property ids. Notion URL-encodes them in its JSON (<c>f%5C%5C%3Ap</c>), except inside a rollup's configuration and in the filters and
/// sorts of views. Here they are decoded everywhere and encoded in paths only.
/// </summary>
internal static class PropertyId
{
    /// <summary>The canonical form of an id that came URL-encoded.</summary>
    public static string Decode(string encoded) => Uri.UnescapeDataString(encoded);
}
