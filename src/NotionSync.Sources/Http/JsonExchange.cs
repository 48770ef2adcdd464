using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.Sources.Http;

/// <summary>
/// Asks one vendor's HTTP API and reads JSON: one resilience pipeline, faults in words, secrets never in a message. Safe for several threads.
/// </summary>
/// <param name="vendor">How the vendor is addressed and how it says no.</param>
/// <param name="http">Gives the client that <see cref="VendorClients"/> registered under the vendor's name.</param>
/// <param name="time">Drives delays and timeouts.</param>
internal sealed class JsonExchange(Vendor vendor, IHttpClientFactory http, TimeProvider time)
{
    private readonly VendorPipeline pipeline = new(vendor, time);

    /// <summary>Asks by GET.</summary>
    /// <param name="pathAndQuery">Below the base address, without a leading slash, already encoded.</param>
    /// <param name="cancellationToken">Stops the exchange.</param>
    /// <exception cref="VendorException">It was refused, or there was no answer after all retries.</exception>
    public Task<JsonAnswer> GetAsync(string pathAndQuery, CancellationToken cancellationToken) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, At(pathAndQuery)), cancellationToken);

    /// <summary>Asks by GET for a body that is a list itself, not an object with one: <see cref="JsonAnswer.Items()"/>.</summary>
    /// <exception cref="VendorException">It was refused, is no list, or there was no answer after all retries.</exception>
    public async Task<JsonAnswer> GetListAsync(string pathAndQuery, CancellationToken cancellationToken)
    {
        var answer = await GetAsync(pathAndQuery, cancellationToken);
        return answer.Body is JsonArray ? answer : throw new VendorException(
            $"{vendor.Name} at {vendor.Address} answered something else than a list. Check {vendor.Section}:{vendor.AddressSetting}.", (int)answer.Status);
    }

    /// <summary>Asks by POST with a JSON body.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public Task<JsonAnswer> PostAsync(string pathAndQuery, JsonNode body, CancellationToken cancellationToken) =>
        PostAsync(pathAndQuery, _ => body, cancellationToken);

    /// <summary>Asks by POST with a JSON body that is made anew for each attempt, knowing what became of the one before.</summary>
    /// <inheritdoc cref="SendAsync(Func{Exception?, HttpRequestMessage}, CancellationToken)"/>
    public Task<JsonAnswer> PostAsync(string pathAndQuery, Func<Exception?, JsonNode> body, CancellationToken cancellationToken) =>
        SendAsync(before => new HttpRequestMessage(HttpMethod.Post, At(pathAndQuery)) { Content = Whole(body(before)) }, cancellationToken);

    /// <summary>Sends what is prepared anew for each attempt.</summary>
    /// <exception cref="VendorException">It was refused, or there was no answer after all retries.</exception>
    public Task<JsonAnswer> SendAsync(Func<HttpRequestMessage> prepare, CancellationToken cancellationToken) => SendAsync(_ => prepare(), cancellationToken);

    /// <summary>Sends what is prepared anew for each attempt, knowing what became of the one before.</summary>
    /// <param name="prepare">Given null, then the fault of the attempt before; a time limit shows as an <see cref="OperationCanceledException"/>.</param>
    /// <param name="cancellationToken">Stops the exchange.</param>
    /// <exception cref="VendorException">It was refused, or there was no answer after all retries.</exception>
    public Task<JsonAnswer> SendAsync(Func<Exception?, HttpRequestMessage> prepare, CancellationToken cancellationToken) =>
        SendAsync(prepare, ReadAsync, cancellationToken);

    private async Task<JsonAnswer> SendAsync(
        Func<Exception?, HttpRequestMessage> prepare, Func<HttpResponseMessage, CancellationToken, Task<JsonAnswer>> read, CancellationToken cancellationToken)
    {
        Exception? before = null;
        using var client = http.CreateClient(vendor.Name);
        return await pipeline.RunAsync(
            async token =>
            {
                try
                {
                    using var request = prepare(before);
                    await vendor.SignIn(request, token);
                    using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
                    return await read(response, token);
                }
                catch (Exception fault)
                {
                    before = fault;
                    throw;
                }
            },
            cancellationToken);
    }

    /// <summary>Asks by GET for a word that is no JSON, e.g. a version; whatever content type it comes with.</summary>
    /// <returns>The beginning of the text, and the vendor's clock; a web page is a text too.</returns>
    /// <inheritdoc cref="GetAsync"/>
    public async Task<(string Text, DateTimeOffset? ServerTime)> GetTextAsync(string pathAndQuery, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(_ => new HttpRequestMessage(HttpMethod.Get, At(pathAndQuery)), ReadTextAsync, cancellationToken);
        return (answer.Body?.GetValue<string>() ?? "", answer.ServerTime);
    }

    /// <summary>Asks page by page, until there is no further one.</summary>
    /// <param name="what">What is read, for messages, e.g. <c>runs of experiment 7</c>.</param>
    /// <param name="ask">Asks for the page of a token, number or address; null for the first.</param>
    /// <param name="next">What a page says of the next one; null or empty on the last.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <exception cref="VendorException">A page was refused, or came twice.</exception>
    public async IAsyncEnumerable<JsonAnswer> PagesAsync(
        string what,
        Func<string?, CancellationToken, Task<JsonAnswer>> ask,
        Func<JsonAnswer, string?> next,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tokens = new PageTokens(vendor, what);
        string? token = null;
        do
        {
            var page = await ask(token, cancellationToken);
            yield return page;
            token = next(page);
        }
        while (tokens.GoesOn(token));
    }

    /// <summary>The whole address of a path below the base address.</summary>
    public Uri At(string pathAndQuery) => new($"{vendor.BaseUrl.AbsoluteUri.TrimEnd('/')}/{pathAndQuery}");

    // With its length: behind some gateways a body that comes in chunks reaches the application as an empty one.
    private static ByteArrayContent Whole(JsonNode body) => new(JsonSerializer.SerializeToUtf8Bytes(body, JsonNodeContext.Default.JsonNode))
    {
        Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) },
    };

    private async Task<JsonAnswer> ReadTextAsync(HttpResponseMessage response, CancellationToken cancellationToken) => response.IsSuccessStatusCode
        ? new JsonAnswer(response.StatusCode, await AnswerText.ReadAsync(response.Content, cancellationToken), new Dictionary<string, string>(), response.Headers.Date)
        : throw await pipeline.Faults.RefusalAsync(response, cancellationToken);

    private async Task<JsonAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.NotModified)
        {
            throw await pipeline.Faults.RefusalAsync(response, cancellationToken);
        }

        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        if (response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified)
        {
            return new JsonAnswer(response.StatusCode, null, headers, response.Headers.Date);
        }

        var body = await ParseAsync(response, cancellationToken);
        return vendor.Refuses(body) ? throw pipeline.Faults.Refusal(response, body) : new JsonAnswer(response.StatusCode, body, headers, response.Headers.Date);
    }

    private async Task<JsonNode?> ParseAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonNode.ParseAsync(stream, documentOptions: AnswerJson.Options, cancellationToken: cancellationToken);
        }
        catch (JsonException fault)
        {
            // The type does not decide: some servers call their JSON a page.
            throw VendorFaults.IsHtml(response) ? pipeline.Faults.NotJson(response) : pipeline.Faults.Unreadable(response, fault);
        }
    }
}
