using NotionSync.Browser.Bench;

namespace NotionSync.Browser.Acts;

/// <summary>What an open page shows when somebody else writes.</summary>
[Collection(nameof(EditedShowcase))]
public sealed class LiveTests(EditedShowcase showcase)
{
    private const string Marked = "() => window.marked === true";

    [Fact]
    public async Task Cell_that_the_api_writes_changes_and_glows_without_a_reload()
    {
        await using var window = await showcase.OpenAsync();
        await window.GoAsync(showcase.ViewAddress("Table"));
        await window.Page.EvaluateAsync("() => { window.marked = true; }");
        var cell = await window.CellAsync(showcase.Things[10], "Count");

        await showcase.Api.EditAsync(showcase.Things[10], """{"Count":{"number":4711}}""");

        await Expect(cell).ToHaveTextAsync("4711");
        await Expect(cell).ToContainClassAsync("changed");
        Assert.True(await window.Page.EvaluateAsync<bool>(Marked));
    }

    [Fact]
    public async Task Reader_keeps_place_and_what_is_unfolded_when_the_page_changes()
    {
        var filler = string.Join(',', Enumerable.Range(1, 60).Select(at => $$$"""{"paragraph":{"rich_text":[{"text":{"content":"Line {{{at}}}"} }]}}"""));
        var page = await showcase.Api.PageAsync("Long", $$$"""[{"toggle":{"rich_text":[{"text":{"content":"Fold"} }],"children":[{"paragraph":{"rich_text":[{"text":{"content":"Inside the fold"} }]}}]}},{{{filler}}}]""");
        await using var window = await showcase.OpenAsync();
        await window.GoAsync(WorkspaceApi.PageAddress(page));
        await window.Find("details.toggle summary").ClickAsync();
        await window.Page.GetByText("Line 50").ScrollIntoViewIfNeededAsync();
        var before = await window.Page.EvaluateAsync<double>("() => scrollY");

        await showcase.Api.SendAsync("PATCH", $"/v1/blocks/{page}/children", """{"children":[{"paragraph":{"rich_text":[{"text":{"content":"The newest line"}}]}}]}""");

        await Expect(window.Page.GetByText("The newest line")).ToHaveCountAsync(1);
        Assert.True(before > 0);
        Assert.Equal(before, await window.Page.EvaluateAsync<double>("() => scrollY"));
        await Expect(window.Page.GetByText("Inside the fold")).ToHaveCountAsync(1);
        Assert.True(await window.Find("details.toggle").EvaluateAsync<bool>("details => details.open"));
        await window.AssertSoundAsync("long page");
    }

    [Fact]
    public async Task Chart_is_drawn_anew_when_its_figures_change()
    {
        await using var window = await showcase.OpenAsync();
        await window.GoAsync(showcase.ViewAddress("Columns"));
        var before = await window.Find("canvas").EvaluateAsync<string>("canvas => canvas.toDataURL()");

        await showcase.Api.EditAsync(showcase.Things[11], """{"Price":{"number":100000}}""");

        await window.Page.WaitForFunctionAsync("before => document.querySelector('canvas').toDataURL() !== before", before);
        await Expect(window.Find("table.figures")).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"\$10\d,\d{3}"));
    }

    [Fact]
    public async Task Row_that_another_person_adds_appears()
    {
        await using var window = await showcase.OpenAsync();
        await window.GoAsync(showcase.ViewAddress("Grouped"));

        var row = await showcase.Api.RowAsync((await showcase.Api.SendAsync("GET", $"/v1/databases/{showcase.Database}"))["data_sources"]![0]!["id"]!.GetValue<string>(), "Just added");

        await Expect(window.Find($"main tr[data-row='{row}']")).ToHaveCountAsync(1);
        await showcase.Api.SendAsync("PATCH", $"/v1/pages/{row}", """{"in_trash":true}""");
        await Expect(window.Find($"main tr[data-row='{row}']")).ToHaveCountAsync(0);
    }
}
