using CsCheck;
using NotionSync.Mapping.Pages;

namespace NotionSync.Tests.Core.Mapping.Pages;

public sealed class NotionMarkdownTests
{
    public static TheoryData<string, string> Cases { get; } = new()
    {
        { "one\ntwo\n\nthree", "one two\n\nthree" },
        { "one  \ntwo\\\nthree", "one<br>two<br>three" },
        { "---\ntitle: x\n---\n# Head #", "# Head" },
        { "---\n\ntext", "---\n\ntext" },
        { "Head\n====\nSub\n---\ntext", "# Head\n## Sub\ntext" },
        { "##### Deep", "#### Deep" },
        { "* a\n  * b\n    wrapped\n  1) c\n\n     below c\n+ d", "- a\n\t- b wrapped\n\t1. c\n\n\t\tbelow c\n- d" },
        { "1. a\n   - b\n2. c", "1. a\n\t- b\n2. c" },
        { "- a\n\nb", "- a\n\nb" },
        { "> a\n> b\n>\n> c", "> a b<br>c" },
        { "a | b\n--|--\n1 | 2\nafter", "|a | b|\n|--|--|\n|1 | 2|\n\nafter" },
        { "text\n| a |\n|---|", "text\n\n| a |\n|---|" },
        { "```mermaid\n graph TD\n\n\tA-->B\n```\nafter", "```mermaid\n graph TD\n\n\tA-->B\n```\nafter" },
        { "~~~\n# no heading <!-- kept -->\n~~~", "```\n# no heading <!-- kept -->\n```" },
        { "````md\n```\nx\n```\n````", "```md\n\u200b```\nx\n\u200b```\n```" },
        { "- a\n  ```\n  code\n    more\n  ```", "- a\n\t```\n\tcode\n\t  more\n\t```" },
        { "a <!-- b --> c\n<!--\nd\n-->\ne", "a  c e" },
        { "[a][x], [x], ![p][x] and `[x]`\n\n[x]: https://e.org/ 'Title'", "[a](https://e.org/), [x](https://e.org/), ![p](https://e.org/) and `[x]`" },
        { "see <https://e.org/a> there", "see https://e.org/a there" },
        { "<details>\n<summary>More</summary>\n\tinside\n</details>", "<details>\n<summary>More</summary>\n\tinside\n</details>" },
        { "- [x] done\n- [ ] open", "- [x] done\n- [ ] open" },
        { "* * *", "---" },
        { "a\n![p](https://e.org/p.png)\nb", "a\n![p](https://e.org/p.png)\nb" },
        { "a\r\nb\r\n", "a b" },
        { "\n \n", "" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Markdown_of_files_takes_the_form_that_notion_takes(string file, string expected) => Assert.Equal(expected, NotionMarkdown.From(file));

    [Fact]
    public void What_has_notions_form_stays_as_it_is() =>
        Document.Sample(text => Assert.Equal(NotionMarkdown.From(text), NotionMarkdown.From(NotionMarkdown.From(text))), iter: 5_000);

    [Fact]
    public void Pieces_put_together_are_the_text_and_each_fits() => Gen.Select(Line.Array[0, 40], Gen.Int[1, 120]).Sample((lines, times) =>
    {
        var text = string.Concat(Enumerable.Repeat(string.Join('\n', lines) + "\n", times));
        var pieces = BodyPieces.Split(text);

        Assert.Equal(text, string.Concat(pieces));
        Assert.All(pieces, piece => Assert.InRange(piece.Count(character => character == '\n'), 0, 900));
        Assert.Equal(pieces.Length, BodyPieces.Of(text).Length);
    });

    [Fact]
    public void A_block_of_code_that_is_too_long_for_one_piece_is_closed_and_opened_again()
    {
        var code = string.Join('\n', Enumerable.Range(0, 1_500).Select(number => $"line {number}"));

        var pieces = BodyPieces.Of($"before\n```c#\n{code}\n```\nafter");

        Assert.Equal(3, pieces.Length);
        Assert.Equal("before", pieces[0]);
        Assert.Equal(code.Split('\n'), pieces.SelectMany(piece => piece.Split('\n')).Where(line => line.StartsWith("line", StringComparison.Ordinal)));
        Assert.All(pieces.Skip(1), piece => Assert.StartsWith("```c#\n", piece, StringComparison.Ordinal));
        Assert.EndsWith("\n```", pieces[1], StringComparison.Ordinal);
        Assert.EndsWith("\n```\nafter", pieces[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the grammar is *closed*", "the grammar is _closed_", true)]
    [InlineData("1. a\n1. b", "1. a\n2. b", true)]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |", "<table header-row=\"true\">\n<tr>\n<td>a</td>\n<td>b</td>\n</tr>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</table>", true)]
    [InlineData("```c#\nx\n```", "```csharp\nx\n```", true)]
    [InlineData("[a](https://e.org)", "[a](https://e.org/)", true)]
    [InlineData("a\n\nb", "a\nb", true)]
    [InlineData("a", "a\nb", false)]
    [InlineData("a", "a\n![](https://e.org/x.png)", false)]
    [InlineData("a", "a\n<unknown url=\"x\" alt=\"bookmark\"/>", false)]
    [InlineData("- [ ] a", "- [x] a", false)]
    public void Texts_that_differ_in_form_only_are_the_same_bare_text(string one, string other, bool isSame) =>
        Assert.Equal(isSame, BareText.Of(one) == BareText.Of(other));

    private static readonly Gen<string> Line = Gen.OneOf(
        "", "text", "more text  ", "# Head", "- item", "  - nested", "    * deeper", "1. one", "   continued", "\t- tabbed", "\tchild", "> quote", ">", "```", "```js", "  ```",
        "code {", "| a | b |", "|---|---|", "a | b", "---", "===", "<details>", "</details>", "<!-- note -->", "<!--", "-->", "[x]: https://e.org/", "[x] and [y][x]", "~~~",
        "- [ ] todo", "![p](https://e.org/p.png)", "***", "text\\", "<https://e.org/>");

    private static readonly Gen<string> Document = Line.Array[0, 12].Select(lines => string.Join('\n', lines));
}
