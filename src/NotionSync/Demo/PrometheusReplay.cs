using System.Net.Mime;
using System.Text.Json.Nodes;

namespace NotionSync.Demo;

/// <summary>Prometheus as it was recorded, moved to the present.</summary>
internal sealed class PrometheusReplay(TimeProvider time) : IReplay
{
    private readonly RecordedAnswers answers = RecordedAnswers.Load();

    /// <inheritdoc/>
    public string Source => "Prometheus";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings(Uri address) => new Dictionary<string, string> { ["BaseUrl"] = address.AbsoluteUri };

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/-/ready", context => context.Response.WriteAsync("Prometheus Server is Ready.\n", context.RequestAborted));
        routes.MapMethods("/api/v1/{**call}", [HttpMethods.Get, HttpMethods.Post], AnswerAsync);
    }

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
