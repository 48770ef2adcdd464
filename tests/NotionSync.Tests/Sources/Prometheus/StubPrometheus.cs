using System.Net;
using System.Text;
using System.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NotionSync.Abstractions;
using NotionSync.Sources;
using NotionSync.Sources.Prometheus;

namespace NotionSync.Tests.Sources.Prometheus;

/// <summary>Stands where the network would be: answers what it was told to, remembers what was asked, and throws on all else.</summary>
internal sealed class StubPrometheus : HttpMessageHandler
{
    private readonly List<(Func<Asked, bool> Fits, Func<Asked, HttpResponseMessage> Answer)> routes = [];
    private readonly Lock gate = new();
    private Func<Task<HttpResponseMessage>>? later;

    /// <summary>Everything that was asked, in order.</summary>
    public List<Asked> Requests { get; } = [];

    /// <summary>Delays of less than the request timeout pass at once.</summary>
    public ImpatientTime Time { get; } = new();

    /// <summary>The configuration of the source; the address is set.</summary>
    public Dictionary<string, string?> Configuration { get; } = new() { ["Sources:Prometheus:BaseUrl"] = "http://prometheus.test:9090" };

    /// <summary>Answers any request.</summary>
    public StubPrometheus Answers(Func<Asked, HttpResponseMessage> answer) => Answers(_ => true, answer);

    /// <summary>Answers the requests that fit. Later routes come first.</summary>
    public StubPrometheus Answers(Func<Asked, bool> fits, Func<Asked, HttpResponseMessage> answer)
    {
        routes.Insert(0, (fits, answer));
        return this;
    }

    /// <summary>Answers any request once a task is over.</summary>
    public StubPrometheus AnswersLater(Func<Task<HttpResponseMessage>> answer)
    {
        later = answer;
        return this;
    }

    /// <summary>Answers any request with a recording.</summary>
    public StubPrometheus Answers(string file) => Answers(_ => Recordings.Answer(file));

    /// <summary>Answers one query with a recording.</summary>
    public StubPrometheus Answers(string query, string file) => Answers(asked => asked.Query == query, _ => Recordings.Answer(file));

    /// <summary>Answers one query with these data.</summary>
    public StubPrometheus AnswersData(string query, string data) =>
        Answers(asked => asked.Query == query, _ => Json($$"""{"status":"success","data":{{data}}}"""));

    /// <summary>A JSON answer.</summary>
    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    /// <summary>A text answer.</summary>
    public static HttpResponseMessage Text(string body, HttpStatusCode status, string type = "text/plain") =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, type) };

    /// <summary>The client as the product builds it, with this in place of the network.</summary>
    public PrometheusClient Client() => Services().GetRequiredService<PrometheusClient>();

    /// <summary>The source as the product builds it, with this in place of the network.</summary>
    public ISource Source() => Services().GetServices<ISource>().Single(source => source.Name == "Prometheus");

    /// <summary>The product's services, with this in place of the network.</summary>
    public IServiceProvider Services()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Configuration).Build();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddSources(configuration);
        services.AddHttpClient(PrometheusClient.Name).ConfigurePrimaryHttpMessageHandler(() => this);
        return services.BuildServiceProvider();
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var asked = new Asked(request.Method.Method, request.RequestUri!, body, request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value)));
        lock (gate)
        {
            Requests.Add(asked);
        }

        if (later is not null)
        {
            return await later();
        }

        var route = routes.FirstOrDefault(route => route.Fits(asked));
        return route.Answer is null ? throw new InvalidOperationException($"Nobody expected {asked.Method} {asked.Uri} {asked.Body}") : route.Answer(asked);
    }
}

/// <summary>One request.</summary>
internal sealed record Asked(string Method, Uri Uri, string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>A parameter of the form or of the address.</summary>
    public string? this[string parameter] => HttpUtility.ParseQueryString(Body.Length > 0 ? Body : Uri.Query)[parameter];

    /// <summary>The PromQL.</summary>
    public string? Query => this["query"];
}

/// <summary>A clock that stands still, on which delays shorter than the request timeout are over at once and are remembered.</summary>
internal sealed class ImpatientTime : TimeProvider
{
    private static readonly TimeSpan Timeouts = TimeSpan.FromSeconds(60);

    /// <summary>The instant at which it stands.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 5, 26, 0, TimeSpan.Zero);

    /// <summary>What was waited for.</summary>
    public List<TimeSpan> Delays { get; } = [];

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= Timeouts || dueTime < TimeSpan.Zero)
        {
            return new Never();
        }

        lock (Delays)
        {
            Delays.Add(dueTime);
        }

        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }

    private sealed class Never : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
