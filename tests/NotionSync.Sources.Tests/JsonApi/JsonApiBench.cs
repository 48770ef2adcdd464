using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.JsonApi;

/// <summary>A source by mapping alone, at an API that answers as it is told.</summary>
internal sealed class JsonApiBench : IAsyncDisposable
{
    private readonly StubVendor vendor;
    private readonly ServiceProvider services;
    private readonly JsonObject read;

    private JsonApiBench(StubVendor vendor, JsonObject read, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        (this.vendor, this.read) = (vendor, read);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Sources:Sample:BaseUrl", vendor.Address.AbsoluteUri)]).AddInMemoryCollection(settings).Build();
        services = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddSources(configuration, new MappedSource("Sample", [read])).BuildServiceProvider();
    }

    public ContractTime Time { get; } = new();

    public Uri Address => vendor.Address;

    public ISource Source => services.GetServices<ISource>().Single(source => source.Name == "Sample");

    public IReadOnlyList<StubRequest> Requests => vendor.Requests;

    /// <summary>Starts one. A read without a path asks for <c>items</c>.</summary>
    public static async Task<JsonApiBench> StartAsync(Func<StubRequest, StubAnswer> answer, string read = "{}", params (string Key, string Value)[] settings)
    {
        var vendor = await StubVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Healthy = answer;
        var section = JsonNode.Parse(read)!.AsObject();
        section["path"] ??= "items";
        return new(vendor, section, settings.Select(setting => KeyValuePair.Create($"Sources:Sample:{setting.Key}", (string?)setting.Value)));
    }

    /// <summary>An answer that is a list of items with these ids.</summary>
    public static StubAnswer List(params int[] ids) => StubAnswer.Json(new JsonArray([.. ids.Select(id => SampleApi.Item(id))]));

    /// <summary>Reads to the end, or to the exception.</summary>
    public async Task<ReadResult> ReadAsync(string? cursor = null)
    {
        var items = new List<SourceItem>();
        var before = Requests.Count;
        SourceException? failure = null;
        try
        {
            await foreach (var item in Source.ReadAsync(new SourceQuery("http", read, Time.Now, cursor), TestContext.Current.CancellationToken))
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
