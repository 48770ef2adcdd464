using System.Runtime.CompilerServices;
using NotionSync.Abstractions;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Properties;

namespace NotionSync.Notion.Workspace;

public sealed partial class NotionWorkspace
{
    /// <inheritdoc/>
    public IAsyncEnumerable<FoundDatabase> ListDatabasesAsync(string pageId, CancellationToken cancellationToken) =>
        WorkspaceFaults.TranslateAsync(FindDatabasesAsync(pageId, title: null, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<DatabaseSnapshot?> ReadDatabaseAsync(string dataSourceId, CancellationToken cancellationToken) => WorkspaceFaults.TranslateAsync(async () =>
        await OrNullAsync(() => Client.GetDataSourceAsync(dataSourceId, cancellationToken)) is { } source ? _schemas.Decode(source) : null);

    /// <inheritdoc/>
    public Task<CreatedDatabase> CreateDatabaseAsync(NewDatabase database, CancellationToken cancellationToken) => WorkspaceFaults.TranslateAsync(async () =>
    {
        var request = _schemas.Encode(database);
        var made = await _once.RunAsync(
            async token => Found(await Client.CreateDatabaseAsync(request, token))
                ?? throw new InvalidDataException($"the new database '{database.Title}' has no data source."),
            token => FindOursAsync(database, token),
            cancellationToken);

        var schema = _schemas.Decode(await Client.GetDataSourceAsync(made.DataSourceId, cancellationToken));
        var views = await ListViewIdsAsync(made.DatabaseId, cancellationToken);
        return new CreatedDatabase(schema, views is [var view, ..] ? view : null);
    });

    /// <inheritdoc/>
    public Task<DatabaseSnapshot> UpdateSchemaAsync(string dataSourceId, SchemaUpdate update, CancellationToken cancellationToken) =>
        WorkspaceFaults.TranslateAsync(async () =>
            _schemas.Decode(await Client.UpdateDataSourceAsync(dataSourceId, _schemas.Encode(update), cancellationToken)));

    private async Task<FoundDatabase?> FindOursAsync(NewDatabase database, CancellationToken cancellationToken) =>
        await FindDatabasesAsync(database.ParentPageId, database.Title, cancellationToken)
            .FirstOrDefaultAsync(found => found.Title == database.Title && found.Description == database.Description, cancellationToken);

    private async IAsyncEnumerable<FoundDatabase> FindDatabasesAsync(string pageId, string? title, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var block in Client.ListChildrenAsync(pageId, cancellationToken))
        {
            if (block.Type == BlockType.ChildDatabase
                && !block.InTrash
                && (title is null || block.ChildTitle == title)
                && await OrNullAsync(() => Client.GetDatabaseAsync(block.Id, cancellationToken)) is { InTrash: false } database
                && Found(database) is { } found)
            {
                yield return found;
            }
        }
    }

    // A container that only holds linked views has no data source and is none of ours.
    private static FoundDatabase? Found(Database database) => database.DataSources is [var source, ..]
        ? new(NotionId.Canonical(database.Id), NotionId.Canonical(source.Id), RichText.Join(database.Title), RichText.Join(database.Description))
        : null;
}
