using Microsoft.Playwright;
using NotionSync.Browser.Bench;
using NotionSync.Browser.Walk;

namespace NotionSync.Browser.Acts;

/// <summary>What a newcomer tries in the demo.</summary>
[Collection(nameof(FilledWorkspace))]
public sealed class FilledActTests(FilledWorkspace filled)
{
    [Fact]
    public async Task Relation_is_followed_and_followed_back_from_the_other_side_and_by_the_browser()
    {
        await using var window = await filled.OpenAsync();
        await OpenDatabaseAsync(window, "Model Registry");
        await window.Find("main tr[data-row]:has(a.relation) .row-link").First.ClickAsync();
        await window.SettleAsync();
        var (from, title) = (window.Page.Url, await TitleAsync(window));

        await window.Find(".properties a.relation").First.ClickAsync();
        await Expect(window.Page).Not.ToHaveURLAsync(from);
        await window.SettleAsync();
        var there = window.Page.Url;
        await window.Find(".properties a.relation").Filter(new LocatorFilterOptions { HasTextRegex = Walker.Whole(title) }).First.ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(from);
        await window.SettleAsync();

        await window.Page.GoBackAsync();
        await Expect(window.Page).ToHaveURLAsync(there);
        await window.Page.GoBackAsync();
        await Expect(window.Page).ToHaveURLAsync(from);
        await window.SettleAsync();
        Assert.Equal(title, await TitleAsync(window));
        await window.AssertSoundAsync("relations");
    }

    [Fact]
    public async Task Value_that_a_person_changes_against_its_source_is_repaired_by_the_next_sync_and_glows()
    {
        await using var window = await filled.OpenAsync();
        await OpenDatabaseAsync(window, "Model Registry");
        await window.Find("main tr[data-row]:has(a.web[href*='mlflow']) .title .row-link").First.ClickAsync();
        await window.Page.WaitForURLAsync("**/p/*");
        await window.SettleAsync();
        var cell = window.Property("MLflow");
        var right = await cell.InnerTextAsync();
        Assert.NotEmpty(right);

        await cell.ClickAsync(new() { Position = new() { X = 2, Y = 2 } });
        await window.Editor().Locator("input").FillAsync("https://example.com/wrong");
        await window.Editor().GetByText("Save").ClickAsync();
        await Expect(cell).ToHaveTextAsync("example.com/wrong");
        await window.Page.EvaluateAsync("() => { window.marked = true; window.glowed = false; new MutationObserver(changes => { window.glowed ||= changes.some(change => change.target.classList?.contains('changed') && change.target.textContent.includes('mlflow')); }).observe(document.getElementById('main'), { subtree: true, attributes: true, attributeFilter: ['class'] }); }");
        await filled.LetTheWorkerRunAsync();

        await Expect(cell).ToHaveTextAsync(right);
        await window.UntilAsync("() => window.glowed && window.marked");
        await window.AssertSoundAsync("repair");
    }

    [Fact]
    public async Task Title_is_found_by_search()
    {
        await using var window = await filled.OpenAsync();
        await window.GoAsync("/");

        await window.PressAsync("/");
        await window.Page.Keyboard.TypeAsync("llm-core");
        await window.PressAsync("Enter");
        await window.Page.WaitForURLAsync("**/search?q=llm-core");

        await window.Find(".hits a").First.ClickAsync();
        await Expect(window.Find("h1")).ToContainTextAsync("LLM-Core");
        await window.AssertSoundAsync("search");
    }

    [Fact]
    public async Task Activity_panel_shows_the_latest_requests_and_the_budget_in_use()
    {
        await using var window = await filled.OpenAsync();
        await window.GoAsync("/");

        await window.PressAsync("a");

        await Expect(window.Find("#activity .requests li").First).ToBeVisibleAsync();
        await Expect(window.Find("#activity meter").First).ToBeVisibleAsync();
        await Expect(window.Find("#activity")).ToContainTextAsync("in this minute");
        var before = await window.Find("#activity .requests li").First.InnerTextAsync();
        await filled.Api.SendAsync("GET", "/v1/users/me");
        await Expect(window.Find("#activity .requests li").First).Not.ToHaveTextAsync(before);
        await window.PressAsync("a");
        await Expect(window.Find("#activity")).ToBeHiddenAsync();
        await window.AssertSoundAsync("activity");
    }

    [Fact]
    public async Task Column_head_sorts_one_way_then_the_other_then_not_at_all()
    {
        await using var window = await filled.OpenAsync();
        await OpenDatabaseAsync(window, "Model Registry");
        var head = window.Find("main table.rows thead button").First;

        await head.ClickAsync();
        await window.Page.WaitForURLAsync("**sort=*");
        await window.SettleAsync();
        var up = await window.Find("main tr[data-row] .title .row-link > span:last-child").AllInnerTextsAsync();
        await head.ClickAsync();
        await window.Page.WaitForURLAsync("**sort=-*");
        await window.SettleAsync();
        var down = await window.Find("main tr[data-row] .title .row-link > span:last-child").AllInnerTextsAsync();

        Assert.Equal(up.Order(StringComparer.OrdinalIgnoreCase), up);
        Assert.Equal(down.OrderDescending(StringComparer.OrdinalIgnoreCase), down);
        await head.ClickAsync();
        await Expect(window.Page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("sort="));
    }

    private static async Task OpenDatabaseAsync(Window window, string title)
    {
        await window.GoAsync("/");
        await window.Find(".sidebar a").Filter(new LocatorFilterOptions { HasTextRegex = Walker.Whole(title) }).First.ClickAsync();
        await window.Page.WaitForURLAsync("**/d/*");
        await window.SettleAsync();
    }

    private static async Task<string> TitleAsync(Window window) => (await window.Find("h1 .words, h1").First.InnerTextAsync()).Trim();
}
