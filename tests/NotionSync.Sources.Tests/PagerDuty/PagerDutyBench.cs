using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.PagerDuty;

/// <summary>The source at an account that can be changed between reads.</summary>
internal sealed class PagerDutyBench : IAsyncDisposable
{
    private readonly StubVendor vendor;
    private readonly ServiceProvider services;

    private PagerDutyBench(StubVendor vendor, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        this.vendor = vendor;
        vendor.Healthy = Account.Answer;
        vendor.Silent = Time.EndLongWaits;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([.. PagerDutyStub.Configuration(vendor.Address, "u+secret"), new("Sources:PagerDuty:HistoryDays", "730")])
            .AddInMemoryCollection(settings)
            .Build();
        services = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddSources(configuration).BuildServiceProvider();
        Source = services.GetServices<ISource>().Single(source => source.Name == "PagerDuty");
    }

    public FakePagerDuty Account { get; } = new();

    public ContractTime Time { get; } = new();

    public ISource Source { get; }

    public IReadOnlyList<StubRequest> Requests => vendor.Requests;

    /// <summary>Asked before the account; see <see cref="StubVendor.Fault"/>.</summary>
    public Func<StubRequest, int, object?> Fault
    {
        set => vendor.Fault = value;
    }

    public static async Task<PagerDutyBench> StartAsync(params (string Key, string Value)[] settings) =>
        new(await StubVendor.StartAsync(TestContext.Current.CancellationToken), settings.Select(setting => KeyValuePair.Create($"Sources:PagerDuty:{setting.Key}", (string?)setting.Value)));

    /// <summary>Reads incidents to the end, or to the exception.</summary>
    public Task<ReadResult> ReadAsync(string? cursor = null, JsonObject? settings = null) => ReadAsync("incidents", cursor, settings);

    /// <summary>Reads a kind to the end, or to the exception.</summary>
    public async Task<ReadResult> ReadAsync(string kind, string? cursor, JsonObject? settings)
    {
        var items = new List<SourceItem>();
        var before = Requests.Count;
        SourceException? failure = null;
        try
        {
            await foreach (var item in Source.ReadAsync(new SourceQuery(kind, settings, Time.Now, cursor), TestContext.Current.CancellationToken))
            {
                items.Add(item);
            }
        }
        catch (SourceException thrown)
        {
            failure = thrown;
        }

        return new ReadResult(items, failure, [.. Requests.Skip(before)]);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await vendor.DisposeAsync();
    }
}

internal static class ReadResultExtensions
{
    /// <summary>The records' ids, in order.</summary>
    public static IEnumerable<string> Ids(this ReadResult read) => read.Records.Select(record => record.Data["id"]!.GetValue<string>());

    /// <summary>The record with this id.</summary>
    public static JsonObject Record(this ReadResult read, string id) => read.Records.Single(record => record.Data["id"]!.GetValue<string>() == id).Data;
}
