namespace NotionSync.LocalWorkspace.Preview;

/// <summary>Addresses inside the preview, and which addresses outside a browser may be given.</summary>
internal static class PreviewAddress
{
    public const string Root = "/preview";

    public static string Page(string id) => $"/p/{Short(id)}";

    public static string Database(string id, string? viewId = null) => viewId is null ? $"/d/{Short(id)}" : $"/d/{Short(id)}?v={Short(viewId)}";

    /// <summary>The address itself when it is one of the web or of mail; null for all else, e.g. <c>javascript:</c>.</summary>
    public static string? Outside(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "mailto" ? url.AbsoluteUri : null;

    /// <summary>A signed address of this server without its host, so that it holds under whatever name the server is called.</summary>
    public static string? Local(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var url) ? url.PathAndQuery : null;

    public static string Short(string id) => id.Replace("-", "", StringComparison.Ordinal);
}
