using System.Net;
using Microsoft.AspNetCore.Http;

namespace NotionSync.LocalWorkspace;

/// <summary>Tells this server's own pages and programs of this machine from pages of elsewhere in the same browser.</summary>
internal static class Origins
{
    public static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>
    /// A name that a stranger can let resolve to this machine is none of ours: while the server listens to this machine alone, only loopback addresses
    /// and localhost are.
    /// </summary>
    public static bool IsOwnName(HttpRequest request, string listensOn) => IsLoopback(request.Host.Host) || !IsLoopback(listensOn);

    /// <summary>Whether a program or a page of this server sent the request; no page from elsewhere did.</summary>
    public static bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return request.Headers["Sec-Fetch-Site"].ToString() is "" or "none" or "same-origin"
            && (origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var url) && url.Authority == request.Host.Value));
    }
}
