using NotionSync.Abstractions;
using NotionSync.Mapping.Pages;

namespace NotionSync.Notion.Workspace;

public sealed partial class NotionWorkspace
{
    /// <inheritdoc/>
    public Task<string> WriteBodyAsync(string pageId, PageBody body, CancellationToken cancellationToken) => WorkspaceFaults.TranslateAsync(
        () => _once.RunAsync(token => PutAsync(pageId, body, token), NothingToFindAsync, cancellationToken));

    // What stands on the page is read first, so that a repeat finds what an attempt without an answer wrote.
    private async Task<string> PutAsync(string pageId, PageBody body, CancellationToken cancellationToken)
    {
        var page = await Client.GetMarkdownAsync(pageId, cancellationToken);
        if (page.Truncated)
        {
            throw new WorkspaceException(
                WorkspaceFault.Invalid, "Notion does not show the whole page, so its text was not replaced. Move what people wrote there to a page of its own.");
        }

        var pieces = BodyPieces.Of(body.Markdown);
        foreach (var change in PagePart.Put(page, body, pieces[0]))
        {
            page = await Client.UpdateMarkdownAsync(pageId, change, cancellationToken);
        }

        foreach (var piece in pieces.Skip(1))
        {
            page = await Client.UpdateMarkdownAsync(pageId, PagePart.Add(page.Markdown, piece), cancellationToken);
        }

        return BodyVersion.Of(body.Markdown, PagePart.Find(page.Markdown)?.Text);
    }

    private static Task<string?> NothingToFindAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
