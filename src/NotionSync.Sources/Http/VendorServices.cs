using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace NotionSync.Sources.Http;

/// <summary>Registers what every vendor that is read over HTTP needs.</summary>
internal static class VendorServices
{
    /// <summary>Adds the clock, the vendor's options with their checks, and the HTTP client of its name.</summary>
    /// <param name="services">Where they are registered.</param>
    /// <param name="configuration">Holds the section.</param>
    /// <param name="name">The client's name: the vendor's.</param>
    /// <param name="section">E.g. <c>Sources:MLflow</c>.</param>
    /// <param name="isOn">Whether the source would be read; options of one that is off are not checked.</param>
    /// <param name="faults">Faults of the vendor's own keys, as sentences that begin with the key.</param>
    public static IServiceCollection AddVendor<T>(
        this IServiceCollection services, IConfiguration configuration, string name, string section, Func<T, bool> isOn, Func<T, IEnumerable<string>> faults)
        where T : VendorOptions
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<T>>(new VendorOptionsValidator<T>(section, isOn, faults));
        services.AddVendorClient(name, section);
        return services;
    }
}
