using System.Net.Http.Headers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NotionSync.Abstractions;
using NotionSync.Sources.GitHub.App;
using NotionSync.Sources.GitHub.Kinds;
using NotionSync.Sources.GitHub.Reading;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.GitHub;

/// <summary>Registers the source.</summary>
internal static class GitHubServices
{
    /// <summary>Its line in the catalog.</summary>
    public static SourceEntry Entry { get; } = new(GitHubVendor.Name, "0 2/10 * * * ?", Add)
    {
        Keys = [new("BaseUrl"), new("Token", IsSecret: true), new("AppId"), new("InstallationId"), new("PrivateKey", IsSecret: true), new("Repositories")],
        Missing = Missing,
    };

    // An App may read all that it is installed on; what a token may see is more than anybody means.
    private static IReadOnlyList<string> Missing(IConfiguration configuration) => SourceCatalog.Unset(configuration, $"{GitHubOptions.Section}:AppId").Count == 0
        && SourceCatalog.Unset(configuration, $"{GitHubOptions.Section}:Token").Count > 0
        ? SourceCatalog.Unset(configuration, $"{GitHubOptions.Section}:PrivateKey")
        : SourceCatalog.Unset(configuration, $"{GitHubOptions.Section}:Token", $"{GitHubOptions.Section}:Repositories");

    private static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddVendor<GitHubOptions>(configuration, GitHubVendor.Name, GitHubOptions.Section, options => options.IsOn, GitHubOptionsFaults.Of);
        services.AddSingleton<AppTokens>();
        services.AddSingleton(Api);
        services.AddSingleton<RepositoryList>();
        services.AddSingleton<RepositoryReader>();
        services.AddSingleton<GitHubCheck>();
        services.AddSingleton<ISource>(provider => Source(provider.GetRequiredService<RepositoryReader>(), provider.GetRequiredService<GitHubCheck>()));
    }

    private static GitHubApi Api(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<GitHubOptions>>().Value;
        var tokens = provider.GetRequiredService<AppTokens>();
        return new GitHubApi(
            GitHubVendor.Create(options, async (request, cancellationToken) => request.Headers.Authorization =
                new AuthenticationHeaderValue("Bearer", options.IsApp ? await tokens.GetAsync(cancellationToken) : options.Token)),
            provider.GetRequiredService<IHttpMessageHandlerFactory>(),
            provider.GetRequiredService<TimeProvider>(),
            tokens.Forget);
    }

    // Repositories, what is released, deployed, run and written in them, and the incidents that people file there.
    private static KindSource Source(RepositoryReader reader, GitHubCheck check) => new(
        GitHubVendor.Name,
        [
            new DeploymentsKind(reader), new FilesKind(reader), new IssuesKind(reader), new ReleasesKind(reader),
            new RepositoriesKind(reader), new RunsKind(reader), new WorkflowsKind(reader),
        ],
        check.RunAsync);
}
