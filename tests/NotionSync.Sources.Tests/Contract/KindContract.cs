using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;

namespace NotionSync.Sources.Tests.Contract;

/// <summary>
/// What every kind of every source promises. A kind takes part by a class of its own that says how its vendor answers; items are
/// recorded ones, made distinct by number.
/// </summary>
public abstract partial class KindContract
{
    /// <summary>Echoed by every refusal, and never to be seen in a message.</summary>
    protected const string Secret = "s3cr3t-of-the-contract";

    /// <summary>The source's name in the catalog.</summary>
    protected abstract string Source { get; }

    /// <summary>The kind's name.</summary>
    protected abstract string Kind { get; }

    /// <summary>The block's <c>read</c> section; null for none.</summary>
    protected virtual JsonObject? Settings => null;

    /// <summary>Configuration that turns the source on at an address, with <see cref="Secret"/> as its credential.</summary>
    protected abstract IReadOnlyDictionary<string, string?> Configuration(Uri address);

    /// <summary>An item as the vendor sends it.</summary>
    protected abstract JsonObject Item(int number);

    /// <summary>An item with nothing but what the vendor always sends.</summary>
    protected abstract JsonObject SparseItem(int number);

    /// <summary>The vendor's answer when all is well: the list itself, and whatever else the kind asks for (details, names, …).</summary>
    protected abstract StubAnswer Answer(StubRequest request, VendorList list);

    /// <summary>Whether a request is for the list (and not for details of its items or the like).</summary>
    protected abstract bool IsListRequest(StubRequest request);

    /// <summary>A refusal as the vendor words it.</summary>
    protected virtual StubAnswer Refusal(int status) =>
        new(status, new JsonObject { ["message"] = $"refused, credential {Secret}" }.ToJsonString());

    /// <summary>An item whose state is a word that the vendor will only invent; the word must reach the record. Null: the kind has no such words.</summary>
    protected virtual JsonObject? ItemOfTomorrow(int number, string word) => null;

    /// <summary>Whether a member that nobody knows reaches the record too (it never fails it).</summary>
    protected virtual bool KeepsUnknownMembers => true;

    /// <summary>The time limit of requests that <see cref="Configuration"/> sets: shorter waits are over at once.</summary>
    protected virtual TimeSpan TimeLimit => TimeSpan.FromMinutes(1);

    /// <summary>Sources that mapping files bring along.</summary>
    protected virtual IReadOnlyList<MappedSource> Mapped => [];

    /// <summary>The sources among which it is found; by default the catalog's, and those that mapping files bring along.</summary>
    protected virtual IReadOnlyList<SourceEntry> Entries => SourceCatalog.With(Mapped);

    /// <summary>Further services, e.g. a replaced transport; by default the product's own.</summary>
    protected virtual void Register(IServiceCollection services)
    {
    }

    /// <summary>Starts the vendor with a list and reads the kind once.</summary>
    internal async Task<ReadResult> ReadAsync(VendorList list, Func<StubRequest, int, object?>? fault = null, string? cursor = null)
    {
        await using var bench = await BenchAsync(list, fault);
        return await bench.ReadAsync(cursor, TestContext.Current.CancellationToken);
    }

    internal async Task<ContractBench> BenchAsync(VendorList list, Func<StubRequest, int, object?>? fault = null)
    {
        var vendor = await StubVendor.StartAsync(TestContext.Current.CancellationToken);
        var time = new ContractTime { Limit = TimeLimit };
        vendor.Healthy = request => Answer(request, list);
        vendor.Fault = fault ?? ((_, _) => null);
        vendor.Silent = time.EndLongWaits;
        var services = Services(vendor.Address, time);
        return new ContractBench(vendor, time, services, SourceOf(services), Kind, Settings);
    }

    private ServiceProvider Services(Uri address, TimeProvider? time = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Configuration(address)).Build();
        var services = new ServiceCollection().AddSingleton(time ?? new ContractTime()).AddSources(configuration, Entries);
        Register(services);
        return services.BuildServiceProvider();
    }

    private ISource SourceOf(IServiceProvider services) => services.GetServices<ISource>().Single(source => source.Name == Source);

    internal VendorList List(int count, int pageSize = int.MaxValue) => new([.. Enumerable.Range(1, count).Select(Item)], pageSize);

    internal SourceKind Described(ISource source) => source.Kinds.Single(kind => kind.Name == Kind);
}

/// <summary>A source at a stub of its vendor.</summary>
internal sealed class ContractBench(StubVendor vendor, ContractTime time, ServiceProvider services, ISource source, string kind, JsonObject? settings) : IAsyncDisposable
{
    public StubVendor Vendor => vendor;

    public ContractTime Time => time;

    public ISource Source => source;

    /// <summary>Reads to the end, or to the exception.</summary>
    public async Task<ReadResult> ReadAsync(string? cursor, CancellationToken cancellationToken)
    {
        var items = new List<SourceItem>();
        var query = new SourceQuery(kind, (JsonObject?)settings?.DeepClone(), time.Now, cursor);
        try
        {
            await foreach (var item in source.ReadAsync(query, cancellationToken))
            {
                items.Add(item);
            }

            return new ReadResult(items, null, vendor.Requests);
        }
        catch (SourceException failure)
        {
            return new ReadResult(items, failure, vendor.Requests);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await vendor.DisposeAsync();
    }
}

/// <summary>What a read gave.</summary>
internal sealed record ReadResult(IReadOnlyList<SourceItem> Items, SourceException? Failure, IReadOnlyList<StubRequest> Requests)
{
    /// <summary>The records, in order.</summary>
    public IReadOnlyList<SourceRecord> Records => [.. Items.OfType<SourceItem.Found>().Select(found => found.Record)];

    /// <summary>The scopes that were read to their end.</summary>
    public IReadOnlyList<string> Scopes => [.. Items.OfType<SourceItem.ScopeRead>().Select(scope => scope.Scope)];

    /// <summary>Everything that was said of faults.</summary>
    public IReadOnlyList<string> Complaints =>
    [
        .. Items.OfType<SourceItem.Failed>().Select(failed => $"{failed.Part}: {failed.Reason}"),
        .. Items.OfType<SourceItem.Partial>().Select(partial => partial.Warning),
        .. Failure is null ? Array.Empty<string>() : [Failure.Message],
    ];

    /// <summary>The records of scopes that may be swept, by this read.</summary>
    public IEnumerable<SourceRecord> Sweepable => Records.Where(record => Scopes.Contains(record.Scope));

    /// <summary>Where the next read may start; null when it must be read whole again.</summary>
    public string? Cursor => Items.OfType<SourceItem.Next>().LastOrDefault()?.Cursor;
}
