using Microsoft.Playwright;
using NotionSync.Browser.Bench;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace NotionSync.Browser.Bench;

/// <summary>
/// Debian's Chromium, started once and only when a test first opens a window. <c>NOTIONSYNC_CHROMIUM</c> names another one.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] WellKnown = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

    /// <summary>Milliseconds that a condition may take to come true on a busy machine.</summary>
    private const int Patience = 20_000;

    private readonly SemaphoreSlim gate = new(1, 1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    private static string? Named => Environment.GetEnvironmentVariable("NOTIONSYNC_CHROMIUM") is { Length: > 0 } named ? named : null;

    private static string? Program => Named is { } named ? (File.Exists(named) ? named : null) : WellKnown.FirstOrDefault(File.Exists);

    private static string Missing => Named is { } named
        ? $"There is no {named}, which NOTIONSYNC_CHROMIUM names, so the web preview was not walked."
        : "No Chromium was found, so the web preview was not walked; install Debian's package chromium (.ci/chromium does) or name one in NOTIONSYNC_CHROMIUM.";

    /// <summary>Skips the test where there is no Chromium, and says so; in CI, which installs it, the test fails.</summary>
    public static void SkipUnlessInstalled()
    {
        if (Program is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", Missing);
            Assert.Fail(Missing);
        }
    }

    /// <summary>A new window with nothing kept from other ones.</summary>
    /// <param name="server">The one host that the window may talk to.</param>
    /// <param name="wishes">Size, colours and the like; 1280 by 900, light and without motion unless told otherwise.</param>
    internal async Task<Window> OpenAsync(Uri server, BrowserNewContextOptions? wishes = null)
    {
        SkipUnlessInstalled();
        var options = wishes ?? new BrowserNewContextOptions();
        options.ViewportSize ??= new ViewportSize { Width = 1280, Height = 900 };
        options.ColorScheme ??= ColorScheme.Light;
        options.ReducedMotion ??= ReducedMotion.Reduce;
        options.BaseURL = server.ToString();
        options.Locale = "en-GB";
        options.TimezoneId = "UTC";
        var context = await (await StartedAsync()).NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        return new Window(server, context, await context.NewPageAsync());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        gate.Dispose();
    }

    private async Task<IBrowser> StartedAsync()
    {
        await gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            SetDefaultExpectTimeout(Patience);
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Program,
                Args =
                [
                    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync", "--font-render-hinting=none",
                ],
            });
        }
        finally
        {
            gate.Release();
        }
    }
}
