using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NotionSync.Abstractions;
using NotionSync.Sources.Aws;
using NotionSync.Sources.CostExplorer.Kinds;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CostExplorer;

/// <summary>Registers the source.</summary>
internal static class CostExplorerServices
{
    /// <summary>Its line in the catalog.</summary>
    public static SourceEntry Entry { get; } = new("CostExplorer", "0 15 6 * * ?", Add)
    {
        Keys = [new("Region"), new("AskEvery"), new("MostRequestsPerDay"), .. AwsOptions.Keys],
        Missing = configuration => string.IsNullOrWhiteSpace(configuration[$"{CostExplorerOptions.Section}:ServiceUrl"])
            ? SourceCatalog.Unset(configuration, $"{CostExplorerOptions.Section}:Enabled")
            : [],
    };

    private static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<CostExplorerOptions>().Bind(configuration.GetSection(CostExplorerOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CostExplorerOptions>>(new AwsOptionsValidator<CostExplorerOptions>(CostExplorerOptions.Section, Faults));
        services.AddVendorClient(AwsService.CostExplorer.Name, CostExplorerOptions.Section, "ServiceUrl");
        services.AddSingleton<CostExplorerClient>();
        services.AddSingleton<CostExplorerCheck>();
        services.AddSingleton<PaidAnswers>();
        services.AddSingleton<ISource>(provider => Source(provider.GetRequiredService<PaidAnswers>(), provider.GetRequiredService<CostExplorerCheck>()));
    }

    private static KindSource Source(PaidAnswers answers, CostExplorerCheck check) =>
        new(AwsService.CostExplorer.Name, [new AnomaliesKind(answers), new CostsKind(answers), new ForecastKind(answers)], check.RunAsync);

    private static IEnumerable<string> Faults(CostExplorerOptions options)
    {
        if (!AwsRegions.IsName(options.BillingRegion))
        {
            yield return $"{CostExplorerOptions.Section}:Region '{options.Region}' is no region. Leave it out for us-east-1, where AWS bills; for China write cn-northwest-1.";
        }

        if (options.AskEvery < CostExplorerOptions.ShortestPause || options.AskEvery > CostExplorerOptions.LongestPause)
        {
            yield return $"{CostExplorerOptions.Section}:AskEvery must be between {CostExplorerOptions.ShortestPause} and {CostExplorerOptions.LongestPause}, was '{options.AskEvery}'.";
        }

        if (options.MostRequestsPerDay < 1)
        {
            yield return $"{CostExplorerOptions.Section}:MostRequestsPerDay must be at least 1, was {options.MostRequestsPerDay}. To read nothing, set {CostExplorerOptions.Section}:Enabled to false.";
        }
    }
}
