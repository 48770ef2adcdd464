using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dapper;
using Microsoft.Data.Sqlite;

namespace NotionSync.LocalWorkspace;

/// <summary>
/// Keeps the workspace in an SQLite file: one JSON row per object, one row per link. A request's changes are committed before it is answered,
/// so that a killed process loses nothing that a client was told.
/// </summary>
internal sealed class WorkspaceFile : IDisposable
{
    private const string Schema = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        CREATE TABLE IF NOT EXISTS objects (kind TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS links (property TEXT NOT NULL, page TEXT NOT NULL, target TEXT NOT NULL, sequence INTEGER NOT NULL,
            PRIMARY KEY (property, page, target)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS files (id TEXT NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (id, part));
        """;

    private readonly SqliteConnection _connection;

    public WorkspaceFile(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        _connection.Execute(Schema);
    }

    /// <returns>False when the file holds no workspace yet.</returns>
    public bool Load(Workspace workspace)
    {
        Load(workspace.SettingsTable, "settings", WorkspaceJson.Default.Settings);
        Load(workspace.Users, "user", WorkspaceJson.Default.User);
        Load(workspace.Pages, "page", WorkspaceJson.Default.Page);
        Load(workspace.Blocks, "block", WorkspaceJson.Default.Block);
        Load(workspace.Databases, "database", WorkspaceJson.Default.Database);
        Load(workspace.DataSources, "data_source", WorkspaceJson.Default.DataSource);
        Load(workspace.Views, "view", WorkspaceJson.Default.View);
        Load(workspace.Comments, "comment", WorkspaceJson.Default.Comment);
        Load(workspace.Uploads, "file_upload", WorkspaceJson.Default.FileUpload);
        foreach (var (property, page, target, sequence) in _connection.Query<(string, string, string, long)>(
            "SELECT property, page, target, sequence FROM links ORDER BY sequence", buffered: false))
        {
            workspace.Links.Load(property, page, target, sequence);
        }

        foreach (var (id, part, bytes) in _connection.Query<(string, int, byte[])>("SELECT id, part, bytes FROM files", buffered: false))
        {
            workspace.Files.Load(id, part, bytes);
        }

        workspace.Index();
        return workspace.SettingsTable.Find(Settings.TheId) is not null;
    }

    public void Keep(WorkspaceChanges changes)
    {
        using var transaction = _connection.BeginTransaction();
        Keep(transaction, "settings", changes.Settings, WorkspaceJson.Default.Settings);
        Keep(transaction, "user", changes.Users, WorkspaceJson.Default.User);
        Keep(transaction, "page", changes.Pages, WorkspaceJson.Default.Page);
        Keep(transaction, "block", changes.Blocks, WorkspaceJson.Default.Block);
        Keep(transaction, "database", changes.Databases, WorkspaceJson.Default.Database);
        Keep(transaction, "data_source", changes.DataSources, WorkspaceJson.Default.DataSource);
        Keep(transaction, "view", changes.Views, WorkspaceJson.Default.View);
        Keep(transaction, "comment", changes.Comments, WorkspaceJson.Default.Comment);
        Keep(transaction, "file_upload", changes.Uploads, WorkspaceJson.Default.FileUpload);
        foreach (var change in changes.Links)
        {
            _connection.Execute(
                change.Sequence is null
                    ? "DELETE FROM links WHERE property = @Property AND page = @Page AND target = @Target"
                    : "INSERT OR REPLACE INTO links VALUES (@Property, @Page, @Target, @Sequence)",
                change,
                transaction);
        }

        foreach (var file in changes.Files)
        {
            _connection.Execute("INSERT OR REPLACE INTO files VALUES (@Id, @Part, @Bytes)", file, transaction);
        }

        transaction.Commit();
    }

    public void Dispose() => _connection.Dispose();

    private void Load<T>(Table<T> table, string kind, JsonTypeInfo<T> type) where T : Entity
    {
        foreach (var json in _connection.Query<string>("SELECT json FROM objects WHERE kind = @kind", new { kind }, buffered: false))
        {
            table.Load(JsonSerializer.Deserialize(json, type) ?? throw new InvalidDataException($"The workspace file holds an empty {kind}."));
        }
    }

    private void Keep<T>(SqliteTransaction transaction, string kind, IReadOnlyList<Change<T>> changes, JsonTypeInfo<T> type) where T : Entity
    {
        foreach (var change in changes)
        {
            var id = change.Item.Id;
            if (change.IsRemoved)
            {
                _connection.Execute("DELETE FROM objects WHERE kind = @kind AND id = @id", new { kind, id }, transaction);
            }
            else
            {
                _connection.Execute(
                    "INSERT OR REPLACE INTO objects VALUES (@kind, @id, @json)",
                    new { kind, id, json = JsonSerializer.Serialize(change.Item, type) },
                    transaction);
            }
        }
    }
}
