using NotionSync.Browser.Bench;

namespace NotionSync.Browser.Acts;

/// <summary>What a person does to cells, with the mouse and with the keyboard alone.</summary>
[Collection(nameof(EditedShowcase))]
public sealed class EditTests(EditedShowcase showcase)
{
    [Theory]
    [InlineData("Note", "Written by mouse", "Written by mouse")]
    [InlineData("Count", "42.5", "42.5")]
    [InlineData("Share", "35%", "35%")]
    [InlineData("Price", "99.9", "$99.90")]
    [InlineData("Day", "2026-12-24", "Dec 24, 2026")]
    [InlineData("Site", "https://example.org/new", "example.org/new")]
    [InlineData("Mail", "new@example.org", "new@example.org")]
    [InlineData("Phone", "+1 555", "+1 555")]
    public async Task Value_is_typed_over_a_cell_of_a_table(string column, string typed, string shown)
    {
        await using var window = await showcase.OpenAsync();
        await window.GoAsync(showcase.ViewAddress("Table"));
        var cell = await window.CellAsync(showcase.Things[3], column);

        await cell.EvaluateAsync("cell => cell.scrollIntoView({ block: 'center', inline: 'center' })");
        await cell.ClickAsync(new() { Position = new() { X = 2, Y = 2 } });
        await window.Editor().Locator("input, textarea").FillAsync(typed);
        await window.Editor().GetByText("Save").ClickAsync();

        await Expect(cell).ToHaveTextAsync(shown);
        await Expect(window.Editor()).ToHaveCountAsync(0);
        await window.Page.ReloadAsync();
        await Expect(cell).ToHaveTextAsync(shown);
        await window.AssertSoundAsync(column);
    }

