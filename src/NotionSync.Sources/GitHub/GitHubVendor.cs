using System.Text.Json.Nodes;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.GitHub;

/// <summary>How GitHub is addressed and how it says no.</summary>
internal static class GitHubVendor
{
    /// <summary>The name of its HTTP client, and in messages.</summary>
    public const string Name = "GitHub";

    private static readonly Uri PublicAddress = new("https://api.github.com/");
    private static readonly string[] DetailNames = ["resource", "field", "code"];

    /// <summary>GitHub by its options, without a credential: <paramref name="signIn"/> adds it.</summary>
    public static Vendor Create(GitHubOptions options, Func<HttpRequestMessage, CancellationToken, ValueTask> signIn) => new()
    {
        Name = Name,
        Section = GitHubOptions.Section,
        BaseUrl = Address(options),
        Timeout = options.Timeout,
        // GitHub asks its clients to send one request after the other.
        AtOnce = 1,
        Secrets = options.Secrets(),
        CredentialFix = options.IsApp
            ? $"check {GitHubOptions.Section}:AppId, InstallationId and PrivateKey, and that the App is installed"
            : $"set {GitHubOptions.Section}:Token to a token that has not expired",
        SignIn = signIn,
        Words = Words,
    };

    // It is left alone but for its last slash: an address such as https://api.SUB.ghe.com has no /api/v3.
    private static Uri Address(GitHubOptions options) =>
        Uri.TryCreate($"{options.BaseUrl?.Trim().TrimEnd('/')}/", UriKind.Absolute, out var address) ? address : PublicAddress;

    private static VendorWords Words(HttpResponseMessage response, JsonNode? body)
    {
        var said = SettingsCheck.Text((body as JsonObject)?["message"]) ?? "";
        var details = ((body as JsonObject)?["errors"] as JsonArray ?? []).Select(Detail).Where(detail => detail.Length > 0);
        return new VendorWords("", string.Join("; ", details.Prepend(said).Append(Hint(response, body)).Where(part => part.Length > 0)));
    }

    private static string Detail(JsonNode? error) => error switch
    {
        JsonObject members => SettingsCheck.Text(members["message"])
            ?? string.Join(' ', DetailNames.Select(name => SettingsCheck.Text(members[name])).OfType<string>()),
        _ => SettingsCheck.Text(error) ?? "",
    };

    private static string Hint(HttpResponseMessage response, JsonNode? body) => (int)response.StatusCode switch
    {
        403 when response.Headers.TryGetValues("X-GitHub-SSO", out var values) =>
            $"the organisation wants single sign-on: authorise the credential ({string.Join(' ', values)})",
        404 when body is not null => "it does not exist (any more), or the credential may not see it",
        _ => "",
    };
}
