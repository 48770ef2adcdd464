using System.Net;
using Microsoft.AspNetCore.Http;

namespace NotionSync.LocalWorkspace.Preview;

/// <summary>Who may look, and who may act. A page from elsewhere in the same browser may do neither.</summary>
internal static class PreviewGuard
{
    /// <summary>
    /// A name that a stranger can let resolve to this machine is no name of this server: only addresses and localhost are, unless the server was told
    /// to listen to other machines.
    /// </summary>
    public static bool IsOwnName(HttpRequest request, string listensOn) =>
        request.Host.Host is var host && (host == "localhost" || IPAddress.TryParse(host.Trim('[', ']'), out _) || !IsLoopback(listensOn));

    /// <summary>Acts come from the preview's own pages: the header is one that no form and no other origin can send.</summary>
    public static bool MayAct(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return request.Headers["X-Preview"] == "1"
            && site is "" or "same-origin"
            && (origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var url) && url.Authority == request.Host.Value));
    }

    public static void Harden(HttpResponse response)
    {
        // Diagrams bring their own style elements; scripts come from this server's files alone.
        response.Headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; "
            + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
