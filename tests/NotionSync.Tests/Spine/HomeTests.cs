using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Planning;
using NotionSync.Sync;

namespace NotionSync.Tests.Spine;

/// <summary>The page on which people begin.</summary>
public sealed class HomeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WorkspacePlan.Free)]
    [InlineData(WorkspacePlan.Plus)]
    [InlineData(WorkspacePlan.Business)]
    public async Task Import_makes_the_page_at_the_top_as_the_mapping_says_and_costs_what_the_plan_said(WorkspacePlan notion)
    {
        await using var bench = await SpineBench.StartAsync(plan: notion);

        var plan = await bench.PlanAsync();
        var report = await bench.ImportAsync(new ImportOptions(Expected: plan));

        var first = (await bench.PagesOnParentAsync())[0];
        Assert.Equal(bench.Catalog.Home!.Title, first.Title);
        Assert.Equal(HomeEyes.Wanted(bench.Catalog, notion), await bench.HomeLinesAsync(first.Id));
        Assert.Equal(1, plan.Changes.Count(change => change is { Object: ChangeObject.Page, Action: ChangeAction.Create }));
        Assert.Equal(plan.Writes, report.Calls.Write);
    }

    [Theory]
    [InlineData(WorkspacePlan.Free)]
    [InlineData(WorkspacePlan.Plus)]
    [InlineData(WorkspacePlan.Business)]
    public async Task A_second_import_and_one_after_lost_state_write_nothing(WorkspacePlan notion)
    {
        await using var bench = await SpineBench.StartAsync(plan: notion);
        await bench.ImportAsync();
        var before = await bench.HomeLinesAsync((await bench.PagesOnParentAsync())[0].Id);

        var second = await bench.ImportAsync();
        await bench.LoseStateAsync();
        var plan = await bench.PlanAsync();
        var third = await bench.ImportAsync();
        var fourth = await bench.ImportAsync();

        Assert.Equal((0, 0, 0), (second.Calls.Write, third.Calls.Write, fourth.Calls.Write));
        Assert.Equal(second.Calls.Read, fourth.Calls.Read);
        Assert.True(plan.IsEmpty, string.Join('\n', plan.Changes));
        Assert.Equal(before, await bench.HomeLinesAsync(Assert.Single(await bench.PagesOnParentAsync()).Id));
    }

    [Fact]
    public async Task Number_charts_and_dashboards_are_left_out_where_the_plan_has_none()
    {
        await using var bench = await SpineBench.StartAsync(plan: WorkspacePlan.Free);
        await bench.ImportAsync();

        var types = new List<string>();
        foreach (var view in (await bench.KnownHomeAsync()).Views.Values)
        {
            types.Add((await bench.Workspace.Home.ReadViewAsync(view.Id, Stop))!.Type);
        }

        Assert.NotEmpty(types);
        Assert.DoesNotContain("chart", types);
        Assert.DoesNotContain("dashboard", types);
    }

    [Theory]
    [InlineData("POST", "/v1/pages", 1, "after", "reset")]
    [InlineData("POST", "/v1/pages", 1, "before", "reset")]
    [InlineData("POST", "/v1/views", 40, "after", "reset")]
    [InlineData("POST", "/v1/views", 45, "after", "html502")]
    [InlineData("POST", "/v1/views", 55, "after", "committed503")]
    [InlineData("POST", "/v1/views", 60, "before", "reset")]
    public async Task A_broken_answer_doubles_neither_the_page_nor_a_view(string method, string path, int nth, string when, string kind)
    {
        await using var bench = await SpineBench.StartAsync();
        await bench.FaultAsync(new { method, path, nth, times = 1, when, kind });

        await bench.ImportAsync();

        Assert.Equal(HomeEyes.Wanted(bench.Catalog, WorkspacePlan.Business), await bench.HomeLinesAsync(Assert.Single(await bench.PagesOnParentAsync()).Id));
        Assert.Equal(0, (await bench.ImportAsync()).Calls.Write);
    }

    [Theory]
    [InlineData(400, "validation_error")]
    [InlineData(403, "restricted_resource")]
    public async Task A_dashboard_that_Notion_refuses_costs_its_widgets_and_nothing_else(int status, string code)
    {
        await using var bench = await SpineBench.StartAsync();
        var databases = bench.Catalog.Databases.Sum(database => database.Views.Length);
        await bench.FaultAsync(new { method = "POST", path = "/v1/views", nth = databases - DefaultViews(bench) + 1, times = 1, when = "before", kind = "status", status, code });

        var report = await bench.ImportAsync();
        var lines = await bench.HomeLinesAsync((await bench.KnownHomeAsync()).PageId);
        var next = await bench.ImportAsync();

        Assert.True(report.AllRowsWritten);
        Assert.Contains(report.Remarks, remark => remark.What.Contains("Overview", StringComparison.Ordinal));
        Assert.Equal(HomeEyes.Wanted(bench.Catalog, WorkspacePlan.Business).Where(line => !line.StartsWith("database Overview", StringComparison.Ordinal)), lines);
        Assert.Equal(12, next.Calls.Write);
        Assert.Equal(HomeEyes.Wanted(bench.Catalog, WorkspacePlan.Business), await bench.HomeLinesAsync((await bench.KnownHomeAsync()).PageId));
    }

    [Fact]
    public async Task An_import_that_dies_after_any_write_of_the_page_is_gone_on_with_by_the_next()
    {
        await using var bench = await SpineBench.StartAsync();
        var writes = HomeFit.Views(bench.Catalog.Home!).Count();
        await bench.FaultAsync(Dying("/v1/pages", 1));
        await DieAsync(bench);
        for (var write = 0; write < writes; write += 3)
        {
            await bench.FaultAsync(Dying("/v1/views", 3));
            await DieAsync(bench);
        }

        await bench.ImportAsync();

        Assert.Equal(HomeEyes.Wanted(bench.Catalog, WorkspacePlan.Business), await bench.HomeLinesAsync(Assert.Single(await bench.PagesOnParentAsync()).Id));
        Assert.Equal(0, (await bench.ImportAsync()).Calls.Write);
    }

    [Fact]
    public async Task A_section_whose_import_died_after_it_was_added_is_there_once()
    {
        await using var bench = await SpineBench.StartAsync();
        await bench.ImportAsync();
        bench.Use(bench.Catalog with { Home = Widened(bench.Catalog.Home!) });
        await bench.FaultAsync(new { method = "PATCH", path = "/v1/blocks/{id}/children", nth = 1, times = 1, when = "after", kind = "status", status = 401, code = "unauthorized" });
        await DieAsync(bench);

        var plan = await bench.PlanAsync();
        var report = await bench.ImportAsync(new ImportOptions(Expected: plan));

        var lines = await bench.HomeLinesAsync((await bench.KnownHomeAsync()).PageId);
        var added = lines.IndexOf("heading_2 People");
        Assert.Equal((2, 2), (plan.Writes, report.Calls.Write));
        Assert.Equal(["heading_2 People", "paragraph Who answers.", "database Who is on call", "heading_2 SLO breaches"], lines[added..(added + 4)]);
        Assert.Single(lines, "heading_2 People");
        Assert.Equal(0, (await bench.ImportAsync()).Calls.Write);
    }

    [Fact]
    public async Task What_people_renamed_wrote_and_took_away_stands_until_a_refresh_brings_back_what_was_taken_away()
    {
        await using var bench = await SpineBench.StartAsync();
        await bench.ImportAsync();
        var page = (await bench.PagesOnParentAsync())[0].Id;
        var known = await bench.KnownHomeAsync();
        await bench.Workspace.Client.UpdatePageAsync(page, new UpdatePageRequest { Properties = new Dictionary<string, JsonObject> { ["title"] = Title("Our start") } }, Stop);
        await bench.PersonAsync(new { action = "renameView", viewId = known.Views["Now open"].Id, name = "On fire" });
        await bench.Workspace.Client.DeleteViewAsync(known.Views["Board"].Id, Stop);
        await bench.Workspace.Client.DeleteBlockAsync(known.Views["Sync status"].DatabaseId, Stop);
        await bench.Workspace.Client.DeleteBlockAsync(known.Sections["Trends"], Stop);
        var arranged = await bench.HomeLinesAsync(page);

        var again = await bench.ImportAsync();
        bench.Use(bench.Catalog with { Home = Widened(bench.Catalog.Home!) });
        var plan = await bench.PlanAsync();
        var widened = await bench.ImportAsync(new ImportOptions(Expected: plan));
        var after = await bench.HomeLinesAsync(page);
        var last = await bench.ImportAsync();

        Assert.Equal(0, again.Calls.Write);
        Assert.Equal((4, 4, 0), (plan.Writes, widened.Calls.Write, last.Calls.Write));
        Assert.Equal(plan.Reads, widened.Calls.Read);
        Assert.Equal("Our start", Assert.Single(await bench.PagesOnParentAsync()).Title);
        Assert.Equal(arranged.Count + 3, after.Count);
        var added = after.IndexOf("heading_2 People");
        Assert.Equal(["heading_2 People", "paragraph Who answers.", "database Who is on call"], after[added..(added + 3)]);
        Assert.Equal("heading_2 SLO breaches", after[added + 3]);
        Assert.Contains("database On fire, Incident calendar, Incidents by status, Closed lately", after);
        Assert.DoesNotContain(after, line => line.Contains("Sync status", StringComparison.Ordinal));

        await bench.ImportAsync(new ImportOptions(Refresh: true));
        var refreshed = await bench.HomeLinesAsync(page);
        Assert.Contains("database On fire, Incident calendar, Incidents by status, Closed lately, Board", refreshed);
        Assert.Equal("database Sync status", refreshed[^1]);
        Assert.Equal(0, (await bench.ImportAsync(new ImportOptions(Refresh: true))).Calls.Write);
    }

    [Fact]
    public async Task A_renamed_page_is_found_again_after_lost_state_and_a_page_of_the_same_title_is_not_taken_for_it()
    {
        await using var bench = await SpineBench.StartAsync();
        await bench.ImportAsync();
        var page = (await bench.PagesOnParentAsync())[0].Id;
        await bench.Workspace.Client.UpdatePageAsync(page, new UpdatePageRequest { Properties = new Dictionary<string, JsonObject> { ["title"] = Title("Our start") } }, Stop);
        await bench.Workspace.Client.CreatePageAsync(
            new CreatePageRequest { Parent = ParentRequest.Page(bench.Server.ParentPageId), Properties = new Dictionary<string, JsonObject> { ["title"] = Title("Notes") } }, Stop);
        await bench.LoseStateAsync();

        var again = await bench.ImportAsync();

        Assert.Equal(0, again.Calls.Write);
        Assert.Equal(page, (await bench.KnownHomeAsync()).PageId);
    }

    [Fact]
    public async Task A_page_in_the_trash_is_left_there_and_told_of()
    {
        await using var bench = await SpineBench.StartAsync();
        await bench.ImportAsync();
        await bench.PersonAsync(new { action = "trash", pageId = (await bench.KnownHomeAsync()).PageId });
        bench.Use(bench.Catalog with { Home = Widened(bench.Catalog.Home!) });

        var report = await bench.ImportAsync();

        Assert.Equal(0, report.Calls.Write);
        Assert.Contains(report.Remarks, remark => remark.What.Contains("trash", StringComparison.Ordinal));
        await bench.ImportAsync(new ImportOptions(Refresh: true));
        Assert.Equal(HomeEyes.Wanted(bench.Catalog, WorkspacePlan.Business), await bench.HomeLinesAsync(Assert.Single(await bench.PagesOnParentAsync()).Id));
    }

    private static JsonObject Title(string text) =>
        new() { ["title"] = new JsonArray(new JsonObject { ["text"] = new JsonObject { ["content"] = text } }) };

    // Each database's first table takes the view that Notion made with it.
    private static int DefaultViews(SpineBench bench) => bench.Catalog.Databases.Count(database => database.Views.Any(view => view.Type == "table"));

    private static object Dying(string path, int nth) =>
        new { method = "POST", path, nth, times = 1, when = "after", kind = "status", status = 401, code = "unauthorized" };

    private static async Task DieAsync(SpineBench bench)
    {
        try
        {
            await bench.ImportAsync();
        }
        catch (WorkspaceException)
        {
            // The write was done, the run ended before it could note it.
        }
    }

    // A section with text and a view, one tab more and one view that is filtered otherwise: four writes.
    private static HomePage Widened(HomePage home)
    {
        var people = new HomeSection(
            "People", "Who answers.", [new HomeBlock.Linked([new HomeView("incidents", new ViewSchema { Name = "Who is on call", Type = "table", Properties = ["Incident", "On call"] })])]);
        var closed = new HomeView("incidents", new ViewSchema { Name = "Closed lately", Type = "list" });
        var sections = home.Sections.Select(section => section.Heading switch
        {
            "Open incidents" => section with { Blocks = [new HomeBlock.Linked([.. ((HomeBlock.Linked)section.Blocks[0]).Tabs, closed])] },
            "Latest deployments" => section with
            {
                Blocks = [.. section.Blocks.Select(block => block is HomeBlock.Linked linked && linked.Tabs[0].Schema.Name == "Latest runs"
                    ? linked with { Tabs = [linked.Tabs[0] with { Schema = linked.Tabs[0].Schema with { Sort = [new ViewSort("Name", Descending: false)] } }, .. linked.Tabs.Skip(1)] }
                    : block)],
            },
            _ => section,
        }).ToImmutableArray();
        var at = sections.Index().First(section => section.Item.Heading == "Open incidents").Index + 1;
        return home with { Sections = sections.Insert(at, people) };
    }
}
