using CsCheck;
using NotionSync.Abstractions;
using NotionSync.Mapping.Pages;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Workspace;

namespace NotionSync.Tests.Notion.Workspace;

/// <summary>Our part of a page and people's, over any texts.</summary>
public sealed class PagePartLawTests
{
    private static readonly Gen<string> Line = Gen.OneOf(
        "text", "more *text*", "# Head", "- item", "\t- nested", "1. one", "> quote", "---", "<details>", "</details>", "| a | b |", "![p](https://e.org/p.png)",
        "<unknown url=\"x\" alt=\"bookmark\"/>", "- [ ] todo", "last words");

    private static readonly Gen<string> Text = Line.Array[1, 6].Select(lines => string.Join('\n', lines));

    [Fact]
    public void New_text_stands_above_what_people_wrote_below_and_nothing_of_theirs_moves() => Gen.Select(Text, Text, Gen.OneOf(Text, Gen.Const(""))).Sample((old, text, theirs) =>
    {
        var page = $"{PagePart.Compose(old)}\n{theirs}".TrimEnd('\n');

        var shown = Put(page, new PageBody(text, BodyVersion.Of(old), First: null));

        Assert.Equal(text.Trim('\n'), Head(shown));
        Assert.EndsWith(theirs, shown, StringComparison.Ordinal);
        Assert.Equal(page[PagePart.Compose(old).Length..], shown[PagePart.Compose(text).Length..]);
    });

    [Fact]
    public void Text_that_people_changed_is_whole_in_the_page_below_the_new_one() => Gen.Select(Text, Text, Text).Sample((old, text, changed) =>
    {
        var page = PagePart.Compose(changed);
        if (BareText.Of(changed) == BareText.Of(old) || BareText.Of(text).StartsWith(BareText.Of(changed), StringComparison.Ordinal))
        {
            return;
        }

        var shown = Put(page, new PageBody(text, BodyVersion.Of(old), First: null));

        Assert.Equal(text.Trim('\n'), Head(shown));
        Assert.Contains("\n" + changed.Trim('\n'), shown, StringComparison.Ordinal);
    });

    [Fact]
    public void Writing_twice_is_as_good_as_once() => Gen.Select(Text, Text).Sample((text, theirs) =>
    {
        var body = new PageBody(text, Version: null, First: null);
        var once = Put(theirs, body);

        Assert.Equal(once, Put(once, body));
    });

    [Fact]
    public void Page_that_holds_what_nobody_knows_keeps_it_below() => Gen.Select(Text, Text, Text).Sample((text, theirs, first) =>
    {
        if (BareText.Of(theirs) == BareText.Of(first) || BareText.Of(text).StartsWith(BareText.Of(theirs), StringComparison.Ordinal))
        {
            return;
        }

        var shown = Put(theirs, new PageBody(text, Version: null, first));

        Assert.Equal(text.Trim('\n'), Head(shown));
        Assert.EndsWith("\n" + theirs, shown, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("""{"markdown":"Old text.","truncated":true,"unknown_block_ids":[]}""", 1)]
    [InlineData("""{"markdown":"","truncated":false,"unknown_block_ids":[]}""", 2)]
    public async Task Page_that_is_shown_in_part_is_left_alone(string shown, int calls)
    {
        using var notion = new ScriptedNotion().Answer(200, shown).Answer(200, """{"markdown":"New text.","truncated":false}""");
        using var workspace = NotionWorkspaceFactory.Create(new() { Token = "t", BaseUrl = new Uri("https://notion.test/") }, new ImpatientTime(), notion);
        var write = () => workspace.WriteBodyAsync("p", new PageBody("New text.", Version: null, First: null), TestContext.Current.CancellationToken);

        if (calls == 1)
        {
            var refusal = await Assert.ThrowsAsync<WorkspaceException>(write);
            Assert.Equal(WorkspaceFault.Invalid, refusal.Fault);
            Assert.Contains("does not show the whole page", refusal.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.True(BodyVersion.IsOf(await write(), "New text."));
        }

        Assert.Equal(calls, notion.Sent.Count);
    }

    private static string Head(string shown) => PagePart.Find(shown)!.Text.Trim('\n');

    // What Notion does to a page's text, without what it does to its spelling.
    private static string Put(string page, PageBody body) => PagePart.Put(new PageMarkdown { Markdown = page }, body, body.Markdown).Aggregate(page, (shown, change) => change switch
    {
        MarkdownRequest.ReplaceContent replace => replace.Content.NewStr,
        MarkdownRequest.InsertContent insert => $"{insert.Content.Content}\n{shown}",
        MarkdownRequest.UpdateContent { Content.ContentUpdates: [var update] } when shown.Split(update.OldStr) is [var before, var after] => before + update.NewStr + after,
        _ => throw new InvalidOperationException($"Notion would refuse {change}."),
    });
}
