using System.Net;
using Microsoft.AspNetCore.Http;

namespace NotionSync.LocalWorkspace;

/// <summary>Whom the admin door lets in: this machine, under its own name, and no web page from elsewhere.</summary>
internal static class AdminGuard
{
    public static bool LetsIn(HttpContext context) => context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && Origins.IsLoopback(context.Request.Host.Host)
        && Origins.IsOwn(context.Request);
}
