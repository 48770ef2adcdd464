using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NotionSync.Abstractions;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;
using NotionSync.Sources.MLflow.Kinds;

namespace NotionSync.Sources.MLflow;

/// <summary>Registers the source.</summary>
internal static class MlflowServices
{
    /// <summary>Its line in the catalog.</summary>
    public static SourceEntry Entry { get; } = new("MLflow", "0 0/10 * * * ?", Add)
    {
        Keys =
        [
            new("BaseUrl"), new("WebUrl"), new("Token", IsSecret: true), new("Username", IsSecret: true), new("Password", IsSecret: true), new("Workspace"),
        ],
        Missing = configuration => SourceCatalog.Unset(configuration, $"{MlflowOptions.Section}:BaseUrl"),
    };

    private static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddVendor<MlflowOptions>(configuration, MlflowClient.Name, MlflowOptions.Section, options => options.IsOn, MlflowOptionFaults.Of);
        services.AddSingleton<MlflowClient>();
        services.AddSingleton<MlflowCheck>();
        services.AddSingleton<ISource>(provider => Source(provider.GetRequiredService<MlflowClient>(), provider.GetRequiredService<MlflowCheck>()));
    }

    // Experiments with their runs, and the registry: models and their versions.
    private static KindSource Source(MlflowClient client, MlflowCheck check) => new(
        "MLflow",
        [
            new DatasetsKind(client), new ExperimentsKind(client), new LoggedModelsKind(client), new ModelsKind(client), new RunsKind(client),
            new VersionsKind(client),
        ],
        check.RunAsync);
}
