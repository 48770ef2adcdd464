using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NotionSync.Abstractions;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.GitLab;

/// <summary>Registers the source.</summary>
internal static class GitLabServices
{
    /// <summary>Its line in the catalog.</summary>
    public static SourceEntry Entry { get; } = new(GitLabClient.Name, "0 3/10 * * * ?", Add)
    {
        Keys = [new("BaseUrl"), new("HistoryDays"), new("Projects"), new("Token", IsSecret: true)],
        Missing = configuration => SourceCatalog.Unset(configuration, $"{GitLabOptions.Section}:Token", $"{GitLabOptions.Section}:Projects"),
    };

    private static void Add(IServiceCollection services, IConfiguration configuration) => services
        .AddVendor<GitLabOptions>(configuration, GitLabClient.Name, GitLabOptions.Section, options => options.IsOn, options => options.OwnFaults())
        .AddSingleton<GitLabClient>()
        .AddSingleton<GitLabCheck>()
        .AddSingleton<ISource>(provider => new KindSource(
            GitLabClient.Name,
            [new PipelinesKind(provider.GetRequiredService<GitLabClient>(), provider.GetRequiredService<IOptions<GitLabOptions>>())],
            provider.GetRequiredService<GitLabCheck>().RunAsync));
}
