using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NotionSync.Browser.Bench;

namespace NotionSync.Browser.Walk;

/// <summary>How a page is looked at: in its light and its dark colours, and in a narrow window.</summary>
internal static class Walker
{
    private static readonly (int Width, int Height) Wide = (1280, 900);

    private static readonly (int Width, int Height) Narrow = (390, 844);

    public static async Task LookAsync(Window window, string where)
    {
        await window.UntilAsync(Looks.ChartsDrawn);
        await window.AssertSoundAsync(where);
        await TurnAsync(window);
        await window.AssertSoundAsync($"{where}, other colours");
        await window.Page.SetViewportSizeAsync(Narrow.Width, Narrow.Height);
        await window.UntilAsync(Looks.ChartsFit);
        await window.AssertSoundAsync($"{where}, narrow");
        await window.Page.SetViewportSizeAsync(Wide.Width, Wide.Height);
    }

    /// <summary>From light to dark or back; diagrams and charts are drawn anew.</summary>
    public static async Task TurnAsync(Window window)
    {
        var before = await window.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
        await window.PressAsync("d");
        await window.Page.WaitForFunctionAsync("before => getComputedStyle(document.body).backgroundColor !== before", before);
        await window.UntilAsync("() => [...document.querySelectorAll('figure[data-diagram]')].every(figure => figure.querySelector('svg'))");
        await window.UntilAsync(Looks.ChartsDrawn);
    }

    /// <summary>Addresses of the views.</summary>
    public static Task<string[]> TabsAsync(Window window) =>
        window.Find("main > .database > .tabs > .tab").EvaluateAllAsync<string[]>("tabs => tabs.map(tab => tab.getAttribute('href'))");

    /// <summary>Text that ends with these words; icons may stand before them.</summary>
    public static Regex Whole(string words) => new($"(^|[^A-Za-z]){Regex.Escape(words)}\\s*$");
}
