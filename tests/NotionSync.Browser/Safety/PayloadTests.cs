using Microsoft.Playwright;
using NotionSync.Browser.Bench;

namespace NotionSync.Browser.Safety;

/// <summary>Synced and uploaded text is text, and never a program.</summary>
public sealed class PayloadTests(HostileWorkspace hostile) : IClassFixture<HostileWorkspace>
{
    // What the payloads would call, and elements and attributes that only they could have made.
    private const string Watch = "window.pwned = (what) => { window.wasPwned = what ?? true; console.error('pwned'); };";

    private const string Broken = """
        () => {
          const made = [...document.querySelectorAll("main script, main iframe, main object, main embed, main math, main base, main meta, main link, main form:not([method=dialog]), main marquee, main video, main audio, main style:not(svg style), title ~ script:not([src])")]
            .map((element) => `an element ${element.tagName}`);
          const acting = [...document.querySelectorAll("*")].flatMap((element) => [...element.attributes]
            .filter((attribute) => attribute.name.startsWith("on") || (/^(href|src|action|formaction|xlink:href|data)$/.test(attribute.name) && !/^(https?:|mailto:|\/|#|\?|data:image\/svg\+xml,%3Csvg)/.test(attribute.value)))
            .map((attribute) => `${element.tagName} ${attribute.name}=${attribute.value}`));
          return window.wasPwned ? ["a payload ran", ...made, ...acting] : [...made, ...acting];
        }
        """;

    [Fact]
    public async Task Payload_in_any_text_of_any_page_stays_text()
    {
        await using var window = await hostile.OpenAsync();
        await window.Context.AddInitScriptAsync(Watch);
        Assert.True(hostile.Taken >= 50, $"Only {hostile.Taken} payloads were taken by the API.");

        foreach (var page in hostile.Pages)
        {
            await window.GoAsync(page);
            await AssertHarmlessAsync(window, page);
        }
    }

    [Fact]
    public async Task Payload_stays_text_when_the_page_is_changed_live_and_edited()
    {
        await using var window = await hostile.OpenAsync();
        await window.Context.AddInitScriptAsync(Watch);
        var page = await hostile.Api.PageAsync("Live");
        await window.GoAsync(WorkspaceApi.PageAddress(page));
        foreach (var text in Payloads.Texts.Take(12))
        {
            await hostile.Api.SendAsync("PATCH", $"/v1/blocks/{page}/children", $$$"""{"children":[{"paragraph":{"rich_text":[{"text":{"content":{{{WorkspaceApi.Quoted(text)}}}}}]}}]}""");
        }

        await Expect(window.Find("main .paragraph")).ToHaveCountAsync(12);
        await AssertHarmlessAsync(window, "live");

        await window.GoAsync(hostile.Pages[1]);
        await window.Find("main [data-kind=rich_text]").First.ClickAsync();
        await Expect(window.Editor().Locator("textarea")).ToHaveValueAsync(Payloads.Texts[0]);
        await window.PressAsync("Escape");
        await window.Find("main [data-kind=select], main [data-kind=multi_select]").First.ClickAsync();
        await AssertHarmlessAsync(window, "editor");
    }

    [Fact]
    public async Task Payload_in_a_search_stays_text()
    {
        await using var window = await hostile.OpenAsync();
        await window.Context.AddInitScriptAsync(Watch);
        foreach (var text in Payloads.Texts.Take(12).Append("pwned"))
        {
            await window.GoAsync($"/search?q={Uri.EscapeDataString(text)}");
            await AssertHarmlessAsync(window, $"search for {text}");
        }
    }

    [Fact]
    public async Task Payload_in_the_path_of_a_request_stays_text_in_the_activity_panel()
    {
        await using var window = await hostile.OpenAsync();
        await window.Context.AddInitScriptAsync(Watch);
        await hostile.Api.TryAsync("GET", "/v1/pages/%3Cimg%20src=x%20onerror=pwned(1)%3E");
        await window.GoAsync(hostile.Pages[0]);

        await window.Find("#activity-toggle").ClickAsync();

        await Expect(window.Find("#activity .requests li").First).ToBeVisibleAsync();
        await AssertHarmlessAsync(window, "activity");
        Assert.Equal(0, await window.Find("#activity img").CountAsync());
    }

    [Fact]
    public async Task Diagram_runs_no_script_and_leads_to_none()
    {
        await using var window = await hostile.OpenAsync();
        await window.Context.AddInitScriptAsync(Watch);
        await window.GoAsync(hostile.Diagrams);

        await Expect(window.Find("figure[data-diagram]")).ToHaveCountAsync(Payloads.Diagrams.Count);
        foreach (var node in await window.Find("figure[data-diagram] .node, figure[data-diagram] text").AllAsync())
        {
            await node.DispatchEventAsync("click");
        }

        Assert.Empty(await window.Page.EvaluateAsync<string[]>(Broken));
        Assert.DoesNotContain(window.Faults, fault => fault.StartsWith("a dialog", StringComparison.Ordinal) || fault == "the console says pwned" || fault.StartsWith("a request to", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Uploaded_file_runs_no_script_when_it_is_opened()
    {
        await using var window = await hostile.OpenAsync();
        await window.GoAsync(hostile.Uploads);
        var links = await window.Find("main a.file").EvaluateAllAsync<string[]>("links => links.map(link => link.href)");
        Assert.Equal(Payloads.Files.Count, links.Length);
        foreach (var link in links)
        {
            var said = new List<string>();
            var page = await window.Context.NewPageAsync();
            page.Console += (_, message) => said.Add(message.Text);

            var answer = await page.GotoAsync(link);

            Assert.Equal(200, answer!.Status);
            Assert.Contains("sandbox", await answer.HeaderValueAsync("content-security-policy"), StringComparison.Ordinal);
            Assert.Equal("nosniff", await answer.HeaderValueAsync("x-content-type-options"));
            Assert.DoesNotContain("pwned", said);
            await page.CloseAsync();
        }
    }

    private static async Task AssertHarmlessAsync(Window window, string where)
    {
        var broken = await window.Page.EvaluateAsync<string[]>(Broken);
        Assert.True(broken.Length == 0, $"{where}: {string.Join("; ", broken.Take(5))}");
        Assert.True(
            !window.Faults.Any(fault => fault.StartsWith("a dialog", StringComparison.Ordinal) || fault == "the console says pwned" || fault.Contains("Content Security Policy", StringComparison.Ordinal)),
            $"{where}: {string.Join("; ", window.Faults.Take(5))}");
    }
}
