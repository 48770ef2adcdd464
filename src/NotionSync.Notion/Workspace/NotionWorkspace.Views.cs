using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Properties;

namespace NotionSync.Notion.Workspace;

public sealed partial class NotionWorkspace
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListViewsAsync(string databaseId, CancellationToken cancellationToken) =>
        WorkspaceFaults.TranslateAsync(() => ListViewIdsAsync(databaseId, cancellationToken));

    /// <inheritdoc/>
    public Task<ViewSnapshot?> ReadViewAsync(string viewId, CancellationToken cancellationToken) => WorkspaceFaults.TranslateAsync(async () =>
        await OrNullAsync(() => Client.GetViewAsync(viewId, cancellationToken)) is { } view ? new ViewSnapshot(NotionId.Canonical(view.Id), view.Name ?? "", view.Type.Name) : null);

    /// <inheritdoc/>
    public Task<string> CreateViewAsync(ViewTarget target, ViewSchema view, CancellationToken cancellationToken) => WorkspaceFaults.TranslateAsync(async () =>
    {
        var request = (await WireAsync(target, cancellationToken)).Create(view);
        var made = await _once.RunAsync(
            token => Client.CreateViewAsync(request, token), token => FindViewAsync(target.DatabaseId, view.Name, token), cancellationToken);
        return NotionId.Canonical(made.Id);
    });

    /// <inheritdoc/>
    public Task UpdateViewAsync(string viewId, ViewTarget target, ViewSchema view, CancellationToken cancellationToken) => WorkspaceFaults.TranslateAsync(async () =>
        await Client.UpdateViewAsync(viewId, (await WireAsync(target, cancellationToken)).Update(view), cancellationToken));

    private async Task<ViewWire> WireAsync(ViewTarget target, CancellationToken cancellationToken) => new(
        _codecs,
        target,
        target.Properties.IsDefaultOrEmpty ? _schemas.Decode(await Client.GetDataSourceAsync(target.DataSourceId, cancellationToken)).Properties : target.Properties);

    private async Task<IReadOnlyList<string>> ListViewIdsAsync(string databaseId, CancellationToken cancellationToken) =>
        await Client.ListViewsAsync(databaseId, cancellationToken).Select(view => NotionId.Canonical(view.Id)).ToListAsync(cancellationToken);

    private async Task<View?> FindViewAsync(string databaseId, string name, CancellationToken cancellationToken)
    {
        foreach (var id in await ListViewIdsAsync(databaseId, cancellationToken))
        {
            if (await OrNullAsync(() => Client.GetViewAsync(id, cancellationToken)) is { } view && view.Name == name)
            {
                return view;
            }
        }

        return null;
    }
}
