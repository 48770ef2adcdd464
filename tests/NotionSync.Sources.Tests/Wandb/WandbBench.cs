using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NotionSync.Abstractions;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.Wandb;

/// <summary>The source at a server that answers each operation as a test says.</summary>
internal sealed class WandbBench : IAsyncDisposable
{
    public const string Secret = "k3y-of-the-service-account";

    private readonly Dictionary<string, Func<JsonObject, StubAnswer>> answers = [];
    private readonly ServiceProvider services;

    private WandbBench(StubVendor vendor, ContractTime time, ServiceProvider services) => (Vendor, Time, this.services) = (vendor, time, services);

    public StubVendor Vendor { get; }

    public ContractTime Time { get; }

    /// <summary>What was asked of one operation, in order.</summary>
    public IReadOnlyList<JsonObject> Asked(string operation) => [.. Vendor.Requests.Where(request => WandbStub.Operation(request) == operation).Select(WandbStub.Variables)];

    public static async Task<WandbBench> StartAsync(params (string Key, string? Value)[] settings)
    {
        var vendor = await StubVendor.StartAsync(TestContext.Current.CancellationToken);
        var time = new ContractTime();
        var configuration = WandbStub.Configuration(vendor.Address, Secret);
        foreach (var (key, value) in settings)
        {
            configuration[$"Sources:Wandb:{key}"] = value;
        }

        var services = new ServiceCollection().AddSingleton<TimeProvider>(time)
            .AddSources(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build())
            .BuildServiceProvider();
        var bench = new WandbBench(vendor, time, services);
        vendor.Silent = time.EndLongWaits;
        vendor.Healthy = bench.Answer;
        return bench;
    }

    private StubAnswer Answer(StubRequest request)
    {
        var answer = answers.TryGetValue(WandbStub.Operation(request), out var prepared)
            ? prepared(WandbStub.Variables(request))
            : WandbStub.Errors($"no answer was prepared for '{WandbStub.Operation(request)}'");
        return answer with { Headers = new Dictionary<string, string>(answer.Headers) { ["Date"] = Time.Now.ToString("R") } };
    }

    /// <summary>Answers an operation, given its variables.</summary>
    public WandbBench On(string operation, Func<JsonObject, StubAnswer> answer)
    {
        answers[operation] = answer;
        return this;
    }

    /// <summary>Answers the list of runs with these.</summary>
    public WandbBench OnRuns(params JsonObject[] runs) => On("Runs", _ => Runs(runs.Length, new VendorPage([.. runs.Select(run => (JsonObject)run.DeepClone())], null, 0)));

    public static StubAnswer Runs(int count, VendorPage page) => WandbStub.OfProject([new("runCount", count), new("runs", WandbStub.Connection(page))]);

    /// <summary>A run with these members more or other.</summary>
    public static JsonObject ARun(int number, params (string Name, JsonNode? Value)[] members)
    {
        var run = new JsonObject { ["id"] = $"UnVu{number}", ["name"] = $"run{number}", ["state"] = "finished", ["createdAt"] = $"2025-09-{number:00}T08:30:00" };
        foreach (var (name, value) in members)
        {
            run[name] = value;
        }

        return run;
    }

    public async Task<ReadResult> ReadAsync(string kind, string? settings = null, string? cursor = null)
    {
        var items = new List<SourceItem>();
        try
        {
            var query = new SourceQuery(kind, settings is null ? null : (JsonObject)JsonNode.Parse(settings)!, Time.Now, cursor);
            await foreach (var item in Source.ReadAsync(query, TestContext.Current.CancellationToken))
            {
                items.Add(item);
            }

            return new ReadResult(items, null, Vendor.Requests);
        }
        catch (SourceException failure)
        {
            return new ReadResult(items, failure, Vendor.Requests);
        }
    }

    public ISource Source => services.GetServices<ISource>().Single(source => source.Name == "Wandb");

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Vendor.DisposeAsync();
    }
}
