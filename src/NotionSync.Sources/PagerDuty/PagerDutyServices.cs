using System.Net.Http.Headers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NotionSync.Abstractions;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;
using NotionSync.Sources.PagerDuty.Kinds;

namespace NotionSync.Sources.PagerDuty;

/// <summary>Registers the source.</summary>
internal static class PagerDutyServices
{
    private const string Name = "PagerDuty";

    /// <summary>Its line in the catalog.</summary>
    public static SourceEntry Entry { get; } = new(Name, "0 0/2 * * * ?", Add)
    {
        Keys = [new("BaseUrl"), new("HistoryDays"), new("Region"), new("Teams"), new("Token", IsSecret: true)],
        Missing = configuration => SourceCatalog.Unset(configuration, $"{PagerDutyOptions.Section}:Token"),
    };

    private static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddVendor<PagerDutyOptions>(configuration, Name, PagerDutyOptions.Section, options => options.IsOn, options => options.OwnFaults());
        services.AddSingleton<PagerDutyClient>(provider => new(
            Vendor(provider.GetRequiredService<IOptions<PagerDutyOptions>>().Value),
            provider.GetRequiredService<IHttpClientFactory>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<PagerDutyCheck>();
        services.AddSingleton<ISource>(Source);
    }

    // PagerDuty REST v2: incidents with their timelines, services, who is on call, priorities.
    private static KindSource Source(IServiceProvider provider)
    {
        var client = provider.GetRequiredService<PagerDutyClient>();
        var options = provider.GetRequiredService<IOptions<PagerDutyOptions>>();
        return new(
            Name,
            [new IncidentsKind(client, options), new OnCallsKind(client), new PrioritiesKind(client), new ServicesKind(client, options)],
            provider.GetRequiredService<PagerDutyCheck>().RunAsync);
    }

    private static Vendor Vendor(PagerDutyOptions options) => new()
    {
        Name = Name,
        Section = PagerDutyOptions.Section,
        BaseUrl = options.Address,
        Timeout = options.Timeout,
        AtOnce = 2,
        Secrets = options.Secrets(),
        CredentialFix = $"set {PagerDutyOptions.Section}:Token to a read-only API key of this account, and {PagerDutyOptions.Section}:Region to 'eu' if the account lives there",
        SignIn = (request, _) =>
        {
            request.Headers.Authorization = options.IsOAuth
                ? new AuthenticationHeaderValue("Bearer", options.Token)
                : new AuthenticationHeaderValue("Token", $"token={options.Token}");
            // The version's form is not one that the typed header takes.
            request.Headers.TryAddWithoutValidation("Accept", "application/vnd.pagerduty+json;version=2");
            return ValueTask.CompletedTask;
        },
        Words = (_, body) => PagerDutyWords.Of(body),
        Wait = PagerDutyWords.Wait,
    };
}
