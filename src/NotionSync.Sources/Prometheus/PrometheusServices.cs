using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NotionSync.Abstractions;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;
using NotionSync.Sources.Prometheus.Kinds;

namespace NotionSync.Sources.Prometheus;

/// <summary>Registers the source.</summary>
internal static class PrometheusServices
{
    /// <summary>Its line in the catalog.</summary>
    public static SourceEntry Entry { get; } = new("Prometheus", "0 0/5 * * * ?", Add)
    {
        Keys = [new("BaseUrl"), new("Token", IsSecret: true), new("Username", IsSecret: true), new("Password", IsSecret: true), new("Headers:<Name>", IsSecret: true)],
        Missing = configuration => SourceCatalog.Unset(configuration, $"{PrometheusOptions.Section}:BaseUrl"),
    };

    private static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<PrometheusOptions>().Bind(configuration.GetSection(PrometheusOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PrometheusOptions>, PrometheusOptionsValidator>();
        services.AddVendorClient(PrometheusClient.Name, PrometheusOptions.Section);
        services.AddSingleton<PrometheusClient>();
        services.AddSingleton<PrometheusCheck>();
        services.AddSingleton<ISource>(provider => Source(provider.GetRequiredService<PrometheusClient>(), provider.GetRequiredService<PrometheusCheck>()));
    }

    // Prometheus and stores that speak its HTTP API: figures by query, targets, rules and alerts.
    private static KindSource Source(PrometheusClient client, PrometheusCheck check) =>
        new("Prometheus", [new AlertsKind(client), new RulesKind(client), new SeriesKind(client), new TargetsKind(client)], check.RunAsync);
}