    [Theory]
    [InlineData("Note", "By key", "By key")]
    [InlineData("Count", "7", "7")]
    [InlineData("Share", "0.07", "7%")]
    [InlineData("Site", "https://example.org/key", "example.org/key")]
    public async Task Value_is_typed_with_the_keyboard_alone(string property, string typed, string shown)
    {
        await using var window = await showcase.OpenAsync();
        await window.GoAsync(WorkspaceApi.PageAddress(showcase.Things[4]));
        await window.Property(property).FocusAsync();

        await window.PressAsync("Enter", "Control+a");
        await window.Page.Keyboard.TypeAsync(typed);
        await window.PressAsync("Enter");

        await Expect(window.Property(property)).ToHaveTextAsync(shown);
        await Expect(window.Property(property)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Day_is_typed_with_the_keyboard_alone()
    {
        await using var window = await showcase.OpenAsync();
        await window.GoAsync(WorkspaceApi.PageAddress(showcase.Things[4]));
        await window.Property("Day").FocusAsync();

        await window.PressAsync("Enter");
        await window.Page.Keyboard.TypeAsync("12242026");
        await window.PressAsync("Enter");

        await Expect(window.Property("Day")).ToHaveTextAsync("Dec 24, 2026");
    }

    [Fact]
    public async Task Option_is_picked_and_taken_away_again()
    {
        await using var window = await showcase.OpenAsync();
        await window.GoAsync(showcase.ViewAddress("Table"));
        var cell = await window.CellAsync(showcase.Things[5], "Stage");

        await cell.ClickAsync();
        await window.Editor().Locator("button.pick", new() { HasText = "Live" }).ClickAsync();
        await Expect(cell.Locator(".option.option-green")).ToHaveTextAsync("Live");
        await cell.ClickAsync();
        await Expect(window.Editor().Locator("button.pick[aria-pressed=true]")).ToHaveTextAsync("Live");
        await window.Editor().Locator("button.pick", new() { HasText = "Empty" }).ClickAsync();

        await Expect(cell).ToHaveTextAsync("");
    }

    [Fact]
    public async Task Options_are_picked_with_the_keyboard_alone()
    {
        await using var window = await showcase.OpenAsync();
        await window.GoAsync(WorkspaceApi.PageAddress(showcase.Things[12]));
        await Expect(window.Property("Stage")).ToHaveTextAsync("Beta");

        await window.Property("Stage").FocusAsync();
        await window.PressAsync("Enter", "Tab", "Enter");
        await Expect(window.Property("Stage")).ToHaveTextAsync("Live");
        var before = await window.Property("Tags").Locator(".option").AllInnerTextsAsync();
        await window.Property("Tags").FocusAsync();
        await window.PressAsync("Enter", "Space", "Enter");

        await Expect(window.Property("Tags").Locator(".option")).ToHaveCountAsync(before.Contains("fast") ? before.Count - 1 : before.Count + 1);
    }

    [Fact]
    public async Task Several_options_are_ticked_with_the_mouse()
    {
        await using var window = await showcase.OpenAsync();
        await window.GoAsync(showcase.ViewAddress("Table"));
        var cell = await window.CellAsync(showcase.Things[6], "Tags");

        await cell.ClickAsync();
        foreach (var name in new[] { "fast", "cheap", "good" })
        {
            await window.Editor().GetByLabel(name).CheckAsync();
        }

        await window.Editor().GetByText("Save").ClickAsync();

        await Expect(cell.Locator(".option")).ToHaveTextAsync(["fast", "cheap", "good"]);
    }

    [Fact]
    public async Task Checkbox_is_ticked_with_the_mouse_and_unticked_with_the_keyboard()
    {
        await using var window = await showcase.OpenAsync();
        await window.GoAsync(showcase.ViewAddress("Table"));
        var cell = await window.CellAsync(showcase.Things[6], "Done");
        await Expect(cell.Locator(".tick")).ToHaveAttributeAsync("aria-label", "not checked");

        await cell.ClickAsync();
        await Expect(cell.Locator(".tick.ticked")).ToHaveCountAsync(1);
        await window.GoAsync(WorkspaceApi.PageAddress(showcase.Things[6]));
        await window.Property("Done").FocusAsync();
        await window.PressAsync("Space");

        await Expect(window.Property("Done").Locator(".tick[aria-label='not checked']")).ToHaveCountAsync(1);
        await window.AssertSoundAsync("checkbox");
    }

    [Fact]
    public async Task Arrows_lead_from_cell_to_cell_and_go_on_after_an_edit()
    {
        await using var window = await showcase.OpenAsync();
        await window.GoAsync(showcase.ViewAddress("List"));
        await window.GoAsync(showcase.ViewAddress("Grouped"));
        await window.Find("main .scroll").First.FocusAsync();

        await window.PressAsync("ArrowDown", "ArrowRight");
        var first = window.Find("main table.rows tr[data-row] .cell").Nth(1);
        await Expect(first).ToBeFocusedAsync();
        await window.PressAsync("Enter", "Control+a");
        await window.Page.Keyboard.TypeAsync("By arrows");
        await window.PressAsync("Enter");
        await Expect(first).ToHaveTextAsync("By arrows");
        await Expect(first).ToBeFocusedAsync();
        await window.PressAsync("ArrowDown");

        await Expect(window.Find("main table.rows tr[data-row]").Nth(1).Locator(".cell").Nth(1)).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("Note")]
    [InlineData("Count")]
    [InlineData("Day")]
    [InlineData("Stage")]
    [InlineData("Tags")]
    public async Task Escape_leaves_without_a_change(string property)
    {
        await using var window = await showcase.OpenAsync();
        await window.GoAsync(WorkspaceApi.PageAddress(showcase.Things[7]));
        var before = await window.Property(property).InnerTextAsync();
        await window.Property(property).FocusAsync();

        await window.PressAsync("Enter");
        await Expect(window.Editor()).ToBeVisibleAsync();
        await window.PressAsync("ArrowDown", "Escape");

        await Expect(window.Editor()).ToHaveCountAsync(0);
        await Expect(window.Property(property)).ToBeFocusedAsync();
        Assert.Equal(before, await window.Property(property).InnerTextAsync());
    }

    [Fact]
    public async Task Wrong_number_is_not_taken()
    {
        await using var window = await showcase.OpenAsync();
        await window.GoAsync(WorkspaceApi.PageAddress(showcase.Things[8]));

        await window.Property("Count").ClickAsync();
        await window.Editor().Locator("input").FillAsync("many");
        await window.Editor().GetByText("Save").ClickAsync();

        await Expect(window.Editor()).ToBeVisibleAsync();
        Assert.True(await window.Editor().Locator("input").EvaluateAsync<bool>("field => !field.checkValidity() && field.title.includes('number')"));
    }

    [Fact]
    public async Task Refusal_is_said_in_words()
    {
        await using var window = await showcase.OpenAsync();
        await window.GoAsync(WorkspaceApi.PageAddress(showcase.Things[13]));
        await window.Property("Count").ClickAsync();
        await window.Editor().Locator("input").FillAsync("5");

        await showcase.Api.SendAsync("PATCH", $"/v1/pages/{showcase.Things[13]}", """{"in_trash":true}""");
        await Expect(window.Find(".banner")).ToContainTextAsync("in the trash");
        await window.Editor().GetByText("Save").ClickAsync();

        await Expect(window.Find("#said.shown.fault")).ToContainTextAsync("archived");
    }

    [Fact]
    public async Task Title_of_a_table_is_edited_without_its_icon()
    {
        await using var window = await showcase.OpenAsync();
        await window.GoAsync(showcase.ViewAddress("Table"));
        var cell = window.Find($"main table.rows tr[data-row='{showcase.Things[9]}'] [data-kind=title]");

        await cell.FocusAsync();
        await cell.EvaluateAsync("cell => { cell.tabIndex = -1; cell.focus(); }");
        await window.PressAsync("Space");
        await Expect(window.Editor().Locator("textarea")).ToHaveValueAsync("Thing 10");
        await window.Editor().Locator("textarea").FillAsync("Thing ten");
        await window.PressAsync("Enter");

        await Expect(cell.Locator(".row-link > span:last-child")).ToHaveTextAsync("Thing ten");
    }

    [Fact]
    public async Task Row_is_added_named_put_in_the_trash_and_restored()
    {
        await using var window = await showcase.OpenAsync();
        await window.GoAsync(showcase.ViewAddress("Table"));

        await window.Find("button[data-act=add]").ClickAsync();
        await window.Page.WaitForURLAsync("**/p/*");
        await window.SettleAsync();
        await window.Find("h1[data-kind=title]").ClickAsync();
        await Expect(window.Editor().Locator("textarea")).ToHaveValueAsync("");
        await window.Page.Keyboard.TypeAsync("A row of mine");
        await window.PressAsync("Enter");
        await Expect(window.Find("h1")).ToHaveTextAsync("A row of mine");
        await window.Find("button[data-act=trash]").ClickAsync();
        await Expect(window.Find(".banner")).ToContainTextAsync("in the trash");
        await window.Find("button[data-act=restore]").ClickAsync();
        await Expect(window.Find(".banner")).ToHaveCountAsync(0);

        await window.GoAsync(showcase.ViewAddress("Table"));
        var row = window.Find("main tr[data-row]", new() { HasText = "A row of mine" });
        await Expect(row).ToHaveCountAsync(1);
        await row.HoverAsync();
        await row.Locator("button[data-act=trash]").ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await window.AssertSoundAsync("a row's life");
    }
}
