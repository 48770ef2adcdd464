using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using NotionSync.Sources.Http;
using NotionSync.Sources.Prometheus.Contracts;
using Polly;
using Polly.Timeout;

namespace NotionSync.Sources.Prometheus;

/// <summary>
/// Asks Prometheus's HTTP API. Queries go by POST, and by GET for good once a proxy in between refused POST. Safe for several threads.
/// </summary>
/// <remarks>Contract: https://prometheus.io/docs/prometheus/latest/querying/api/; also spoken by Thanos, Mimir and VictoriaMetrics.</remarks>
internal sealed class PrometheusClient
{
    /// <summary>The name of its client in the factory.</summary>
    public const string Name = "Prometheus";

    /// <summary>Points per series that Prometheus gives at most.</summary>
    public const int MostPoints = 11_000;

    // Of the 20 queries that a server evaluates at once for all its users by default.
    private const int AtOnce = 4;

    private readonly IHttpClientFactory http;
    private readonly PrometheusOptions options;
    private readonly PrometheusAnswers answers;
    private readonly ResiliencePipeline pipeline;
    private volatile bool postIsRefused;

    public PrometheusClient(IHttpClientFactory http, IOptions<PrometheusOptions> options, TimeProvider time)
    {
        this.http = http;
        this.options = options.Value;
        answers = new PrometheusAnswers(this.options, time);
        pipeline = ExchangePipeline.Create(time, this.options.Timeout, AtOnce);
    }

    /// <summary>Evaluates an expression at an instant.</summary>
    /// <exception cref="PrometheusException">It was refused, or there was no answer after all retries.</exception>
    public Task<PrometheusAnswer<QueryData>> QueryAsync(string query, DateTimeOffset time, CancellationToken cancellationToken) =>
        PostOrGetAsync("query", [new("query", query), new("time", PromTime.ToSeconds(time)), TimeLimit], PrometheusJson.Default.EnvelopeQueryData, cancellationToken);

