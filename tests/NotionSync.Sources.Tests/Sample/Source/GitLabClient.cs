using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.GitLab;

/// <summary>Reads GitLab's REST API, version 4. Only reads.</summary>
internal sealed class GitLabClient(IOptions<GitLabOptions> options, IHttpClientFactory http, TimeProvider time)
{
    /// <summary>As the vendor spells it.</summary>
    public const string Name = "GitLab";

    private readonly JsonExchange exchange = new(Of(options.Value), http, time);

    /// <summary>Reads a project's pipelines that changed, page by page, the newest first.</summary>
    /// <exception cref="VendorException">It was refused, or the same page came twice.</exception>
    public IAsyncEnumerable<JsonObject> PipelinesAsync(string project, string since, CancellationToken cancellationToken) => exchange
        .PagesAsync(
            $"pipelines of '{project}'",
            (page, stop) => exchange.GetListAsync($"{List(project)}?updated_after={Uri.EscapeDataString(since)}&per_page=100&page={page ?? "1"}", stop),
            page => page.Headers.GetValueOrDefault("X-Next-Page"),
            cancellationToken)
        .SelectMany(page => page.Items());

    /// <summary>Asks for a project's newest pipeline.</summary>
    /// <exception cref="VendorException">It was refused.</exception>
    public Task<JsonAnswer> ProbeAsync(string project, CancellationToken cancellationToken) => exchange.GetListAsync($"{List(project)}?per_page=1", cancellationToken);

    private static string List(string project) => $"projects/{Uri.EscapeDataString(project)}/pipelines";

    private static Vendor Of(GitLabOptions options) => new()
    {
        Name = Name,
        Section = GitLabOptions.Section,
        BaseUrl = options.Address,
        Timeout = options.Timeout,
        Secrets = options.Secrets(),
        CredentialFix = $"set {GitLabOptions.Section}:Token to an access token with the scope 'read_api'",
        SignIn = Vendor.Header("PRIVATE-TOKEN", options.Token),
        Words = (_, body) => new("", Text(body, "message") ?? Text(body, "error_description") ?? ""),
    };

    private static string? Text(JsonNode? body, string member) => SettingsCheck.Text((body as JsonObject)?[member]);
}
