using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using NotionSync.Model;
using NotionSync.Sources.GitHub.Reading;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.GitHub;

/// <summary>Asks GitHub whether address, credential, repositories, each right, the limit and the clock are right.</summary>
internal sealed class GitHubCheck(GitHubApi api, RepositoryList list, IOptions<GitHubOptions> options, TimeProvider time)
{
    private const string Repositories = GitHubOptions.Section + ":Repositories";

    private static readonly TimeSpan SoonOver = TimeSpan.FromDays(14);

    // The first of the repositories shows the rights, which are the same for all of them in a token or an App.
    private static readonly Probe[] Probes =
    [
        new("git/trees/HEAD", "Contents: read", "owners, releases and files", EmptyAt: 409),
        new("actions/runs?per_page=1", "Actions: read", "workflows and their runs"),
        new("deployments?per_page=1", "Deployments: read", "what is deployed where"),
        new("issues?per_page=1", "Issues: read", "incidents", EmptyAt: 410),
        new("commits/HEAD/check-runs?per_page=1", "Checks: read", "the message of a failing step", EmptyAt: 409, IsNeeded: false),
    ];

    private string Credential => $"{GitHubOptions.Section}:{(options.Value.IsApp ? "AppId" : "Token")}";

    /// <summary>What is wrong, with the mend; empty when all is well.</summary>
    public async Task<IReadOnlyList<Diagnostic>> RunAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn)
        {
            return [];
        }

        GitHubAnswer? limit = null;
        try
        {
            limit = await LimitAsync(cancellationToken);
            var questions = new Questions(api, Memory.From(null).Part(""));
            var listed = await list.ReadAsync(settings: null, questions, cancellationToken);
            return
            [
                .. limit is null ? [] : OfAnswer(limit),
                .. listed.Faults.Select(fault => new Diagnostic(Severity.Error, Repositories, $"{fault.Entry}: {fault.Fault.Message}", "Check the owner's name, and that the credential may see its repositories.")),
                .. listed.PublicOnly.Select(PublicAlone),
                .. listed is { Found: [], Faults: [] } ? [Nothing()] : Array.Empty<Diagnostic>(),
                .. await NamedAsync(listed, questions, cancellationToken),
            ];
        }
        catch (VendorException fault)
        {
            return
            [
                .. limit is null ? [] : OfAnswer(limit),
                new(fault.Status == 429 ? Severity.Warning : Severity.Error, fault.Status is 401 or 403 or 429 ? Credential : $"{GitHubOptions.Section}:BaseUrl", fault.Message, fault.Status == 401 ? $"Make a new one and set {Credential}." : ""),
            ];
        }
    }

    // It is free of charge. Where a server has no limits, it says that there is no such thing.
    private async Task<GitHubAnswer?> LimitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await api.GetAsync("rate_limit", tag: null, cancellationToken);
        }
        catch (VendorException off) when (off is { Status: 404, Body: not null })
        {
            return null;
        }
    }

    private IEnumerable<Diagnostic> OfAnswer(GitHubAnswer answer) => [.. Skew(answer), .. Expiry(answer), .. Version(answer), .. Quota(answer)];

    private IEnumerable<Diagnostic> Skew(GitHubAnswer answer) =>
        ClockSkew.Find(Time(answer, "Date"), time, $"{GitHubOptions.Section}:BaseUrl", "GitHub", "Set it by NTP: an App is refused when it is a minute off.");

    private IEnumerable<Diagnostic> Expiry(GitHubAnswer answer)
    {
        if (Time(answer, "github-authentication-token-expiration") is { } end && end - time.GetUtcNow() is var left && left < SoonOver)
        {
            yield return new(Severity.Warning, Credential, $"The token expires on {end:yyyy-MM-dd}, in {Math.Max(left.TotalDays, 0):0} days.", $"Make a new one before that and set {Credential}.");
        }
    }

    private static IEnumerable<Diagnostic> Version(GitHubAnswer answer)
    {
        if (answer.Headers.GetValueOrDefault("x-github-api-version-selected") is { Length: > 0 } version && version != GitHubHandler.ApiVersion)
        {
            yield return new(Severity.Warning, $"{GitHubOptions.Section}:BaseUrl", $"GitHub answers by version {version} of its API, not {GitHubHandler.ApiVersion}.", "Update NotionSync, or the Enterprise Server.");
        }
    }

    private IEnumerable<Diagnostic> Quota(GitHubAnswer answer)
    {
        var core = (answer.Object["resources"] as JsonObject)?["core"] as JsonObject ?? [];
        if (core.Number("limit") is > 0 and var limit && core.Number("remaining") is { } remaining && remaining * 10 < limit)
        {
            yield return new(
                Severity.Warning,
                Credential,
                $"Only {remaining} of {limit} requests are left until {DateTimeOffset.FromUnixTimeSeconds(core.Number("reset") ?? 0):HH:mm} UTC.",
                $"Read less often ({GitHubOptions.Section}:Schedule), or use a GitHub App, whose limit grows with its repositories.");
        }
    }

    private Diagnostic PublicAlone(string owner) => new(
        Severity.Warning,
        Repositories,
        $"{owner} is a person: '{owner}/*' finds the public repositories alone.",
        options.Value.IsApp
            ? $"Leave {Repositories} out to read all that the App is installed on, or name the private ones, e.g. {owner}/name."
            : $"Use a token of {owner}, or name the private ones, e.g. {owner}/name.");

    private Diagnostic Nothing() => new(
        Severity.Warning,
        Repositories,
        "No repository is read.",
        options.Value.IsApp ? "Give the App's installation access to repositories." : $"Set {Repositories} to what is to be read, e.g. owner/*.");

    private async Task<IEnumerable<Diagnostic>> NamedAsync(ListedRepositories listed, Questions questions, CancellationToken cancellationToken)
    {
        var findings = new List<Diagnostic>();
        RepositoryReading? seen = null;
        foreach (var one in listed.Found.Where(one => one.Name == one.Entry || seen is null))
        {
            var reading = new RepositoryReading(questions, one.Name, one.Name);
            if (await RefusalAsync(reading, "", cancellationToken) is { } fault)
            {
                findings.Add(new(Severity.Error, Repositories, $"{one.Name}: {fault.Message}", $"Check the name, and give {Credential} access to it with the right 'Metadata: read'."));
            }
            else
            {
                seen ??= reading;
            }
        }

        return seen is null ? findings : [.. findings, .. await RightsAsync(seen, cancellationToken)];
    }

    private async Task<IEnumerable<Diagnostic>> RightsAsync(RepositoryReading reading, CancellationToken cancellationToken)
    {
        var findings = new List<Diagnostic>();
        foreach (var probe in Probes)
        {
            if (await RefusalAsync(reading, probe.Path, cancellationToken) is { } fault && fault.Status != probe.EmptyAt)
            {
                findings.Add(new(
                    probe.IsNeeded ? Severity.Error : Severity.Warning,
                    Credential,
                    $"{reading.Name}: {fault.Message}",
                    fault.Status is 403 or 404 ? $"Give {Credential} the repository right '{probe.Right}'; without it {probe.Feeds} cannot be read." : ""));
            }
        }

        return findings;
    }

    private static async Task<VendorException?> RefusalAsync(RepositoryReading reading, string below, CancellationToken cancellationToken)
    {
        try
        {
            await reading.GetAsync(below, cancellationToken);
            return null;
        }
        catch (VendorException fault) when (!fault.HarmsAll)
        {
            return fault;
        }
    }

    private static DateTimeOffset? Time(GitHubAnswer answer, string header) =>
        DateTimeOffset.TryParse(answer.Headers.GetValueOrDefault(header)?.Replace(" UTC", "Z", StringComparison.Ordinal), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var found) ? found : null;

    // EmptyAt: the status by which GitHub says that there is nothing, which is no lack of a right.
    private sealed record Probe(string Path, string Right, string Feeds, int EmptyAt = 0, bool IsNeeded = true);
}
