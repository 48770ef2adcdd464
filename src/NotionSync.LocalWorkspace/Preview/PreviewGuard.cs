using Microsoft.AspNetCore.Http;

namespace NotionSync.LocalWorkspace.Preview;

/// <summary>What keeps pages from elsewhere in the same browser from acting, and synced texts from running.</summary>
internal static class PreviewGuard
{
    /// <summary>Acts come from the preview's own pages: the header is one that no form and no other origin can send.</summary>
    public static bool MayAct(HttpRequest request) => request.Headers["X-Preview"] == "1" && Origins.IsOwn(request);

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
}
