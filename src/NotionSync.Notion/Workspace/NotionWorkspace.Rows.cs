using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Notion.Api;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Properties;

namespace NotionSync.Notion.Workspace;

public sealed partial class NotionWorkspace
{
    /// <inheritdoc/>
    public Task<string> CreateRowAsync(NewRow row, CancellationToken cancellationToken) =>
        WorkspaceFaults.TranslateAsync(() => WithPicturesAsync(row.ValuesByPropertyId, values => CreateAsync(row with { ValuesByPropertyId = values }, cancellationToken), cancellationToken));

    /// <inheritdoc/>
    public Task UpdateRowAsync(string pageId, IReadOnlyDictionary<string, WrittenValue> valuesByPropertyId, CancellationToken cancellationToken) =>
        WorkspaceFaults.TranslateAsync(() => WithPicturesAsync(
            valuesByPropertyId, values => Client.UpdatePageAsync(pageId, new UpdatePageRequest { Properties = _rows.Encode(values) }, cancellationToken), cancellationToken));

    /// <inheritdoc/>
    public Task TrashRowAsync(string pageId, bool inTrash, CancellationToken cancellationToken) =>
        WorkspaceFaults.TranslateAsync(() => Client.UpdatePageAsync(pageId, new UpdatePageRequest { InTrash = inTrash }, cancellationToken));

    /// <inheritdoc/>
    public IAsyncEnumerable<WorkspaceRow> QueryRowsAsync(string dataSourceId, RowQuery query, CancellationToken cancellationToken) =>
        WorkspaceFaults.TranslateAsync(QueryAsync(dataSourceId, query, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> ReadRelationAsync(string pageId, string propertyId, CancellationToken cancellationToken) =>
        WorkspaceFaults.TranslateAsync(async () =>
        {
            var linked = ImmutableArray.CreateBuilder<string>();
            await foreach (var item in Client.ListPropertyItemsAsync(pageId, propertyId, cancellationToken))
            {
                if (item.Payload is { } payload && System.Text.Json.JsonSerializer.Deserialize(payload, NotionJson.Default.PageReference) is { } page)
                {
                    linked.Add(NotionId.Canonical(page.Id));
                }
            }

            return linked.ToImmutable();
        });

    private Task<string> CreateAsync(NewRow row, CancellationToken cancellationToken)
    {
        var request = _rows.Encode(row);
        return _once.RunAsync(
            async token => NotionId.Canonical((await Client.CreatePageAsync(request, token)).Id), token => FindRowAsync(row, token), cancellationToken);
    }

    // Notion's text filter ignores case, keys do not.
    private IAsyncEnumerable<WorkspaceRow> QueryAsync(string dataSourceId, RowQuery query, CancellationToken cancellationToken) =>
        Client.QueryAsync(dataSourceId, RowWire.Filter(query), query.InTrash, cancellationToken)
            .Where(page => page.Object is null or "page")
            .Select(_rows.Decode)
            .Where(row => query is not { SyncKeyPropertyId: { } property, Key: { } key } || Carries(row, property, key));

    // The oldest, should a person have copied it.
    private async Task<string?> FindRowAsync(NewRow row, CancellationToken cancellationToken) =>
        (await QueryAsync(row.DataSourceId, new RowQuery(SyncKeyPropertyId: row.SyncKeyPropertyId, Key: row.Key), cancellationToken).FirstOrDefaultAsync(cancellationToken))?.PageId;

    private static bool Carries(WorkspaceRow row, string property, RowKey key) =>
        row.ValuesByPropertyId.GetValueOrDefault(property) is PropertyValue.Text text && text.Content == key.Value;
}
