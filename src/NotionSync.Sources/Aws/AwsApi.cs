using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Amazon;
using Amazon.Runtime.Signing;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.Aws;

/// <summary>One AWS service in one region, asked in its JSON protocol with signed requests.</summary>
internal sealed class AwsApi
{
    private readonly AwsService service;
    private readonly AwsCredentialSource credentials;
    private readonly TimeProvider time;
    private readonly RegionEndpoint endpoint;
    private readonly JsonExchange exchange;
    private readonly Action beforeEach;

    /// <summary>Makes it; nothing is sent.</summary>
    /// <param name="service">Which service.</param>
    /// <param name="region">Which region, e.g. <c>eu-west-1</c>; requests are signed for it.</param>
    /// <param name="options">Address and time limit.</param>
    /// <param name="credentials">Of whom.</param>
    /// <param name="http">Gives clients.</param>
    /// <param name="time">Dates signatures.</param>
    /// <param name="beforeEach">Called before each attempt; what it throws stops the request.</param>
    public AwsApi(
        AwsService service, string region, AwsOptions options, AwsCredentialSource credentials, IHttpClientFactory http, TimeProvider time, Action? beforeEach = null)
    {
        (this.service, this.credentials, this.time, Region) = (service, credentials, time, region);
        this.beforeEach = beforeEach ?? (() => { });
        endpoint = RegionEndpoint.GetBySystemName(region);
        Vendor = new Vendor
        {
            Name = service.Name,
            Section = service.Section,
            BaseUrl = options.ServiceUrl is { Length: > 0 } written ? new Uri(written.Trim()) : AwsRegions.Address(service.SigningName, region),
            AddressSetting = "ServiceUrl",
            Timeout = options.Timeout,
            Secrets = credentials.Secrets,
            CredentialFix = credentials.Fix,
            SignIn = SignAsync,
            Words = AwsWords.Of,
            MayPass = AwsWords.MayPass,
        };
        exchange = new JsonExchange(Vendor, http, time);
    }

    /// <summary>The region.</summary>
    public string Region { get; }

    /// <summary>How it is addressed.</summary>
    public Vendor Vendor { get; }

    /// <summary>Calls an operation. Credentials that AWS calls expired are looked for anew, once.</summary>
    /// <param name="operation">E.g. <c>DescribeAlarms</c>.</param>
    /// <param name="body">Its input; left as it is.</param>
    /// <param name="cancellationToken">Stops the exchange.</param>
    /// <exception cref="VendorException">It was refused, or there was no answer after all retries; the message says what to do.</exception>
    public async Task<JsonAnswer> CallAsync(string operation, JsonObject body, CancellationToken cancellationToken)
    {
        try
        {
            try
            {
                return await SendAsync(operation, body, cancellationToken);
            }
            catch (VendorException refusal) when (AwsWords.IsExpired(refusal))
            {
                credentials.Forget();
                return await SendAsync(operation, body, cancellationToken);
            }
        }
        catch (VendorException refusal) when (AwsWords.Fix(refusal, service.Right(operation), credentials.Fix) is { } fix)
        {
            throw new VendorException($"{refusal.Message.TrimEnd('.')}. {fix}", refusal.Status, refusal.RetryAfter, refusal) { Code = refusal.Code, Body = refusal.Body, ServerTime = refusal.ServerTime };
        }
    }

    private Task<JsonAnswer> SendAsync(string operation, JsonObject body, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        return exchange.SendAsync(() => Request(operation, bytes), cancellationToken);
    }

    private HttpRequestMessage Request(string operation, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, exchange.At("")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue($"application/x-amz-json-{service.JsonVersion}");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", $"{service.TargetPrefix}.{operation}");
        foreach (var (name, value) in service.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private async ValueTask SignAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        beforeEach();
        var keys = await credentials.GetAsync(cancellationToken);
        var content = request.Content!; // every request is made above
        var unsigned = new AWSSigningRequest
        {
            HttpMethod = request.Method,
            RequestUri = request.RequestUri,
            Content = await content.ReadAsByteArrayAsync(cancellationToken),
        };
        foreach (var header in request.Headers.Concat(content.Headers).Where(header => header.Key is not "Content-Length"))
        {
            unsigned.Headers[header.Key] = string.Join(',', header.Value);
        }

        var signed = await AWSSigV4Signer.SignAsync(
            unsigned,
            new AWSSigV4Parameters { Credentials = keys, Region = endpoint, Service = service.SigningName, SignedAt = time.GetUtcNow().UtcDateTime },
            cancellationToken);
        foreach (var (name, value) in signed.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
