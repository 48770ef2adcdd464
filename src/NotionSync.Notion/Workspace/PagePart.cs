using NotionSync.Abstractions;
using NotionSync.Mapping.Pages;
using NotionSync.Notion.Api.Contracts;

namespace NotionSync.Notion.Workspace;

/// <summary>
/// Our part of a page: all from its top to a line that says so to people. See docs/decisions/0005-pages-in-two-parts.md for why it is so.
/// </summary>
internal sealed class PagePart
{
    private const string Foot = "Kept by NotionSync: the text above is replaced when its source changes, what you write below stays.";
    private const string Divider = "---";
    private const string Kept = "*The text above was changed by hand, so it stays. It is yours now.*";

    private readonly string shown;
    private readonly int footStart;
    private readonly int footEnd;

    private PagePart(string shown, int start, int footStart, int footEnd)
    {
        this.shown = shown;
        Start = start;
        this.footStart = footStart;
        this.footEnd = footEnd;
    }

    /// <summary>Where the line that ends our part begins, its divider included.</summary>
    private int Start { get; }

    /// <summary>The text of our part without the line that ends it.</summary>
    public string Text => shown[..Start].Trim('\n');

    private string Below => shown[footEnd..].Trim('\n');

    private string FootText => shown[footStart..footEnd];

    /// <summary>A text with the line that ends our part. A divider right below a paragraph would make a heading of it.</summary>
    public static string Compose(string text) => $"{text.Trim('\n')}\n\n{Divider}\n*{Foot}*";

    /// <summary>Our part of a page.</summary>
    /// <param name="shown">The page as Notion shows it.</param>
    /// <returns>Null when the page has none.</returns>
    public static PagePart? Find(string shown)
    {
        var bare = BareText.Of(Foot);
        var before = 0;
        for (var at = 0; at < shown.Length;)
        {
            var end = shown.IndexOf('\n', at) is var next and >= 0 ? next : shown.Length;
            if (BareText.Of(shown[at..end]) == bare)
            {
                var isDivided = shown[before..at].Trim() == Divider;
                return new PagePart(shown, isDivided ? before : at, at, end);
            }

            before = shown[at..end].Trim().Length > 0 ? at : before;
            at = end + 1;
        }

        return null;
    }

    /// <summary>The calls that put a text in our part, as far as it needs a single piece.</summary>
    /// <param name="page">The page as it is.</param>
    /// <param name="body">What is wanted.</param>
    /// <param name="first">The first piece of the wanted text.</param>
    public static IEnumerable<MarkdownRequest> Put(PageMarkdown page, PageBody body, string first)
    {
        var text = Compose(first);
        if (Find(page.Markdown) is not { } part)
        {
            var content = page.Markdown.Trim();
            return content.Length == 0 || IsOurs(content, body) || (body.First is not null && BareText.Of(content) == BareText.Of(body.First))
                ? [Replace(text)]
                : [Insert(text)];
        }

        if (!IsOurs(part.Text, body))
        {
            return [Change(part.FootText, Kept), Insert(text)];
        }

        return part.Below.Length == 0 ? [Replace(text)] : part.Exchange(text);
    }

    /// <summary>The call that adds a further piece to our part.</summary>
    /// <exception cref="WorkspaceException">Notion shows no such part, although it was just written.</exception>
    public static MarkdownRequest Add(string shown, string piece) => Find(shown) is { } part
        ? Change(part.shown[part.Start..part.footEnd], Compose(piece))
        : throw new WorkspaceException(
            WorkspaceFault.Invalid, "The page does not show the first piece of the text that was just written to it; the whole is tried again in an hour.");

    // Untouched since it was written, or a text of ours of which the answer never came, or its beginning.
    private static bool IsOurs(string text, PageBody body) =>
        BodyVersion.IsUnchanged(body.Version, text)
        || BareText.Of(body.Markdown).StartsWith(BareText.Of(text), StringComparison.Ordinal);

    // A replacement names the old text too, so a long one goes in several calls, from its top on.
    private IEnumerable<MarkdownRequest> Exchange(string text)
    {
        var old = BodyPieces.Split(shown[..footEnd]);
        return [.. old[..^1].Select(piece => Change(piece, "")), Change(old[^1], text)];
    }

    private static MarkdownRequest.ReplaceContent Replace(string text) => new(new MarkdownRequest.Replacement(text));

    private static MarkdownRequest.InsertContent Insert(string text) => new(new MarkdownRequest.Insertion(text, new BlockPosition("start")));

    private static MarkdownRequest.UpdateContent Change(string old, string text) => new(new MarkdownRequest.Updates([new MarkdownRequest.Update(old, text)]));
}