    /// <summary>Evaluates an expression at each step from start to end, both included.</summary>
    /// <exception cref="PrometheusException">It was refused, would give more than <see cref="MostPoints"/> points, or there was no answer after all retries.</exception>
    public Task<PrometheusAnswer<QueryData>> QueryRangeAsync(
        string query, DateTimeOffset start, DateTimeOffset end, TimeSpan step, CancellationToken cancellationToken)
    {
        if (step <= TimeSpan.Zero || end < start || Math.Floor((end - start) / step) + 1 > MostPoints)
        {
            throw new PrometheusException(
                $"A range from {PromTime.ToText(start)} to {PromTime.ToText(end)} in steps of {step} has no points or more than {MostPoints}. Ask for fewer points or fewer hours.",
                status: 0,
                errorType: "bad_data");
        }

        return PostOrGetAsync(
            "query_range",
            [
                new("query", query),
                new("start", PromTime.ToSeconds(start)),
                new("end", PromTime.ToSeconds(end)),
                new("step", step.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)),
                TimeLimit,
            ],
            PrometheusJson.Default.EnvelopeQueryData,
            cancellationToken);
    }

    /// <summary>Targets that are scraped.</summary>
    /// <exception cref="PrometheusException">It was refused, or there was no answer after all retries.</exception>
    public Task<PrometheusAnswer<TargetsData>> TargetsAsync(CancellationToken cancellationToken) =>
        GetAsync("api/v1/targets?state=active", PrometheusJson.Default.EnvelopeTargetsData, cancellationToken);

    /// <summary>Rules with their active alerts.</summary>
    /// <param name="type"><c>alert</c> or <c>record</c>; null for both.</param>
    /// <param name="cancellationToken">Stops the exchange.</param>
    /// <exception cref="PrometheusException">It was refused, or there was no answer after all retries.</exception>
    public Task<PrometheusAnswer<RulesData>> RulesAsync(string? type, CancellationToken cancellationToken) =>
        GetAsync(type is null ? "api/v1/rules" : $"api/v1/rules?type={Uri.EscapeDataString(type)}", PrometheusJson.Default.EnvelopeRulesData, cancellationToken);

    /// <summary>Active alerts of all rules.</summary>
    /// <exception cref="PrometheusException">It was refused, or there was no answer after all retries.</exception>
    public Task<PrometheusAnswer<AlertsData>> AlertsAsync(CancellationToken cancellationToken) =>
        GetAsync("api/v1/alerts", PrometheusJson.Default.EnvelopeAlertsData, cancellationToken);

    /// <summary>The server's version; compatible stores may not have this call (404).</summary>
    /// <exception cref="PrometheusException">It was refused, or there was no answer after all retries.</exception>
    public Task<PrometheusAnswer<BuildInfo>> BuildInfoAsync(CancellationToken cancellationToken) =>
        GetAsync("api/v1/status/buildinfo", PrometheusJson.Default.EnvelopeBuildInfo, cancellationToken);

    /// <summary>The status of <c>/-/ready</c>, asked once; proxies and compatible stores may not have it.</summary>
    /// <exception cref="PrometheusException">There was no answer.</exception>
    public Task<int> ReadinessAsync(CancellationToken cancellationToken) =>
        ExchangeAsync(() => Request(HttpMethod.Get, "-/ready"), (response, _) => Task.FromResult((int)response.StatusCode), cancellationToken);

    // The server need not go on when nobody waits any more.
    private KeyValuePair<string, string> TimeLimit => new("timeout", options.Timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture));

    private async Task<PrometheusAnswer<T>> PostOrGetAsync<T>(
        string call, IReadOnlyList<KeyValuePair<string, string>> form, JsonTypeInfo<Envelope<T>> type, CancellationToken cancellationToken)
    {
        if (!postIsRefused)
        {
            try
            {
                return await ExchangeAsync(
                    () => Request(HttpMethod.Post, $"api/v1/{call}", new FormUrlEncodedContent(form)),
                    (response, token) => answers.ReadAsync(response, type, token),
                    cancellationToken);
            }
            catch (PrometheusException refusal) when (refusal.Status is 403 or 405)
            {
                // Read-only proxies let only GET through; if the credential is what is wrong, GET will say so too.
            }
        }

        var pairs = form.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}");
        var answer = await GetAsync($"api/v1/{call}?{string.Join('&', pairs)}", type, cancellationToken);
        postIsRefused = true;
        return answer;
    }

    private Task<PrometheusAnswer<T>> GetAsync<T>(string pathAndQuery, JsonTypeInfo<Envelope<T>> type, CancellationToken cancellationToken) =>
        ExchangeAsync(() => Request(HttpMethod.Get, pathAndQuery), (response, token) => answers.ReadAsync(response, type, token), cancellationToken);

    private async Task<T> ExchangeAsync<T>(
        Func<HttpRequestMessage> prepare, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var client = http.CreateClient(Name);
        try
        {
            return await pipeline.ExecuteAsync(
                async token =>
                {
                    using var request = prepare();
                    using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
                    return await read(response, token);
                },
                cancellationToken);
        }
        catch (TimeoutRejectedException fault)
        {
            throw answers.TooSlow(fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw answers.Unreachable(fault);
        }
        catch (InvalidDataException fault)
        {
            throw answers.Garbled(fault);
        }
        catch (AnswerException fault) when (fault is not PrometheusException)
        {
            throw new PrometheusException(fault.Message, fault.Status, innerException: fault);
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string pathAndQuery, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, new Uri($"{options.BaseUrl!.Trim().TrimEnd('/')}/{pathAndQuery}")) { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        foreach (var (name, value) in options.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (options.Token is { Length: > 0 } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        else if (options.BasicCredential is { } credential)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credential);
        }

        return request;
    }
}
