using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace NotionSync.Browser.Bench;

/// <summary>A browser's window on the preview that writes down whatever goes wrong in it.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly Uri server;
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> faults = new();

    public Window(Uri server, IBrowserContext context, IPage page)
    {
        (this.server, this.context, Page) = (server, context, page);
        context.Page += (_, opened) => Watch(opened);
        Watch(page);
    }

    public IPage Page { get; }

    public IBrowserContext Context => context;

    /// <summary>What went wrong since the window was opened or this was cleared.</summary>
    public IReadOnlyList<string> Faults => [.. faults];

    public void Forget() => faults.Clear();

    /// <summary>Goes there and waits until charts and diagrams are drawn and changes are listened to.</summary>
    public async Task<int> GoAsync(string path)
    {
        var answer = await Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
        await SettleAsync();
        return answer?.Status ?? 0;
    }

    public Task SettleAsync() => Page.Locator("html[data-drawn=yes][data-live=yes]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });

    /// <summary>Waits until a condition holds in the page.</summary>
    /// <param name="condition">A JavaScript expression.</param>
    public Task UntilAsync(string condition) => Page.WaitForFunctionAsync(condition, null, new PageWaitForFunctionOptions { PollingInterval = 50 });

    public ILocator Find(string selector, PageLocatorOptions? options = null) => Page.Locator(selector, options);

    public async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            await Page.Keyboard.PressAsync(key);
        }
    }

    /// <summary>Fails when anything went wrong, or is wrong in the page as it now is.</summary>
    /// <param name="where">Said with the fault.</param>
    public async Task AssertSoundAsync(string where)
    {
        var wrong = await Page.EvaluateAsync<string[]>(Looks.Faults);
        Assert.True(faults.IsEmpty && wrong.Length == 0, $"{where}: {string.Join("; ", faults.Concat(wrong))}");
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();

    private void Watch(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                faults.Enqueue($"the console says {message.Text}");
            }
        };
        page.PageError += (_, error) => faults.Enqueue($"a script failed: {error}");
        page.Dialog += (_, dialog) =>
        {
            faults.Enqueue($"a dialog says {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.Request += (_, request) =>
        {
            if (Uri.TryCreate(request.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "ws" or "wss" && url.Authority != server.Authority)
            {
                faults.Enqueue($"a request to {url}");
            }
        };
        page.RequestFailed += (_, request) =>
        {
            // What a page had open when it was left ends with it.
            if (request.Failure != "net::ERR_ABORTED")
            {
                faults.Enqueue($"{request.Method} {request.Url} failed: {request.Failure}");
            }
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                faults.Enqueue($"{response.Request.Method} {response.Url} gave {response.Status}");
            }
        };
    }
}
