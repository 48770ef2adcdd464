using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.MLflow;

/// <summary>The source at a recorded MLflow over real HTTP.</summary>
internal sealed class MlflowBench : IAsyncDisposable
{
    public const string Secret = "s3cr3t-of-mlflow";

    private readonly StubVendor vendor;
    private readonly ServiceProvider services;

    private MlflowBench(StubVendor vendor, ServiceProvider services, RecordedMlflow mlflow, ContractTime time) =>
        (this.vendor, this.services, Mlflow, Time) = (vendor, services, mlflow, time);

    public RecordedMlflow Mlflow { get; }

    public ContractTime Time { get; }

    public IReadOnlyList<StubRequest> Requests => vendor.Requests;

    /// <summary>Answers in place of the recorded MLflow; null lets it answer.</summary>
    public Func<StubRequest, StubAnswer?> Instead { get; set; } = _ => null;

    public static async Task<MlflowBench> StartAsync(string folder = "mlflow", Dictionary<string, string?>? settings = null)
    {
        var vendor = await StubVendor.StartAsync(TestContext.Current.CancellationToken);
        var (mlflow, time) = (new RecordedMlflow(folder), new ContractTime());
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Sources:MLflow:BaseUrl"] = vendor.Address.AbsoluteUri, ["Sources:MLflow:WebUrl"] = "https://mlflow.example.com/" })
            .AddInMemoryCollection(settings ?? new() { ["Sources:MLflow:Token"] = Secret })
            .Build();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddSources(configuration).BuildServiceProvider();
        var bench = new MlflowBench(vendor, services, mlflow, time);
        vendor.Healthy = request => (bench.Instead(request) ?? mlflow.Answer(request)) with { Headers = new Dictionary<string, string> { ["Date"] = time.Now.ToString("R") } };
        return bench;
    }

    public ISource Source => services.GetServices<ISource>().Single(source => source.Name == "MLflow");

    public async Task<ReadResult> ReadAsync(string kind, JsonObject? settings = null, string? cursor = null)
    {
        var before = vendor.Requests.Count;
        var items = new List<SourceItem>();
        SourceException? failure = null;
        try
        {
            await foreach (var item in Source.ReadAsync(new SourceQuery(kind, settings, Time.Now, cursor), TestContext.Current.CancellationToken))
            {
                items.Add(item);
            }
        }
        catch (SourceException fault)
        {
            failure = fault;
        }

        return new ReadResult(items, failure, [.. vendor.Requests.Skip(before)]);
    }

    public Task<IReadOnlyList<Diagnostic>> CheckAsync() => Source.CheckAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await vendor.DisposeAsync();
    }
}
