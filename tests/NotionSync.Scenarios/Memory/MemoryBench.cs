using System.Text.Json.Nodes;
using NotionSync.Scenarios.Product;

namespace NotionSync.Scenarios.Memory;

/// <summary>The product with a source of very many records, a mapping for them, and an eye on its memory.</summary>
internal sealed class MemoryBench : IAsyncDisposable
{
    private readonly Notionsync product;
    private readonly NotionEyes eyes;
    private readonly string mappings;

    private MemoryBench(Notionsync product, ManyRecords records, string mappings)
    {
        (this.product, Records, this.mappings) = (product, records, mappings);
        eyes = new NotionEyes(product.Server);
        product.Settings["Mappings__Path"] = mappings;
        product.Settings["Sources__Registry__BaseUrl"] = records.Address.ToString();
    }

    /// <summary>The source.</summary>
    public ManyRecords Records { get; }

    /// <summary>Where the product keeps its state.</summary>
    public string StateConnectionString => product.Settings["State__ConnectionString"]!; // set by the product's stand

    /// <summary>Starts all of it and builds the databases.</summary>
    /// <param name="files">Mapping files by name.</param>
    public static async Task<MemoryBench> StartAsync(IReadOnlyDictionary<string, string> files)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the kernel's own figure of a process's peak is read from /proc, which Linux alone has");
        var mappings = Directory.CreateTempSubdirectory("notionsync-mappings").FullName;
        foreach (var (name, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(mappings, name), text, TestContext.Current.CancellationToken);
        }

        var bench = new MemoryBench(await Notionsync.WithEmptyWorkspaceAsync(), await ManyRecords.StartAsync(), mappings);
        await bench.product.DoAsync("import");
        return bench;
    }

    /// <summary>Syncs, to the end or until Notion has taken so many writes.</summary>
    /// <returns>The process's peak in MB (2^20 bytes), and its report; null when it did not come to its end.</returns>
    public async Task<(double Peak, JsonObject? Report)> SyncAsync(int? mostWrites = null)
    {
        var before = await eyes.WritesAsync();
        using var process = product.Start("sync", "--output", "json");
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var peak = await PeakMemory.OfAsync(process, async () => mostWrites is { } most && await eyes.WritesAsync() - before >= most);
        if (mostWrites is not null)
        {
            Assert.True(await eyes.WritesAsync() - before >= mostWrites, $"ended before its time: {await error}{await output}");
            return (peak, null);
        }

        Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode}: {await error}{await output}");
        return (peak, JsonNode.Parse(await output)!.AsObject());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        eyes.Dispose();
        await product.DisposeAsync();
        await Records.DisposeAsync();
        Directory.Delete(mappings, recursive: true);
    }
}
