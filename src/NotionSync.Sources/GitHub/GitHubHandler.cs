using System.Net;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.GitHub;

/// <summary>
/// The way to GitHub beneath Octokit: pins the API's version, signs in, keeps to the limits, repeats what may pass, and throws what is
/// refused in words, so that nothing of it depends on Octokit's own exceptions.
/// </summary>
internal sealed class GitHubHandler(Vendor vendor, GitHubLimits limits, TimeProvider time) : DelegatingHandler
{
    /// <summary>The version that Octokit's and our reading follows; without the header GitHub would choose.</summary>
    public const string ApiVersion = "2022-11-28";

    private readonly VendorPipeline pipeline = new(vendor, time);

    /// <inheritdoc/>
    /// <exception cref="VendorException">It was refused, or there was no answer after all retries.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await AwaitLimitAsync(cancellationToken);
        var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        return await pipeline.RunAsync(token => AttemptAsync(request, body, token), cancellationToken);
    }

    private async ValueTask<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, byte[]? body, CancellationToken cancellationToken)
    {
        using var attempt = Copy(request, body);
        await vendor.SignIn(attempt, cancellationToken);
        var response = await base.SendAsync(attempt, cancellationToken);
        try
        {
            // An answer that breaks off is repeated here, and not found out by whoever reads it.
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            await limits.NoteAsync(response, cancellationToken);
            await RefuseAsync(response, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task RefuseAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode is HttpStatusCode.NotModified)
        {
            return;
        }

        if (!response.IsSuccessStatusCode)
        {
            throw await pipeline.Faults.RefusalAsync(response, cancellationToken);
        }

        if (response.Content.Headers.ContentType?.MediaType != "application/json" && response.StatusCode is not HttpStatusCode.NoContent)
        {
            throw pipeline.Faults.NotJson(response);
        }
    }

    private async Task AwaitLimitAsync(CancellationToken cancellationToken)
    {
        if (limits.Left is not { Ticks: > 0 } left)
        {
            return;
        }

        if (left > ExchangePipeline.LongestWait)
        {
            throw new VendorException(
                $"{vendor.Name} at {vendor.Address} wants no requests until {time.GetUtcNow() + left:HH:mm:ss} UTC, since its limit is used up, or all but a tenth of it, which is left to others with the same credential. The next run after that goes on; "
                + $"if it happens often, read it less often ({vendor.Section}:Schedule) or sign in as a GitHub App. (status 429)",
                status: 429,
                left);
        }

        await Task.Delay(left, time, cancellationToken);
    }

    private static HttpRequestMessage Copy(HttpRequestMessage request, byte[]? body)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach (var (name, values) in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        copy.Headers.TryAddWithoutValidation("X-GitHub-Api-Version", ApiVersion);
        if (body is not null)
        {
            copy.Content = new ByteArrayContent(body) { Headers = { ContentType = request.Content!.Headers.ContentType } };
        }

        return copy;
    }
}
