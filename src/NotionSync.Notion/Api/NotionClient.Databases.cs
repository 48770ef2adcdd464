using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Http;

namespace NotionSync.Notion.Api;

internal sealed partial class NotionClient
{
    /// <summary>Creates a database with its first data source and one table view. The answer has no schema.</summary>
    public Task<Database> CreateDatabaseAsync(CreateDatabaseRequest database, CancellationToken cancellationToken) => WriteAsync(
        HttpMethod.Post,
        "v1/databases",
        RequestEffect.Create,
        database,
        NotionJson.Default.CreateDatabaseRequest,
        NotionJson.Default.Database,
        GetDatabaseAsync,
        cancellationToken);

    /// <summary>A database and the ids of its data sources.</summary>
    public Task<Database> GetDatabaseAsync(string databaseId, CancellationToken cancellationToken) =>
        GetAsync($"v1/databases/{Escape(databaseId)}", NotionJson.Default.Database, cancellationToken);

    /// <summary>Changes title, description, icon or trash.</summary>
    public Task<Database> UpdateDatabaseAsync(string databaseId, UpdateDatabaseRequest changes, CancellationToken cancellationToken) => WriteAsync(
        HttpMethod.Patch,
        $"v1/databases/{Escape(databaseId)}",
        RequestEffect.Replace,
        changes,
        NotionJson.Default.UpdateDatabaseRequest,
        NotionJson.Default.Database,
        GetDatabaseAsync,
        cancellationToken);
}
