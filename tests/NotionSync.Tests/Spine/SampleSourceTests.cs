using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;
using NotionSync.Demo;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Sources;
using NotionSync.Sources.GitLab;
using NotionSync.Tests.Core.Mapping;

namespace NotionSync.Tests.Spine;

/// <summary>The sample source of <c>docs/sources/writing-a-source.md</c> and its mapping block, from the vendor's answers to rows.</summary>
public sealed partial class SampleSourceTests : IAsyncLifetime
{
    private const string Database = "pipelines";

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero));
    private readonly SampleGitLab vendor = new();
    private ReplayServer server = null!;
    private ServiceProvider services = null!;
    private ISource source = null!;

    public async ValueTask InitializeAsync()
    {
        server = await ReplayServer.StartAsync(vendor, TestContext.Current.CancellationToken);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(server.Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
        services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddSources(configuration, [GitLabServices.Entry]).BuildServiceProvider();
        source = services.GetServices<ISource>().Single();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Pipelines_become_runs()
    {
        await using var bench = await SyncedAsync();

        var pages = await bench.PagesAsync();
        var known = await bench.KnownAsync(Database);
        PropertyValue Shown(int pipeline, string property) =>
            pages[new RowRef(Database, new RowKey($"gitlab/pipelines/{pipeline}"))].ValuesByPropertyId[known.Properties[property].Id];

        Assert.Equal(
            ["Succeeded", "Failed", "Running", "Queued", "Cancelled"],
            Enumerable.Range(1001, 5).Select(pipeline => Assert.IsType<PropertyValue.Select>(Shown(pipeline, "Status")).Option));
        Assert.Equal(
            ["Train #1", "main #2", "main #3", "main #4", "main #5"],
            Enumerable.Range(1001, 5).Select(pipeline => Assert.IsType<PropertyValue.Text>(Shown(pipeline, "Name")).Content.Replace("acme/ml/trainer · ", "", StringComparison.Ordinal)));
        Assert.Equal(new PropertyValue.Select("Run"), Shown(1001, "Kind"));
        Assert.Equal(new PropertyValue.Checkbox(true), Shown(1001, "Succeeded"));
        Assert.Equal(new PropertyValue.Text("a91957a858320c0e17f3a0eca7cfacbff50ea29a"), Shown(1001, "Commit"));
        Assert.Equal(PropertyValue.Date.At(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero)), Shown(1001, "Started"));
        Assert.Equal(new PropertyValue.Url("https://gitlab.example/acme/ml/trainer/-/pipelines/1001"), Shown(1001, "Run URL"));
    }

    [Fact]
    public async Task Nothing_happened_and_nothing_is_written()
    {
        await using var bench = await SyncedAsync();
        time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(0, (await bench.SyncAsync()).Calls.Write);
        Assert.Equal(0, (await bench.SyncAsync(new SyncOptions { Full = true })).Calls.Write);
    }

    [Fact]
    public async Task Pipeline_that_goes_on_is_asked_for_by_what_changed_and_changes_its_row_alone()
    {
        await using var bench = await SyncedAsync();
        time.Advance(TimeSpan.FromMinutes(10));
        vendor.Change(3, "success", time.GetUtcNow());
        vendor.Asked.Clear();

        var sync = await bench.SyncAsync();

        Assert.Equal(1, sync.Calls.Write);
        Assert.Contains("updated_after=2026-11-25T07%3A50%3A00Z", Assert.Single(vendor.Asked), StringComparison.Ordinal);
        Assert.Equal(new PropertyValue.Select("Succeeded"), await bench.ShownAsync(Database, "acme/ml/trainer · main #3", "Status"));
    }

    private async Task<SpineBench> SyncedAsync()
    {
        var bench = await SpineBench.StartAsync([source], CatalogWithSample(), time);
        await bench.ImportAsync();
        var sync = await bench.SyncAsync();
        Assert.Empty(sync.Sources.SelectMany(read => read.Failed));
        return bench;
    }

    // The product's mappings with the sample's block and its name among the writers of what the block fills: the one mapping file that is edited.
    private Catalog CatalogWithSample()
    {
        var block = File.ReadAllText(Path.Combine(ProductFiles.Root, "tests", "NotionSync.Sources.Tests", "Sample", "Source", "pipelines.yaml"));
        var result = CatalogReader.Read(
            "mappings",
            ProductFiles.Files.Select(file => file.Name.EndsWith("05-pipelines.yaml", StringComparison.Ordinal) ? (file.Name, Edited(file.Text, block)) : file),
            [.. ProductFiles.Sources, source]);
        Assert.True(result.Catalog is not null, string.Join('\n', result.Diagnostics));
        return result.Catalog;
    }

    private static string Edited(string file, string block) => ValueOfBlock().Matches(block)
        .Select(match => Regex.Escape(match.Groups["property"].Value))
        .Aggregate(file, (text, property) => Regex.Replace(text, $@"(?<=^  {property}:(?:(?!^  \S)[\s\S])*?writer: \[[^\]]*)(?=\])", ", gitlab", RegexOptions.Multiline))
        .Replace("\nrows:\n", $"\n{block}\nrows:\n", StringComparison.Ordinal);

    [GeneratedRegex(@"^      (?<property>[A-Z][^:\n]*):", RegexOptions.Multiline)]
    private static partial Regex ValueOfBlock();
}
