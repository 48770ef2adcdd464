using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.JsonApi;

/// <summary>Registers sources that mapping files bring along: any JSON API, each under its own name.</summary>
public static class JsonApiServices
{
    /// <summary>The kind by which a block says that its source is one of these.</summary>
    public const string Kind = "http";

    private const string DefaultSchedule = "0 0/15 * * * ?";

    /// <summary>Its keys below <c>Sources:&lt;Name&gt;</c>, the same for each.</summary>
    public static ImmutableArray<SourceKey> Keys { get; } =
        [new("BaseUrl"), new("Token", IsSecret: true), new("Username", IsSecret: true), new("Password", IsSecret: true), new("Headers:<Name>", IsSecret: true)];

    /// <summary>A source as the catalog lists it.</summary>
    public static SourceEntry Entry(MappedSource source) => new(source.Name, DefaultSchedule, (services, configuration) => Add(services, configuration, source))
    {
        Keys = Keys,
        Missing = configuration => source.Reads.Any(read => JsonApiReader.Read(read).Settings.BaseUrl is not null) ? [] : SourceCatalog.Unset(configuration, $"{Section(source)}:BaseUrl"),
    };

    private static string Section(MappedSource source) => $"Sources:{source.Name}";

    private static void Add(IServiceCollection services, IConfiguration configuration, MappedSource source)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<JsonApiOptions>(source.Name).Bind(configuration.GetSection(Section(source))).ValidateOnStart();
        services.AddSingleton<IValidateOptions<JsonApiOptions>>(new JsonApiOptionsValidator(source.Name));
        services.AddVendorClient(source.Name, Section(source)).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
            // A proxy would look names up itself, out of the guard's sight.
            UseProxy = false,
            ConnectCallback = MetadataGuard.OfThisMachine.ConnectAsync,
        });
        var missing = Entry(source).Missing;
        services.AddSingleton<ISource>(provider =>
        {
            var api = new JsonApiClient(
                source.Name,
                provider.GetRequiredService<IOptionsMonitor<JsonApiOptions>>(),
                provider.GetRequiredService<IHttpClientFactory>(),
                provider.GetRequiredService<TimeProvider>());
            var check = new JsonApiCheck(api, source.Reads, missing(configuration).Count == 0, provider.GetRequiredService<TimeProvider>());
            return new KindSource(source.Name, [new JsonApiKind(api)], check.RunAsync);
        });
    }
}
