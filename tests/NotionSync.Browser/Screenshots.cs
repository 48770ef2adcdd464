using Microsoft.Playwright;
using NotionSync.Browser.Bench;
using NotionSync.Browser.Walk;

namespace NotionSync.Browser;

/// <summary>Pictures of the demo for the README; <c>tests/screenshots.sh</c> keeps them.</summary>
[Collection(nameof(FilledWorkspace))]
public sealed class Screenshots(FilledWorkspace filled)
{
    private const string Folder = "NOTIONSYNC_SCREENSHOTS";

    private static readonly ViewportSize Wide = new() { Width = 1280, Height = 640 };

    /// <summary>A picture smaller than this shows next to nothing.</summary>
    private const int LeastBytes = 20_000;

    private readonly string _into = Environment.GetEnvironmentVariable(Folder) is { Length: > 0 } asked ? asked : Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "pictures")).FullName;

    [Fact]
    public async Task Pictures_of_the_demo_are_taken_for_the_readme()
    {
        await using var window = await filled.OpenAsync(new BrowserNewContextOptions { ViewportSize = Wide });
        await window.GoAsync("/");
        await ShowAsync(window, "main h3");
        await SaveAsync(window, "console");

        await TabAsync(window, "Model Registry", "table");
        await SaveAsync(window, "table");
        await TabAsync(window, "Incident & Runbook Management", "board");
        await SaveAsync(window, "board");
        await TabAsync(window, "Infra & DevOps Tracker", "chart");
        await SaveAsync(window, "chart");

        await TabAsync(window, "Infra & DevOps Tracker", "table");
        var diagram = await RowWithDiagramAsync(window);
        await window.GoAsync(diagram);
        await ShowAsync(window, "figure[data-diagram]");
        await SaveAsync(window, "row");

        await window.GoAsync("/");
        await Walker.TurnAsync(window);
        await ShowAsync(window, "main h3");
        await SaveAsync(window, "dark");
        await Walker.TurnAsync(window);
        await window.Page.SetViewportSizeAsync(390, 800);
        await window.GoAsync("/");
        await SaveAsync(window, "narrow");
    }

    private static Task ShowAsync(Window window, string part) => window.Find(part).First.EvaluateAsync("element => element.scrollIntoView()");

    private async Task SaveAsync(Window window, string name)
    {
        await window.Page.Mouse.MoveAsync(0, 0);
        await window.UntilAsync(Looks.ChartsFit);
        var file = Path.Combine(_into, $"{name}.png");
        await window.Page.ScreenshotAsync(new PageScreenshotOptions { Path = file, Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
        Assert.True(new FileInfo(file).Length > LeastBytes, $"The picture {name} shows next to nothing.");
    }

    /// <summary>The first view of that kind; the first view of all where there is none.</summary>
    private static async Task TabAsync(Window window, string database, string kind)
    {
        await window.GoAsync("/");
        var title = FilledWorkspace.Titles.FirstOrDefault(each => each == database) ?? FilledWorkspace.Titles[^1];
        await window.GoAsync((await window.Find(".sidebar a").Filter(new LocatorFilterOptions { HasTextRegex = Walker.Whole(title) }).First.GetAttributeAsync("href"))!);
        var tab = window.Find($"main > .database > .tabs > .tab-{kind}");
        if (await tab.CountAsync() > 0)
        {
            await window.GoAsync((await tab.First.GetAttributeAsync("href"))!);
        }
    }

    private static async Task<string> RowWithDiagramAsync(Window window)
    {
        var rows = new List<string>();
        foreach (var database in await window.Find(".sidebar a[href^='/d/']").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))"))
        {
            await window.GoAsync(database);
            rows.AddRange(await window.Find("main .row-link").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))"));
        }

        foreach (var row in rows.Distinct())
        {
            var html = await window.Page.EvaluateAsync<bool>("async address => (await (await fetch(address)).text()).includes('data-diagram=')", row);
            if (html)
            {
                return row;
            }
        }

        return rows[0];
    }
}
