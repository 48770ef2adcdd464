using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb;

/// <summary>How Weights &amp; Biases is signed in to, and the four forms in which it says no.</summary>
internal static class WandbVendor
{
    /// <summary>The source's name.</summary>
    public const string Name = "Wandb";

    /// <summary>Makes it from the options.</summary>
    public static Vendor Of(WandbOptions options) => new()
    {
        Name = Name,
        Section = WandbOptions.Section,
        BaseUrl = options.Address,
        Timeout = options.Timeout,
        AtOnce = 2,
        Secrets = options.Secrets(),
        CredentialFix = $"set {WandbOptions.Section}:ApiKey to the key of a user or service account of this server",
        SignIn = (request, _) =>
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", options.Credential);
            request.Headers.UserAgent.ParseAdd("NotionSync");
            return ValueTask.CompletedTask;
        },
        Words = (_, body) => Words(body),
        Refuses = body => Errors(body).Any() || body is not JsonObject,
        Wait = Window,
        MayPass = fault => fault.Status >= 400 && fault.Status is not (400 or 401 or 403 or 404 or 409 or 410 or 413 or 422 or 501),
    };

    // The header comes on any answer; only a refusal for the limit's sake is one that the end of the window mends.
    private static TimeSpan? Window(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.TooManyRequests && response.Headers.TryGetValues("RateLimit-Reset", out var values) && double.TryParse(values.First(), CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 86400
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static VendorWords Words(JsonNode? body)
    {
        var errors = Errors(body).ToList();
        var message = string.Join("; ", errors.Select(Message).OfType<string>().Distinct().Take(3));
        var code = errors.OfType<JsonObject>().Select(error => SettingsCheck.Text((error["extensions"] as JsonObject)?["code"])).FirstOrDefault() ?? "";
        return new VendorWords(code, message.Length > 0 ? message : SettingsCheck.Text((body as JsonObject)?["message"]) ?? "");
    }

    // errors as a list of objects or of texts, error as an object or a text.
    private static IEnumerable<JsonNode> Errors(JsonNode? body) => body is not JsonObject answer ? []
        : [.. (answer["errors"] as JsonArray)?.OfType<JsonNode>() ?? [], .. answer["error"] is { } error ? new[] { error } : []];

    private static string? Message(JsonNode error) => SettingsCheck.Text(error is JsonObject parts ? parts["message"] : error);
}
