using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NotionSync.Abstractions;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.Aws;

/// <summary>A source at a stub of AWS, whose every request is judged: signed rightly, and known to the service's own model.</summary>
internal sealed class AwsBench : IAsyncDisposable
{
    /// <summary>The secret key; never sent, never to be seen.</summary>
    public const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private readonly string name;
    private readonly ServiceProvider services;
    private readonly ServiceModel model;

    private AwsBench(string name, StubVendor vendor, ContractTime time, ServiceProvider services) =>
        (this.name, Vendor, Time, this.services, model) = (name, vendor, time, services, ServiceModel.Load(name.ToLowerInvariant()));

    public StubVendor Vendor { get; }

    public ContractTime Time { get; }

    public ISource Source => services.GetServices<ISource>().Single(source => source.Name == name);

    /// <summary>What was asked, as operation and input.</summary>
    public IReadOnlyList<(string Operation, JsonObject Input)> Asked => [.. Vendor.Requests.Select(request => (AwsStub.Operation(request), AwsStub.Input(request)))];

    /// <summary>Starts one.</summary>
    /// <param name="name">The source.</param>
    /// <param name="at">The clock.</param>
    /// <param name="answer">By operation and input.</param>
    /// <param name="settings">Further configuration below the source's section.</param>
    public static async Task<AwsBench> StartAsync(
        string name, DateTimeOffset at, Func<string, JsonObject, StubAnswer> answer, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var vendor = await StubVendor.StartAsync(TestContext.Current.CancellationToken);
        var time = new ContractTime { Now = at };
        vendor.Healthy = request => answer(AwsStub.Operation(request), AwsStub.Input(request));
        var configuration = AwsStub.Keys(name, vendor.Address, Secret);
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
        {
            configuration[$"Sources:{name}:{key}"] = value;
        }

        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddSources(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build())
            .BuildServiceProvider();
        return new AwsBench(name, vendor, time, services);
    }

    /// <summary>Reads a kind to its end, or to the exception.</summary>
    public async Task<ReadResult> ReadAsync(string kind, string? settings = null, string? cursor = null)
    {
        var items = new List<SourceItem>();
        var read = settings is null ? null : JsonNode.Parse(settings)!.AsObject();
        Assert.Empty(Source.CheckSettings(kind, read));
        try
        {
            await foreach (var item in Source.ReadAsync(new SourceQuery(kind, read, Time.Now, cursor), TestContext.Current.CancellationToken))
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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var request in Vendor.Requests)
        {
            Assert.Null(SignatureJudge.Fault(request, Secret));
            Assert.Empty(model.Faults(AwsStub.Operation(request), AwsStub.Input(request)));
        }

        await services.DisposeAsync();
        await Vendor.DisposeAsync();
    }
}
