using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Sources.Http;
using Octokit;
using Octokit.Internal;

namespace NotionSync.Sources.GitHub;

/// <summary>Asks GitHub's REST API through Octokit's connection. Safe for several threads.</summary>
internal sealed class GitHubApi : IDisposable
{
    // All paths below share one Accept: a tag is that of an answer in one form.
    private const string Json = "application/vnd.github+json";

    private readonly HttpClientAdapter http;
    private readonly Func<bool> forget;
    private readonly InMemoryCredentialStore nobody = new(Credentials.Anonymous);

    /// <summary>An API with one way of signing in.</summary>
    /// <param name="vendor">Where it is, and how it is signed in to.</param>
    /// <param name="handlers">Gives the transport that is registered under <see cref="GitHubVendor.Name"/>.</param>
    /// <param name="time">Drives delays and timeouts.</param>
    /// <param name="forget">Drops a credential that was refused; false when no other is to be had. Null: there is but one.</param>
    public GitHubApi(Vendor vendor, IHttpMessageHandlerFactory handlers, TimeProvider time, Func<bool>? forget = null)
    {
        (Vendor, this.forget) = (vendor, forget ?? (() => false));
        http = new HttpClientAdapter(() => new GitHubHandler(vendor, new GitHubLimits(time), time) { InnerHandler = handlers.CreateHandler(GitHubVendor.Name) });
        http.SetRequestTimeout(Timeout.InfiniteTimeSpan);
    }

    /// <summary>For faults that readers find themselves.</summary>
    public Vendor Vendor { get; }

    /// <summary>Asks by GET.</summary>
    /// <param name="path">With its query, below the base address, without a leading slash, already encoded.</param>
    /// <param name="tag">The tag of the answer that is known; null for an answer whatever is known.</param>
    /// <param name="cancellationToken">Stops the exchange.</param>
    /// <exception cref="VendorException">It was refused, or there was no answer after all retries.</exception>
    public Task<GitHubAnswer> GetAsync(string path, string? tag, CancellationToken cancellationToken) =>
        AskAsync(path, connection => connection.Get<JsonNode>(new Uri(path, UriKind.Relative), null!, Json, cancellationToken), tag);

    /// <summary>Asks by POST with an empty body.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public Task<GitHubAnswer> PostAsync(string path, CancellationToken cancellationToken) =>
        AskAsync(path, connection => connection.Post<JsonNode>(new Uri(path, UriKind.Relative), new JsonObject(), Json, "application/json", (IDictionary<string, string>)null!, cancellationToken), null);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<GitHubAnswer> AskAsync(string path, Func<Connection, Task<IApiResponse<JsonNode>>> ask, string? tag)
    {
        try
        {
            return await AskOnceAsync(path, ask, tag);
        }
        catch (VendorException refusal) when (refusal.Status == 401 && forget())
        {
            return await AskOnceAsync(path, ask, tag);
        }
    }

    private async Task<GitHubAnswer> AskOnceAsync(string path, Func<Connection, Task<IApiResponse<JsonNode>>> ask, string? tag)
    {
        try
        {
            var connection = new Connection(new ProductHeaderValue("NotionSync"), Vendor.BaseUrl, nobody, new OctokitDoor(http, tag), new JsonNodes());
            var answer = await ask(connection);
            var response = answer.HttpResponse;
            return new GitHubAnswer(
                response.StatusCode is System.Net.HttpStatusCode.NotModified,
                answer.Body ?? new JsonObject(),
                response.ApiInfo.Etag,
                Next(response.ApiInfo.Links.GetValueOrDefault("next")),
                response.Headers.ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase));
        }
        catch (Exception fault) when (fault is JsonException or UriFormatException or ArgumentException)
        {
            // Octokit reads the headers: a link that is no address, or is given twice, is not worth its words.
            throw Fault($"answered something that cannot be read ('{path}'): {AnswerText.Clean(fault.Message, Vendor.Secrets)} If it stays, look for a proxy in between.", fault);
        }
    }

    // A link to elsewhere would carry the credential there.
    private string? Next(Uri? link)
    {
        if (link is null)
        {
            return null;
        }

        var root = Vendor.BaseUrl.AbsoluteUri;
        return link.AbsoluteUri.StartsWith(root, StringComparison.OrdinalIgnoreCase)
            ? link.AbsoluteUri[root.Length..]
            : throw Fault($"gave the address of the next page at another place, '{link.GetLeftPart(UriPartial.Path)}', where credentials are not sent. Set {Vendor.Section}:BaseUrl to the address that it calls itself by.");
    }

    private VendorException Fault(string what, Exception? innerException = null) =>
        new($"{Vendor.Name} at {Vendor.Address} {what}", status: 200, innerException: innerException);
}
