using System.Net;
using System.Net.Mime;
using System.Text.Json.Nodes;

namespace NotionSync.Demo;

/// <summary>
/// A server on the loopback that answers as a Prometheus did when it was recorded, moved to the present. A question that was not
/// recorded is refused with an explanation.
/// </summary>
internal sealed class PrometheusReplay : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly RecordedAnswers answers;
    private readonly TimeProvider time;

    private PrometheusReplay(WebApplication server, RecordedAnswers answers, TimeProvider time)
    {
        this.server = server;
        this.answers = answers;
        this.time = time;
    }

    /// <summary>Where it listens, for <c>Sources:Prometheus:BaseUrl</c>.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Starts it on a free port.</summary>
    public static async Task<PrometheusReplay> StartAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        // Empty, so that no setting of the product's own host can move it off the loopback.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        builder.Services.AddRoutingCore();
        var replay = new PrometheusReplay(builder.Build(), RecordedAnswers.Load(), time);
        replay.server.MapGet("/-/ready", context => context.Response.WriteAsync("Prometheus Server is Ready.\n", context.RequestAborted));
        replay.server.MapMethods("/api/v1/{**call}", [HttpMethods.Get, HttpMethods.Post], replay.AnswerAsync);
        await replay.server.StartAsync(cancellationToken);
        replay.Address = new(replay.server.Urls.First());
        return replay;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var form = request.HasFormContentType ? await request.ReadFormAsync(context.RequestAborted) : null;
        string? Parameter(string name) => form is not null && form.TryGetValue(name, out var sent) ? sent : request.Query[name].FirstOrDefault();

        var answer = answers.Find(request.Path, Parameter("query"), Parameter("type"));
        context.Response.StatusCode = answer is null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        context.Response.ContentType = MediaTypeNames.Application.Json;
        var body = answer is null ? Refusal(Parameter("query") ?? request.Path) : answer.At(Instant(Parameter("time") ?? Parameter("end")));
        await context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    private decimal Instant(string? seconds) =>
        decimal.TryParse(seconds, System.Globalization.CultureInfo.InvariantCulture, out var asked) ? asked : time.GetUtcNow().ToUnixTimeMilliseconds() / 1000m;

    private static JsonObject Refusal(string question) => new()
    {
        ["status"] = "error",
        ["errorType"] = "bad_data",
        ["error"] = $"There is no recording of this question: {question}. Make the recordings anew with tests/prometheus/record.py, or use a real server: demo --prometheus URL.",
    };
}
