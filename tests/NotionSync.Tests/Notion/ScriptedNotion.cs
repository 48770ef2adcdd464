using System.Globalization;
using System.Net;
using System.Text;

namespace NotionSync.Tests.Notion;

/// <summary>Answers in the order of a script, keeps what was sent, and fails on a request too many.</summary>
internal sealed class ScriptedNotion : HttpMessageHandler
{
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> _script = new();

    public List<(string Request, string? Body, string? Authorization)> Sent { get; } = [];

    public List<HttpRequestMessage> Messages { get; } = [];

    public ScriptedNotion Answer(int status, string body, string contentType = "application/json", string? retryAfter = null) => Add(_ =>
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, contentType) };
        if (retryAfter is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        return Task.FromResult(response);
    });

    public ScriptedNotion Refuse(int status, string code, string message = "No.", string? additionalData = null, string? retryAfter = null) => Answer(
        status,
        string.Create(CultureInfo.InvariantCulture, $$"""{"object":"error","status":{{status}},"code":"{{code}}","message":"{{message}}","request_id":"r-1"{{(additionalData is null ? "" : ",\"additional_data\":" + additionalData)}}}"""),
        retryAfter: retryAfter);

    public ScriptedNotion Fail(Exception exception) => Add(_ => Task.FromException<HttpResponseMessage>(exception));

    /// <summary>Says nothing until the time limit of the attempt.</summary>
    public ScriptedNotion Hang(ImpatientTime time) => Add(async token =>
    {
        var given = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = token.Register(() => given.TrySetCanceled(token));
        time.TimeOut();
        return await given.Task;
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        lock (_script)
        {
            Sent.Add(($"{request.Method} {request.RequestUri!.PathAndQuery}", body, request.Headers.Authorization?.ToString()));
            Messages.Add(request);
        }

        return _script.TryDequeue(out var answer)
            ? await answer(cancellationToken)
            : throw new InvalidOperationException($"Nothing is scripted for {request.Method} {request.RequestUri}.");
    }

    private ScriptedNotion Add(Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _script.Enqueue(answer);
        return this;
    }
}
