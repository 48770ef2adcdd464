using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NotionSync.Sources.Http;
using NotionSync.Sources.Prometheus.Contracts;

namespace NotionSync.Sources.Prometheus;

/// <summary>Tells answers of the API from all else that may stand at an address, and puts faults into words.</summary>
internal sealed class PrometheusAnswers(PrometheusOptions options, TimeProvider time)
{
    private readonly IReadOnlyList<string> secrets = options.Secrets();

    /// <summary>Reads an answer while it arrives.</summary>
    /// <exception cref="PrometheusException">It is a refusal, or none of the API's answers.</exception>
    public async Task<PrometheusAnswer<T>> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<Envelope<T>> type, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw await RefusalAsync(response, cancellationToken);
        }

        if (!IsJson(response))
        {
            throw Fault(response, $"answered {Shape(response)} where JSON was expected. Often this is the login page of a proxy: {CredentialFix}, and check {Key("BaseUrl")}.");
        }

        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var envelope = await JsonSerializer.DeserializeAsync(stream, type, cancellationToken);
            return envelope switch
            {
                { Status: "success", Data: { } data } => new(data, Warnings(envelope), Infos(envelope), response.Headers.Date),
                { Status: "error" } => throw Fault(response, $"refused: {Clean(envelope.Error ?? "no reason given")}", envelope.ErrorType ?? "unknown"),
                _ => throw Fault(response, $"answered JSON that is not Prometheus's. Check {Key("BaseUrl")}."),
            };
        }
        catch (JsonException fault)
        {
            throw Fault(response, $"answered something that cannot be read: {Clean(fault.Message)} Check {Key("BaseUrl")}.", innerException: fault);
        }
    }

    /// <summary>There was no connection.</summary>
    public PrometheusException Unreachable(Exception fault) => new(
        $"Prometheus at {options.Address} cannot be reached: {Clean(fault.Message).TrimEnd('.')}. Check {Key("BaseUrl")} and that the server runs.",
        status: 0,
        innerException: fault);

    /// <summary>The body is not packed in the way that its headers say.</summary>
    public PrometheusException Garbled(Exception fault) => new(
        $"Prometheus at {options.Address} answered something that cannot be unpacked as its header Content-Encoding says: {Clean(fault.Message).TrimEnd('.')}. Look for a proxy in between, and check {Key("BaseUrl")}.",
        status: 0,
        innerException: fault);

    /// <summary>There was no answer in time.</summary>
    public PrometheusException TooSlow(Exception fault) => new(
        $"Prometheus at {options.Address} did not answer within {options.Timeout.TotalSeconds:0.###} s. Check the server's load, or raise {Key("Timeout")}.",
        status: 0,
        innerException: fault);

    private async Task<PrometheusException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await AnswerText.ReadAsync(response.Content, cancellationToken);
        var (errorType, error) = Refusal(text);
        var words = Clean(error ?? (IsHtml(response) ? Shape(response) : text)) is { Length: > 0 } some ? $": {some}" : "";
        return Fault(response, What((int)response.StatusCode, words, isOfTheApi: errorType is not null), errorType);
    }

    private static string What(int status, string words, bool isOfTheApi) => status switch
    {
        401 or 403 => $"refused the credential{words}. {Capital(CredentialFix)}.",
        429 => $"wants fewer requests{words}. Read it less often ({Key("Schedule")}), or have its limit raised.",
        _ when isOfTheApi => $"refused{words}",
        404 => $"has no such call{words}. If the API lies below a path, {Key("BaseUrl")} must end in it, e.g. '/prometheus'.",
        503 => $"is not ready{words}. It may still be starting.",
        >= 500 => $"failed{words}. Look into its own log.",
        _ => $"refused{words}",
    };

    private PrometheusException Fault(HttpResponseMessage response, string what, string? errorType = null, Exception? innerException = null)
    {
        var status = (int)response.StatusCode;
        return new($"Prometheus at {options.Address} {what} (status {status})", status, errorType, RetryAfter.Of(response, time), innerException);
    }

    // `data` may be there in a refusal too and is not looked at, for its shape is unknown.
    private static (string? ErrorType, string? Error) Refusal(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && Member(root, "status") is "error"
                ? (Member(root, "errorType") ?? "unknown", Member(root, "error"))
                : (null, null);
        }
        catch (JsonException)
        {
            // Routers and proxies answer plain text; it is shown as it is.
            return (null, null);
        }
    }

    private static string? Member(JsonElement root, string name) =>
        root.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String ? member.GetString() : null;

    // Before 2.54 hints stood among the warnings, with this mark.
    private static bool IsHint(string warning) => warning.StartsWith("PromQL info:", StringComparison.Ordinal);

    private List<string> Warnings<T>(Envelope<T> envelope) =>
    [
        .. (envelope.Warnings ?? []).Where(warning => !IsHint(warning)).Select(Clean),
        .. envelope.IsPartial is true ? ["The store says that its answer is partial."] : Array.Empty<string>(),
    ];

    private List<string> Infos<T>(Envelope<T> envelope) =>
        [.. (envelope.Infos ?? []).Concat((envelope.Warnings ?? []).Where(IsHint)).Select(Clean)];

    private string Clean(string text) => AnswerText.Clean(text, secrets);

    private static bool IsJson(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is { } type
        && (type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    private static bool IsHtml(HttpResponseMessage response) =>
        string.Equals(response.Content.Headers.ContentType?.MediaType, "text/html", StringComparison.OrdinalIgnoreCase);

    private static string Shape(HttpResponseMessage response) =>
        IsHtml(response) ? "a web page" : $"'{response.Content.Headers.ContentType?.MediaType ?? "no content type"}'";

    private static string CredentialFix => $"set {Key("Token")}, or {Key("Username")} and {Key("Password")}, or the header your gateway wants below {Key("Headers")}";

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];

    private static string Key(string option) => $"{PrometheusOptions.Section}:{option}";
}
