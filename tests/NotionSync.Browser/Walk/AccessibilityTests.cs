using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NotionSync.Browser.Bench;

namespace NotionSync.Browser.Walk;

/// <summary>What axe holds against the pages, by WCAG 2 A and AA.</summary>
[Collection(nameof(Showcase))]
public sealed class AccessibilityTests(Showcase showcase)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] },
        ResultTypes = [ResultType.Violations],
    };

    // All that other colours can change.
    private static readonly AxeRunOptions ColorRules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
        ResultTypes = [ResultType.Violations],
    };

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_kind_of_view_is_without_serious_fault(ColorScheme colors)
    {
        await using var window = await showcase.OpenAsync(new BrowserNewContextOptions { ColorScheme = colors });
        var faults = new List<string>();
        foreach (var view in new[] { "Table", "Grouped", "Board", "Gallery", "List", "Calendar", "Timeline", "Columns", "Figure", "Form", "Map", "Sorted", "Dashboard" })
        {
            await window.GoAsync(showcase.ViewAddress(view));
            faults.AddRange(await FaultsAsync(window, view, colors));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Pages_rows_search_activity_and_editors_are_without_serious_fault(ColorScheme colors)
    {
        await using var window = await showcase.OpenAsync(new BrowserNewContextOptions { ColorScheme = colors });
        var faults = new List<string>();
        foreach (var path in new[] { WorkspaceApi.PageAddress(showcase.Blocks), WorkspaceApi.PageAddress(showcase.Things[20]), "/search?q=thing", "/search?q=nothing+is+called+so", "/p/00000000000000000000000000000000" })
        {
            await window.GoAsync(path);
            faults.AddRange(await FaultsAsync(window, path, colors));
        }

        await window.GoAsync(WorkspaceApi.PageAddress(showcase.Things[20]));
        foreach (var property in new[] { "Count", "Stage", "Tags", "Day" })
        {
            await window.Property(property).ClickAsync();
            await Expect(window.Editor()).ToBeVisibleAsync();
            faults.AddRange(await FaultsAsync(window, $"editor of {property}", colors));
            await window.PressAsync("Escape");
        }

        await window.Find("#keys-toggle").ClickAsync();
        faults.AddRange(await FaultsAsync(window, "keys", colors));
        await window.PressAsync("Escape");
        await window.Find("#activity-toggle").ClickAsync();
        await Expect(window.Find("#activity .requests li").First).ToBeVisibleAsync();
        faults.AddRange(await FaultsAsync(window, "activity", colors));

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task<IEnumerable<string>> FaultsAsync(Window window, string where, ColorScheme colors) => (await window.Page.RunAxe(colors == ColorScheme.Dark ? ColorRules : Rules)).Violations
        .Where(violation => violation.Impact is "serious" or "critical")
        .Select(violation => $"{where}: {violation.Id} ({violation.Impact}, {violation.Nodes.Length} places): {violation.Help}; {string.Join(" | ", violation.Nodes.Take(3).Select(node => $"{node.Html} {node.Any.FirstOrDefault()?.Message}"))}");
}
