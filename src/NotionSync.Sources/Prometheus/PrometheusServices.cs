using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NotionSync.Abstractions;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.Prometheus;

/// <summary>Registers the source.</summary>
internal static class PrometheusServices
{
    /// <summary>Adds it, with its options checked at start.</summary>
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<PrometheusOptions>().Bind(configuration.GetSection(PrometheusOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PrometheusOptions>, PrometheusOptionsValidator>();
        services.AddHttpClient(PrometheusClient.Name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.All,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                UseCookies = false,
            })
            .AddHttpMessageHandler(() => new SameHostRedirects($"{PrometheusOptions.Section}:BaseUrl"))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        services.AddSingleton<PrometheusClient>();
        services.AddSingleton<PrometheusCheck>();
        services.AddSingleton<ISource, PrometheusSource>();
    }
}
