using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.GitHub.App;

/// <summary>Gives the token of a GitHub App's installation: asked for once by all who need it, and anew ten minutes before its hour is over.</summary>
internal sealed class AppTokens : IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(50);

    private readonly GitHubOptions options;
    private readonly GitHubApi api;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim turn = new(1, 1);
    private string? token;
    private DateTimeOffset renewAt;

    /// <summary>Tokens for the App that the options name.</summary>
    public AppTokens(IOptions<GitHubOptions> options, IHttpMessageHandlerFactory handlers, TimeProvider time)
    {
        this.options = options.Value;
        this.time = time;
        api = new GitHubApi(GitHubVendor.Create(this.options, Prove), handlers, time);
    }

    /// <summary>A token that holds for ten minutes at least.</summary>
    /// <exception cref="VendorException">The App was refused.</exception>
    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var asked = time.GetUtcNow();
            if (token is { } known && asked < renewAt)
            {
                return known;
            }

            var minted = await AskAsync(cancellationToken);
            (token, renewAt) = (minted, asked + Life);
            return minted;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Drops the token, which GitHub refused before its time: the App's rights or its key were changed.</summary>
    /// <returns>False when there was none to drop.</returns>
    public bool Forget() => Interlocked.Exchange(ref token, null) is not null;

    /// <inheritdoc/>
    public void Dispose()
    {
        api.Dispose();
        turn.Dispose();
    }

    private async Task<string> AskAsync(CancellationToken cancellationToken)
    {
        var installation = options.InstallationId is { Length: > 0 } id ? id : await FindInstallationAsync(cancellationToken);
        var answer = await api.PostAsync($"app/installations/{Uri.EscapeDataString(installation)}/access_tokens", cancellationToken);
        return SettingsCheck.Text(answer.Object["token"]) is { Length: > 0 } minted ? minted : throw Fault("gave no token for the App's installation.");
    }

    private async Task<string> FindInstallationAsync(CancellationToken cancellationToken)
    {
        var answer = await api.GetAsync("app/installations?per_page=100", tag: null, cancellationToken);
        return answer.Items().ToList() switch
        {
            [var only] => SettingsCheck.Number(only["id"])?.ToString(CultureInfo.InvariantCulture) ?? throw Fault("named an installation without an id."),
            [] => throw Fault("knows no installation of the App. Install it on the organisation whose repositories are to be read."),
            var several => throw Fault(
                $"knows {several.Count} installations of the App: {string.Join(", ", several.Select(Describe))}. Set {GitHubOptions.Section}:InstallationId to one of these numbers."),
        };
    }

    private static string Describe(JsonObject installation) => $"{installation["id"]} ({(installation["account"] as JsonObject)?["login"] ?? "unknown account"})";

    private ValueTask Prove(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AppJwt.Create(options.AppId ?? "", options.Pem, time.GetUtcNow()));
        return ValueTask.CompletedTask;
    }

    private VendorException Fault(string what) => new($"{api.Vendor.Name} at {api.Vendor.Address} {what}", status: 200);
}
