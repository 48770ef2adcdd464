using NotionSync.Browser.Bench;

namespace NotionSync.Browser.Walk;

/// <summary>Every kind of view and every kind of block, whether the demo has them or not.</summary>
[Collection(nameof(Showcase))]
public sealed class ShowcaseWalkTests(Showcase showcase)
{
    [Fact]
    public async Task Views_of_all_ten_kinds_are_drawn_in_light_and_dark_and_fit_a_narrow_window()
    {
        await using var window = await showcase.OpenAsync();
        await window.GoAsync(WorkspaceApi.DatabaseAddress(showcase.Database));
        var kinds = await window.Find("main > .database > .tabs > .tab").EvaluateAllAsync<string[]>("tabs => tabs.map(tab => tab.className.match(/tab-(\\w+)/)[1])");
        Assert.Equal(["board", "calendar", "chart", "dashboard", "form", "gallery", "list", "map", "table", "timeline"], kinds.Distinct().Order());
        foreach (var tab in await Walker.TabsAsync(window))
        {
            Assert.Equal(200, await window.GoAsync(tab));
            await Walker.LookAsync(window, tab);
        }
    }

    [Theory]
    [InlineData("Table", "table.rows.wraps tr[data-row]", 24)]
    [InlineData("Grouped", "table.rows tr.group", 3)]
    [InlineData("Board", "h3.lane", 2)]
    [InlineData("Board", ".board .column", 6)]
    [InlineData("Gallery", ".gallery-small .card .cover img", 24)]
    [InlineData("List", "ul.list li[data-row]", 24)]
    [InlineData("Timeline", ".timeline .timebar", 24)]
    [InlineData("Sorted", ".bar .condition", 2)]
    [InlineData("Columns", "canvas[data-chart]", 1)]
    [InlineData("Stacked", "table.figures thead th", 3)]
    [InlineData("Figure", ".number-chart .figure", 1)]
    [InlineData("Dashboard", ".widget", 12)]
    public async Task View_shows_its_parts(string view, string part, int count)
    {
        await using var window = await showcase.OpenAsync();

        await window.GoAsync(showcase.ViewAddress(view));

        await Expect(window.Find(part)).ToHaveCountAsync(count);
    }

    [Fact]
    public async Task Calendar_leads_from_month_to_month()
    {
        await using var window = await showcase.OpenAsync();
        await window.GoAsync(showcase.ViewAddress("Calendar"));
        await Expect(window.Find(".calendar-head h3")).ToHaveTextAsync("November 2026");

        await window.Find(".calendar-head a[rel=next]").ClickAsync();

        await Expect(window.Find(".calendar-head h3")).ToHaveTextAsync("December 2026");
    }

    [Fact]
    public async Task Page_with_every_kind_of_block_is_drawn()
    {
        await using var window = await showcase.OpenAsync();

        await window.GoAsync(WorkspaceApi.PageAddress(showcase.Blocks));

        await Walker.LookAsync(window, "every block");
        await Expect(window.Find("figure[data-diagram] svg")).ToHaveCountAsync(2);
        await Expect(window.Find("section.inside.database")).ToHaveCountAsync(2);
        await Expect(window.Page.GetByText("Shown twice")).ToHaveCountAsync(2);
        await Expect(window.Page.GetByText("which is not shown here")).ToHaveCountAsync(0);
        await window.Find("nav.contents a").First.ClickAsync();
        Assert.Contains('#', window.Page.Url);
        await window.Page.GetByText("Unfold me").ClickAsync();
        await Expect(window.Page.GetByText("Folded text")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Row_with_every_kind_of_property_is_drawn()
    {
        await using var window = await showcase.OpenAsync();

        await window.GoAsync(WorkspaceApi.PageAddress(showcase.Things[2]));

        await Walker.LookAsync(window, "row");
    }

    [Fact]
    public async Task Address_of_nothing_says_so()
    {
        await using var window = await showcase.OpenAsync();

        var status = await window.GoAsync("/p/00000000000000000000000000000000");

        Assert.Equal(404, status);
        await Expect(window.Find("main")).ToContainTextAsync("There is no such page");
    }
}
