using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace NotionSync.Sources.Http;

/// <summary>Registers HTTP clients of vendors.</summary>
internal static class VendorClients
{
    /// <summary>
    /// Adds the named client of a vendor: connections are renewed, answers may be compressed, cookies are not kept, and redirects are
    /// followed on the same host only. Time limits are the pipeline's.
    /// </summary>
    /// <param name="services">Where it is registered.</param>
    /// <param name="name">The client's name.</param>
    /// <param name="section">The vendor's section, e.g. <c>Sources:MLflow</c>.</param>
    /// <param name="addressSetting">Its key that a refused redirect names.</param>
    public static IHttpClientBuilder AddVendorClient(this IServiceCollection services, string name, string section, string addressSetting = "BaseUrl") => services
        .AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        })
        .AddHttpMessageHandler(() => new SameHostRedirects($"{section}:{addressSetting}"))
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
}
