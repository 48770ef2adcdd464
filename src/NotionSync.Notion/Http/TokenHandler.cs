using System.Net.Http.Headers;

namespace NotionSync.Notion.Http;

/// <summary>
/// Adds the token at the very last, on a copy, so that no request that anything else sees, logs or prints ever carries it.
/// </summary>
internal sealed class TokenHandler(string token, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Not disposed: that would dispose the content, which belongs to the original.
        var copy = new HttpRequestMessage(request.Method, request.RequestUri)
        {
            Content = request.Content,
            Version = request.Version,
            VersionPolicy = request.VersionPolicy,
        };
        foreach (var header in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        copy.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await base.SendAsync(copy, cancellationToken);
        response.RequestMessage = request;
        return response;
    }
}
