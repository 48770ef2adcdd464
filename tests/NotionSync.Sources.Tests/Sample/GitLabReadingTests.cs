using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NotionSync.Abstractions;
using NotionSync.Sources.GitLab;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.Sample;

/// <summary>What the contract cannot know of the sample: what it asks, what it remembers, and that projects are parts of their own.</summary>
public sealed class GitLabReadingTests : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 5, 26, 0, TimeSpan.Zero);

    private StubVendor vendor = null!;
    private ServiceProvider services = null!;

    public async ValueTask InitializeAsync()
    {
        vendor = await StubVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Healthy = request => GitLabStub.Page(request, new VendorList([GitLabStub.Pipeline(1)]));
        var settings = GitLabStub.Configuration(vendor.Address, "glpat-of-the-test");
        settings["Sources:GitLab:Projects"] = "acme/ml/trainer, acme/site";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        services = new ServiceCollection().AddSingleton<TimeProvider>(new ContractTime()).AddSources(configuration, [GitLabServices.Entry]).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await vendor.DisposeAsync();
    }

    [Fact]
    public async Task First_read_goes_back_ninety_days_and_the_next_one_to_ten_minutes_before_it()
    {
        var first = await ReadAsync(cursor: null);
        await ReadAsync(first.OfType<SourceItem.Next>().Single().Cursor);

        Assert.Equal(
            ["2026-08-25T05:26:00Z", "2026-08-25T05:26:00Z", "2026-11-23T05:16:00Z", "2026-11-23T05:16:00Z"],
            vendor.Requests.Select(request => request.Argument("updated_after")));
        Assert.All(vendor.Requests, request => Assert.Equal("glpat-of-the-test", request.Headers["PRIVATE-TOKEN"]));
    }

    [Fact]
    public async Task What_only_changed_marks_no_project_as_read_to_its_end()
    {
        var first = await ReadAsync(cursor: null);
        var items = await ReadAsync(first.OfType<SourceItem.Next>().Single().Cursor);

        Assert.Equal(2, items.OfType<SourceItem.Found>().Count());
        Assert.Empty(items.OfType<SourceItem.ScopeRead>());
    }

    [Fact]
    public async Task Project_that_is_not_there_leaves_the_others_alone_and_is_read_whole_once_it_is()
    {
        vendor.Fault = (request, _) => request.Path.Contains("site", StringComparison.Ordinal) ? GitLabStub.Refusal(404, "") : null;

        var items = await ReadAsync(cursor: null);

        Assert.Equal("project 'acme/site'", Assert.Single(items.OfType<SourceItem.Failed>()).Part);
        Assert.Equal("acme/ml/trainer", Assert.Single(items.OfType<SourceItem.ScopeRead>()).Scope);

        vendor.Fault = (_, _) => null;
        var next = await ReadAsync(items.OfType<SourceItem.Next>().Single().Cursor);
        Assert.Equal("acme/site", Assert.Single(next.OfType<SourceItem.ScopeRead>()).Scope);
        Assert.Equal(["2026-11-23T05:16:00Z", "2026-08-25T05:26:00Z"], vendor.Requests.TakeLast(2).Select(request => request.Argument("updated_after")));
    }

    [Fact]
    public async Task Block_may_name_projects_of_its_own()
    {
        var items = await ReadAsync(cursor: null, new JsonObject { ["projects"] = new JsonArray("acme/other") });

        Assert.Equal("acme/other", Assert.Single(items.OfType<SourceItem.Found>()).Record.Scope);
    }

    private async Task<List<SourceItem>> ReadAsync(string? cursor, JsonObject? settings = null) => await services.GetRequiredService<ISource>()
        .ReadAsync(new SourceQuery("pipelines", settings, At, cursor), TestContext.Current.CancellationToken)
        .ToListAsync(TestContext.Current.CancellationToken);
}
