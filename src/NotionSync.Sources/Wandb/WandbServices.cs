using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NotionSync.Abstractions;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;
using NotionSync.Sources.Wandb.Kinds;

namespace NotionSync.Sources.Wandb;

/// <summary>Registers the source.</summary>
internal static class WandbServices
{
    /// <summary>Its line in the catalog.</summary>
    public static SourceEntry Entry { get; } = new(WandbVendor.Name, "0 4/15 * * * ?", Add)
    {
        Keys = [new("ApiKey", IsSecret: true), new("Entity"), new("Projects"), new("BaseUrl"), new("AppUrl")],
        Missing = configuration => SourceCatalog.Unset(configuration, $"{WandbOptions.Section}:ApiKey", $"{WandbOptions.Section}:Entity"),
    };

    private static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddVendor<WandbOptions>(configuration, WandbVendor.Name, WandbOptions.Section, options => options.IsOn, Faults);
        services.AddSingleton<ISource>(provider => Source(
            provider.GetRequiredService<IOptions<WandbOptions>>().Value, provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<TimeProvider>()));
    }

    private static IEnumerable<string> Faults(WandbOptions options)
    {
        if (options.ApiKey!.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)))
        {
            yield return $"{WandbOptions.Section}:ApiKey holds a blank or a line break. Set the key alone.";
        }

        if (options.Address.Host.Equals("wandb.ai", StringComparison.OrdinalIgnoreCase))
        {
            yield return $"{WandbOptions.Section}:BaseUrl is the address for people. The API of the cloud is at https://api.wandb.ai; leave the key out for it.";
        }

        if (options.AppUrl is { Length: > 0 } written && !(Uri.TryCreate(written.Trim(), UriKind.Absolute, out var app) && app.Scheme is "http" or "https"))
        {
            yield return $"{WandbOptions.Section}:AppUrl must be an absolute http or https address, e.g. 'https://wandb.example'.";
        }
    }

    private static KindSource Source(WandbOptions options, IHttpClientFactory http, TimeProvider time)
    {
        var client = new WandbClient(WandbVendor.Of(options), http, time);
        var projects = new WandbProjects(client, options);
        var links = new WandbLinks(options.App);
        return new KindSource(
            WandbVendor.Name,
            [
                new LossKind(new ArtifactsKind(client, projects, links), client, WandbDocuments.Collections, WandbDocuments.Versions),
                new LossKind(new ComparisonsKind(client, projects, options, links), client, WandbDocuments.Compared),
                new LossKind(new ProjectsKind(client, projects, options, links), client, WandbDocuments.Projects),
                new LossKind(new RegistryKind(client, options, links), client, WandbDocuments.Registered, WandbDocuments.OldRegistry),
                new ReportsKind(client, projects, links),
                new LossKind(new RunsKind(client, projects, new WandbBeats(client), links), client, WandbDocuments.Runs, WandbDocuments.Run),
                new SweepsKind(client, projects, links),
            ],
            new WandbCheck(client, projects, options, time).RunAsync);
    }
}
