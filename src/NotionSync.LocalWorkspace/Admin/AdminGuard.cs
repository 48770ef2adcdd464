using System.Net;
using Microsoft.AspNetCore.Http;

namespace NotionSync.LocalWorkspace;

/// <summary>Whom the admin door lets in: this machine, under its own name, and no web page from elsewhere.</summary>
internal static class AdminGuard
{
    public static bool LetsIn(HttpContext context)
    {
        var request = context.Request;
        var origin = request.Headers.Origin.ToString();
        return context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
            && IsLoopback(request.Host.Host)
            && request.Headers["Sec-Fetch-Site"].ToString() is "" or "none" or "same-origin"
            && (origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var url) && url.Authority == request.Host.Value));
    }

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
