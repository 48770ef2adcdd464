using NotionSync.Browser.Bench;
using NotionSync.LocalWorkspace;

namespace NotionSync.Browser.Acts;

/// <summary>A server that goes away and comes back with the same data on the same port.</summary>
public sealed class ReconnectTests(Chromium chromium)
{
    [Fact]
    public async Task Open_page_hears_of_changes_again_after_the_server_was_away()
    {
        Chromium.SkipUnlessInstalled();
        var folder = Directory.CreateTempSubdirectory("notionsync-browser").FullName;
        try
        {
            var options = new LocalWorkspaceOptions { DataFile = Path.Combine(folder, "workspace.db") };
            var first = await LocalWorkspaceServer.StartAsync(options, TestContext.Current.CancellationToken);
            await using var window = await chromium.OpenAsync(first.Url);
            string page;
            using (var api = new WorkspaceApi(first))
            {
                page = await api.PageAsync("Before");
            }

            await window.GoAsync(WorkspaceApi.PageAddress(page));
            await first.DisposeAsync();
            await window.UntilAsync("() => !document.documentElement.dataset.live");

            await using var second = await LocalWorkspaceServer.StartAsync(options with { Port = first.Url.Port }, TestContext.Current.CancellationToken);
            using var again = new WorkspaceApi(second);
            await again.SendAsync("PATCH", $"/v1/blocks/{page}/children", """{"children":[{"paragraph":{"rich_text":[{"text":{"content":"Written while nobody listened"}}]}}]}""");

            await Expect(window.Page.GetByText("Written while nobody listened")).ToBeVisibleAsync();
            await again.SendAsync("PATCH", $"/v1/blocks/{page}/children", """{"children":[{"paragraph":{"rich_text":[{"text":{"content":"And then this"}}]}}]}""");
            await Expect(window.Page.GetByText("And then this")).ToBeVisibleAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
