using Microsoft.Playwright;
using NotionSync.Browser.Bench;

namespace NotionSync.Browser.Walk;

/// <summary>Everything that <c>demo</c> puts into the workspace, looked at with a browser.</summary>
[Collection(nameof(FilledWorkspace))]
public sealed class FilledWalkTests(FilledWorkspace filled)
{
    public static TheoryData<string> Databases => [.. FilledWorkspace.Titles];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Every_view_of_a_database_is_drawn_in_light_and_dark_and_fits_a_narrow_window(string database)
    {
        await using var window = await filled.OpenAsync();
        await window.GoAsync("/");
        await window.Find(".sidebar a").Filter(new LocatorFilterOptions { HasTextRegex = Walker.Whole(database) }).First.ClickAsync();
        await window.SettleAsync();

        var tabs = await Walker.TabsAsync(window);
        Assert.NotEmpty(tabs);
        foreach (var tab in tabs)
        {
            Assert.Equal(200, await window.GoAsync(tab));
            await Walker.LookAsync(window, $"{database} {tab}");
        }
    }

    [Fact]
    public async Task Every_page_of_the_sidebar_and_a_row_of_each_database_is_drawn()
    {
        await using var window = await filled.OpenAsync();
        await window.GoAsync("/");
        var entries = await window.Find(".sidebar li a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        Assert.True(entries.Length > FilledWorkspace.Titles.Count);
        foreach (var entry in entries)
        {
            await window.GoAsync(entry);
            await Walker.LookAsync(window, entry);
            if (entry.StartsWith("/d/", StringComparison.Ordinal) && await window.Find("main .row-link").CountAsync() > 0)
            {
                var row = (await window.Find("main .row-link").First.GetAttributeAsync("href"))!;
                await window.GoAsync(row);
                await Walker.LookAsync(window, row);
            }
        }
    }
}
