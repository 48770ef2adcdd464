using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Tests.Spine;

/// <summary>What we put in the trash comes back with its record; what people put there stays.</summary>
public sealed class TrashTests
{
    private const string Things = """
        database: { id: things, title: Things }
        properties:
          Thing: { type: title, writer: prometheus }
          Size: { type: number, writer: prometheus }
          Notes: { type: text, writer: people }
          Box: { type: relation, to: boxes, mirror: Things }
        sources:
          - source: Prometheus
            kind: series
            read: { by: [thing], queries: { a: up } }
            key: key
            missing: trash
            values: { Thing: key, Size: size }
            links: { Box: box }
        """;

    private const string Boxes = """
        database: { id: boxes, title: Boxes }
        properties:
          Box: { type: title, writer: seed }
          Count: { type: number, writer: us, value: 'length(links.Things || `[]`)' }
        rows:
          - { Box: Big }
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly FakePrometheus source = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Record_that_comes_back_gets_its_row_out_of_the_trash_with_notes_comments_and_links()
    {
        await using var bench = await TrashedAsync("B");
        var page = (await bench.State.ReadRowsAsync("things", [Key("B")], Stop)).Single();
        Assert.Equal(RowTrash.ByUs, page.Trash);
        Assert.Equal(new PropertyValue.Number(1), await bench.ShownAsync("boxes", "Big", "Count"));
        source.Series("thing", Thing("A"), Thing("B", size: 7));

        var plan = await bench.PlanAsync(withSources: true);
        await bench.ResetRequestsAsync();
        var report = await bench.SyncAsync();

        // The row out of the trash, its values, and the box that counts it.
        Assert.Equal((0, 3), (report.Calls.Read, report.Calls.Write));
        Assert.Equal(3, plan.Writes);
        Assert.Contains("out of the trash", plan.Changes.Single(change => change.Key == Key("B").Value).Reason, StringComparison.Ordinal);
        Assert.Equal(page.PageId, (await bench.RowAsync("things", "B")).PageId);
        Assert.Equal(new PropertyValue.Text("mine"), await bench.ShownAsync("things", "B", "Notes"));
        Assert.Equal(new PropertyValue.Number(7), await bench.ShownAsync("things", "B", "Size"));
        Assert.Equal(new PropertyValue.Select("Live"), await bench.ShownAsync("things", "B", "Source state"));
        Assert.Equal(new PropertyValue.Relation([(await bench.RowAsync("boxes", "Big")).PageId!]), await bench.ShownAsync("things", "B", "Box"));
        Assert.Equal(new PropertyValue.Number(2), await bench.ShownAsync("boxes", "Big", "Count"));
        Assert.Equal("Who needs it?", Assert.Single(await CommentsAsync(bench, page.PageId!)));
        Assert.Equal(0, (await bench.SyncAsync()).Calls.Write);
    }

    [Fact]
    public async Task Row_that_a_person_trashed_stays_there_when_its_record_comes_back()
    {
        await using var bench = await SyncedAsync();
        await bench.PersonAsync(new { action = "trash", pageId = (await bench.RowAsync("things", "B")).PageId });
        source.Series("thing", Thing("A"), Thing("B", size: 3));
        await bench.SyncAsync();
        await LoseAsync(bench, "B");
        source.Series("thing", Thing("A"), Thing("B", size: 7));

        await bench.SyncAsync();

        Assert.Equal(RowTrash.ByPeople, (await bench.State.ReadRowsAsync("things", [Key("B")], Stop)).Single().Trash);
        Assert.DoesNotContain(new RowRef("things", Key("B")), (await bench.PagesAsync()).Keys);
    }

    [Fact]
    public async Task Row_that_a_person_takes_out_of_the_trash_stays_out()
    {
        await using var bench = await TrashedAsync("B");
        var row = (await bench.State.ReadRowsAsync("things", [Key("B")], Stop)).Single();
        await bench.PersonAsync(new { action = "restore", pageId = row.PageId });
        await bench.IntakeAsync();
        time.Advance(TimeSpan.FromHours(30));

        await bench.SyncAsync();
        await bench.SyncAsync();

        Assert.Contains(row.Ref, (await bench.PagesAsync()).Keys);
    }

    [Fact]
    public async Task Trash_is_announced_by_the_plan_with_its_reason()
    {
        await using var bench = await SyncedAsync();
        source.Series("thing", Thing("A"));
        await bench.SyncAsync();
        time.Advance(TimeSpan.FromHours(25));

        var plan = await bench.PlanAsync(withSources: true);
        await bench.ResetRequestsAsync();
        var report = await bench.SyncAsync();

        var change = Assert.Single(plan.Changes, change => change.Action is ChangeAction.Remove);
        Assert.Equal("gone from prometheus for good", change.Reason);
        Assert.Equal(plan.Writes, report.Calls.Write);
    }

    [Fact]
    public async Task Restore_that_notion_refuses_is_named_and_tried_again()
    {
        await using var bench = await TrashedAsync("B");
        source.Series("thing", Thing("A"), Thing("B"));
        var page = (await bench.State.ReadRowsAsync("things", [Key("B")], Stop)).Single().PageId;
        await bench.FaultAsync(new { method = "PATCH", path = $"/v1/pages/{page}", nth = 1, times = 1, when = "before", kind = "status", status = 400, code = "validation_error" });

        var refused = await bench.SyncAsync();
        time.Advance(TimeSpan.FromHours(2));
        await bench.SyncAsync();

        Assert.Equal(Key("B").Value, Assert.Single(refused.Sources.SelectMany(entry => entry.Failed)).Key);
        Assert.Contains(new RowRef("things", Key("B")), (await bench.PagesAsync()).Keys);
    }

    [Fact]
    public async Task Newest_rows_alone_are_kept_after_a_lost_state_too_and_it_costs_nothing()
    {
        var catalog = ACatalog.Of(Things.Replace("missing: trash", "keep_newest: { count: 2, newest: Size }", StringComparison.Ordinal), Boxes);
        source.Series("thing", [.. Enumerable.Range(1, 5).Select(size => Thing($"T{size}", size))]);
        await using var bench = await SpineBench.StartAsync([source], catalog, time);
        await bench.ImportAsync();
        var first = await bench.SyncAsync();
        source.Series("thing", [.. Enumerable.Range(1, 6).Select(size => Thing($"T{size}", size))]);
        var pushed = await bench.SyncAsync();
        await bench.LoseStateAsync();

        await bench.ImportAsync();
        var again = await bench.SyncAsync();

        // Two rows and the box; then one more, one less, and the box still counts two.
        Assert.Equal((3, 2, 0), (first.Calls.Write, pushed.Calls.Write, again.Calls.Write));
        Assert.Equal([Key("T5"), Key("T6")], (await bench.PagesAsync()).Keys.Where(row => row.Database == "things").Select(row => row.Key).Order());
    }

    private static RowKey Key(string thing) => RowKey.Of("prometheus", "series", thing);

    private static JsonObject Thing(string name, int size = 1) => new() { ["key"] = name, ["size"] = size, ["box"] = "Big" };

    private static async Task<List<string>> CommentsAsync(SpineBench bench, string pageId) => await bench.Workspace.Client
        .ListCommentsAsync(pageId, Stop)
        .Select(comment => Assert.Single(comment.RichText).PlainText ?? "")
        .ToListAsync(Stop);

    private async Task LoseAsync(SpineBench bench, string thing)
    {
        source.Series("thing", [.. new[] { "A", "B" }.Where(name => name != thing).Select(name => Thing(name))]);
        await bench.SyncAsync();
        time.Advance(TimeSpan.FromHours(25));
        await bench.SyncAsync();
    }

    private async Task<SpineBench> TrashedAsync(string thing)
    {
        var bench = await SyncedAsync();
        var row = await bench.RowAsync("things", thing);
        await bench.PersonEditsAsync("things", thing, "Notes", new JsonObject { ["rich_text"] = new JsonArray(new JsonObject { ["text"] = new JsonObject { ["content"] = "mine" } }) });
        await bench.IntakeAsync();
        await bench.Workspace.Client.CreateCommentAsync(
            new CreateCommentRequest { Parent = ParentRequest.Page(row.PageId!), RichText = [TextSegment.Of("Who needs it?")] }, Stop);
        await LoseAsync(bench, thing);
        Assert.DoesNotContain(row.Ref, (await bench.PagesAsync()).Keys);
        return bench;
    }

    private async Task<SpineBench> SyncedAsync()
    {
        source.Series("thing", Thing("A"), Thing("B"));
        var bench = await SpineBench.StartAsync([source], ACatalog.Of(Things, Boxes), time);
        await bench.ImportAsync();
        await bench.SyncAsync();
        return bench;
    }
}
