using System.Net;

namespace NotionSync.Sources.Http;

/// <summary>
/// Follows redirects that stay on the host, and refuses others: a credential must not be carried to a host that the operator did not
/// name. The primary handler must not follow redirects itself.
/// </summary>
/// <param name="setting">The configuration key that the refusal names, e.g. <c>Sources:Prometheus:BaseUrl</c>.</param>
internal sealed class SameHostRedirects(string setting) : DelegatingHandler
{
    private const int Most = 5;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var followed = 0; ; followed++)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (Target(request, response) is not { } target)
            {
                return response;
            }

            var (from, status) = (request.RequestUri!, (int)response.StatusCode);
            response.Dispose();
            if (followed == Most)
            {
                throw new AnswerException($"{from.GetLeftPart(UriPartial.Path)} redirects in circles ({status}). Set {setting} to the final address.", status);
            }

            if (!StaysOnHost(from, target))
            {
                throw new AnswerException(
                    $"{from.GetLeftPart(UriPartial.Path)} redirects to another place, '{target.GetLeftPart(UriPartial.Path)}' ({status}), where credentials are not sent. "
                    + $"If it is a login page, give a credential; if it is the right address, set {setting} to it.",
                    status);
            }

            request.RequestUri = target;
            if (status == (int)HttpStatusCode.SeeOther)
            {
                (request.Method, request.Content) = (HttpMethod.Get, null);
            }
        }
    }

    private static Uri? Target(HttpRequestMessage request, HttpResponseMessage response) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location
            ? new Uri(request.RequestUri!, location)
            : null;

    // The same host by a safer scheme is what many front ends answer first.
    private static bool StaysOnHost(Uri from, Uri to) => string.Equals(from.Host, to.Host, StringComparison.OrdinalIgnoreCase)
        && ((from.Scheme == to.Scheme && from.Port == to.Port)
            || (from is { Scheme: "http", IsDefaultPort: true } && to is { Scheme: "https", IsDefaultPort: true }));
}
