using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Planning;

namespace NotionSync.Tests.Spine;

public sealed class BodyTests
{
    private const string Docs = """
        database: { id: docs, title: Docs }
        properties:
          Document: { type: title, writer: [seed, prometheus] }
          Commit: { type: text, writer: prometheus }
        body: { writer: [prometheus, us], value: "if(Commit == 'none', 'Nobody wrote anything yet.')" }
        sources:
          - source: Prometheus
            kind: series
            read: { by: [doc], queries: { a: up } }
            key: key
            match: { Document: key }
            values: { Document: key, Commit: sha }
            body: text
        rows:
          - { Document: Card, body: "## Overview\nFrom the **seed**." }
        """;

    private const string Text = """
        # Runbook
        Restart the *service*, then look at `kubectl get pods`.

        - first
          - then
        - last

        ```mermaid
        graph TD; A-->B
        ```
        """;

    private const string Foot = "Kept by NotionSync";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly FakePrometheus source = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Text_of_a_new_row_goes_with_its_create_and_stands_above_a_line_that_says_whose_it_is()
    {
        await using var bench = await ImportedAsync();
        source.Series("doc", Doc("Runbook", Text));

        var report = await bench.SyncAsync();

        Assert.Equal((0, 1), (report.Calls.Read, report.Calls.Write));
        var page = await PageAsync(bench, "Runbook");
        Assert.StartsWith("# Runbook\nRestart the *service*, then look at `kubectl get pods`.\n- first\n\t- then\n- last\n```mermaid\ngraph TD; A-->B\n```\n---\n", page, StringComparison.Ordinal);
        Assert.Contains(Foot, page.Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_the_same_costs_nothing_and_after_a_lost_state_neither()
    {
        await using var bench = await SyncedAsync(Text);
        var again = await bench.SyncAsync();
        await bench.LoseStateAsync();

        var import = await bench.ImportAsync();
        var found = await bench.SyncAsync();

        Assert.Equal((0, 0), (again.Calls.Read, again.Calls.Write));
        Assert.Equal((0, 0, 0), (import.Calls.Write, found.Calls.Read, found.Calls.Write));
    }

    [Fact]
    public async Task Another_text_costs_a_read_and_a_write_beside_its_row_and_stands_in_plan_and_history()
    {
        await using var bench = await SyncedAsync(Text);
        source.Series("doc", Doc("Runbook", "# Runbook\nIt was rewritten.", "b2"));

        var plan = await bench.PlanAsync(withSources: true);
        await bench.ResetRequestsAsync();
        var report = await bench.SyncAsync();

        Assert.Equal((1, 2), (report.Calls.Read, report.Calls.Write));
        Assert.Equal(2, plan.Writes);
        Assert.Equal(["Commit", "Synced at", "Body"], Assert.Single(plan.Changes).Properties);
        Assert.StartsWith("# Runbook\nIt was rewritten.\n---\n", await PageAsync(bench, "Runbook"), StringComparison.Ordinal);
        var changes = await bench.State.ReadChangesAsync(report.Run, Stop).ToListAsync(Stop);
        var change = Assert.Single(changes, change => change.Property == "Body");
        Assert.NotEqual(change.Before, change.After);
        Assert.DoesNotContain(changes, change => change.After?.Contains("rewritten", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task What_people_write_below_stays_block_for_block()
    {
        await using var bench = await SyncedAsync(Text);
        var row = await bench.RowAsync("docs", "Runbook");
        var added = await bench.Workspace.Client.AppendChildrenAsync(
            row.PageId!,
            new AppendBlocksRequest
            {
                Children =
                [
                    (JsonObject)JsonNode.Parse("""{ "bookmark": { "url": "https://example.com/" } }""")!,
                    (JsonObject)JsonNode.Parse("""{ "paragraph": { "rich_text": [{ "text": { "content": "Ask Ada first." } }] } }""")!,
                ],
            },
            Stop);
        source.Series("doc", Doc("Runbook", "It was rewritten."));

        await bench.SyncAsync();
        source.Series("doc", Doc("Runbook", "And once more."));
        var report = await bench.SyncAsync();

        Assert.Equal((1, 2), (report.Calls.Read, report.Calls.Write));
        var blocks = await bench.Workspace.Client.ListChildrenAsync(row.PageId!, Stop).ToListAsync(Stop);
        Assert.Equal(added.Select(block => block.Id), blocks.TakeLast(2).Select(block => block.Id));
        Assert.StartsWith("And once more.\n---\n", await PageAsync(bench, "Runbook"), StringComparison.Ordinal);
        Assert.DoesNotContain("rewritten", await PageAsync(bench, "Runbook"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("first", "first of all")]
    [InlineData("graph TD; A-->B", "graph TD; A-->C")]
    [InlineData("- last", "- last\n![drawn by hand](https://example.com/a.png)")]
    public async Task What_people_changed_in_our_part_stays_below_it(string old, string changed)
    {
        await using var bench = await SyncedAsync(Text);
        var row = await bench.RowAsync("docs", "Runbook");
        await bench.Workspace.Client.UpdateMarkdownAsync(row.PageId!, new MarkdownRequest.UpdateContent(new([new(old, changed)])), Stop);
        source.Series("doc", Doc("Runbook", "It was rewritten."));

        await bench.SyncAsync();
        source.Series("doc", Doc("Runbook", "And once more."));
        await bench.SyncAsync();

        var page = await PageAsync(bench, "Runbook");
        var (ours, theirs) = (page.Split(Foot)[0], page.Split(Foot)[1]);
        Assert.StartsWith("And once more.", ours, StringComparison.Ordinal);
        Assert.Contains(changed, theirs, StringComparison.Ordinal);
        Assert.DoesNotContain("rewritten", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task First_text_of_a_seed_row_is_replaced_by_the_file_while_nobody_touched_it()
    {
        await using var bench = await ImportedAsync();
        source.Series("doc", Doc("Card", Text));

        await bench.SyncAsync();

        Assert.DoesNotContain("seed", await PageAsync(bench, "Card"), StringComparison.Ordinal);
        Assert.Contains("Restart", await PageAsync(bench, "Card"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task First_text_of_a_seed_row_that_people_wrote_on_stays_below_the_file()
    {
        await using var bench = await ImportedAsync();
        var row = await bench.RowAsync("docs", "Card");
        await bench.Workspace.Client.UpdateMarkdownAsync(row.PageId!, new MarkdownRequest.InsertContent(new("Ours since 2024.", new BlockPosition("end"))), Stop);
        source.Series("doc", Doc("Card", Text));

        await bench.SyncAsync();

        var page = await PageAsync(bench, "Card");
        Assert.StartsWith("# Runbook", page, StringComparison.Ordinal);
        Assert.EndsWith("## Overview\nFrom the **seed**.\nOurs since 2024.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2_000, 3)]
    [InlineData(901, 2)]
    [InlineData(900, 1)]
    public async Task Long_text_is_written_in_pieces_as_planned(int lines, int pieces)
    {
        await using var bench = await ImportedAsync();
        source.Series("doc", Doc("Runbook", Lines(lines, "made")));
        var plan = await bench.PlanAsync(withSources: true);
        await bench.ResetRequestsAsync();

        var report = await bench.SyncAsync();

        Assert.Equal(pieces == 1 ? 1 : 1 + pieces + 1, report.Calls.Write);
        Assert.Equal(plan.Writes, report.Calls.Write);
        Assert.StartsWith(Lines(lines, "made") + "\n---\n", await PageAsync(bench, "Runbook"), StringComparison.Ordinal);

        source.Series("doc", Doc("Runbook", Lines(lines, "changed")));
        var changed = await bench.SyncAsync();

        Assert.Equal((1, pieces + 1), (changed.Calls.Read, changed.Calls.Write));
        Assert.StartsWith(Lines(lines, "changed") + "\n---\n", await PageAsync(bench, "Runbook"), StringComparison.Ordinal);
        Assert.Equal((0, 0), Calls(await bench.SyncAsync()));
    }

    [Theory]
    [InlineData("PATCH", "/v1/pages/{id}/markdown", "after", "reset")]
    [InlineData("PATCH", "/v1/pages/{id}/markdown", "before", "reset")]
    [InlineData("PATCH", "/v1/pages/{id}/markdown", "after", "committed503")]
    [InlineData("PATCH", "/v1/pages/{id}", "before", "status")]
    [InlineData("GET", "/v1/pages/{id}/markdown", "before", "html502")]
    public async Task Broken_answer_leaves_no_text_twice(string method, string path, string when, string kind)
    {
        await using var bench = await SyncedAsync(Text, TimeProvider.System);
        await AddBelowAsync(bench, "Ask Ada first.");
        source.Series("doc", Doc("Runbook", "It was rewritten.", "b2"));
        await bench.FaultAsync(new { method, path, nth = 1, times = 1, when, kind, status = 401, code = "unauthorized" });

        await bench.SyncAsync();
        await bench.SyncAsync();

        var page = await PageAsync(bench, "Runbook");
        Assert.StartsWith("It was rewritten.\n---\n", page, StringComparison.Ordinal);
        Assert.EndsWith("\nAsk Ada first.", page, StringComparison.Ordinal);
        Assert.Equal(4, page.Split('\n').Length);
        Assert.Equal(new PropertyValue.Text("b2"), await bench.ShownAsync("docs", "Runbook", "Commit"));
        Assert.Equal((0, 0), Calls(await bench.SyncAsync()));
    }

    [Fact]
    public async Task Text_that_notion_refuses_fails_its_row_alone()
    {
        await using var bench = await SyncedAsync(Text);
        source.Series("doc", Doc("Runbook", "It was rewritten."), Doc("Other", "Another."));
        await bench.FaultAsync(new { method = "PATCH", path = "/v1/pages/{id}/markdown", nth = 1, times = 1, when = "before", kind = "status", status = 400, code = "validation_error" });

        var report = await bench.SyncAsync();

        Assert.Equal("prometheus/series/Runbook", Assert.Single(report.Sources.SelectMany(entry => entry.Failed)).Key);
        Assert.Equal(1, report.Sources.Sum(entry => entry.Created));
    }

    [Fact]
    public async Task Writer_that_is_named_first_wins_and_a_source_without_a_text_leaves_it_to_the_next()
    {
        await using var bench = await ImportedAsync();
        source.Series("doc", new JsonObject { ["key"] = "Empty", ["sha"] = "none" }, Doc("Full", "From the file.", "none"));

        await bench.SyncAsync();

        Assert.StartsWith("Nobody wrote anything yet.\n", await PageAsync(bench, "Empty"), StringComparison.Ordinal);
        Assert.StartsWith("From the file.\n", await PageAsync(bench, "Full"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_that_has_no_text_any_more_leaves_what_stands()
    {
        await using var bench = await SyncedAsync(Text);
        source.Series("doc", Doc("Runbook", ""));

        var report = await bench.SyncAsync();

        Assert.Equal((0, 0), Calls(report));
        Assert.StartsWith("# Runbook", await PageAsync(bench, "Runbook"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_is_known_by_a_property_that_every_such_database_has()
    {
        await using var bench = await SyncedAsync(Text);

        var version = Assert.IsType<PropertyValue.Text>(await bench.ShownAsync("docs", "Runbook", "Body version"));

        Assert.Matches("^[0-9a-f]{12}-[0-9a-f]{12}$", version.Content);
        Assert.Equal(ChangeObject.Row, Assert.Single((await ChangedPlanAsync(bench)).Changes).Object);
    }

    private async Task<Plan> ChangedPlanAsync(SpineBench bench)
    {
        source.Series("doc", Doc("Runbook", "Another."));
        return await bench.PlanAsync(withSources: true);
    }

    private static (long Read, long Write) Calls(Sync.RunReport report) => (report.Calls.Read, report.Calls.Write);

    private static string Lines(int count, string word) => string.Join('\n', Enumerable.Range(1, count).Select(number => $"- {word} {number}"));

    private static JsonObject Doc(string name, string text, string sha = "a1") => new() { ["key"] = name, ["text"] = text, ["sha"] = sha };

    private static async Task AddBelowAsync(SpineBench bench, string text) => await bench.Workspace.Client.UpdateMarkdownAsync(
        (await bench.RowAsync("docs", "Runbook")).PageId!, new MarkdownRequest.InsertContent(new(text, new BlockPosition("end"))), Stop);

    private static async Task<string> PageAsync(SpineBench bench, string title) =>
        (await bench.Workspace.Client.GetMarkdownAsync((await bench.RowAsync("docs", title)).PageId!, Stop)).Markdown;

    private async Task<SpineBench> SyncedAsync(string text, TimeProvider? clock = null)
    {
        var bench = await ImportedAsync(clock);
        source.Series("doc", Doc("Runbook", text));
        var report = await bench.SyncAsync();
        Assert.True(report.AllRowsWritten, string.Join('\n', report.Sources.SelectMany(entry => entry.Failed)));
        return bench;
    }

    private async Task<SpineBench> ImportedAsync(TimeProvider? clock = null)
    {
        var bench = await SpineBench.StartAsync([source], ACatalog.Of(Docs), clock ?? time);
        await bench.ImportAsync();
        return bench;
    }
}
