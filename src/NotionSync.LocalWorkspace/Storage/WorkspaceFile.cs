using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Data.Sqlite;
using SQLitePCL;

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
        CREATE TABLE IF NOT EXISTS page_values (id TEXT NOT NULL PRIMARY KEY, json BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS links (property TEXT NOT NULL, page TEXT NOT NULL, target TEXT NOT NULL, sequence INTEGER NOT NULL,
            PRIMARY KEY (property, page, target)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS files (id TEXT NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (id, part));
        """;

    /// <summary>Once, the values of a page stood within it; a start would have to read them all.</summary>
    private const string Version = "PRAGMA user_version";
    private const string ToVersion1 = """
        INSERT OR REPLACE INTO page_values SELECT id, CAST(json_extract(json, '$.Values') AS BLOB) FROM objects WHERE kind = 'page' AND json_type(json, '$.Values') = 'object';
        UPDATE objects SET json = json_remove(json, '$.Values') WHERE kind = 'page';
        PRAGMA user_version = 1;
        """;

    private readonly SqliteConnection _connection;
    private readonly StringPool _pool = new();
    private readonly KeptValues _values;

    public WorkspaceFile(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Execute(Schema);
        _values = new KeptValues(_connection, _pool);
        using var command = Command(Version);
        if (command.ExecuteScalar() is 0L)
        {
            Execute(ToVersion1);
        }
    }

    /// <returns>False when the file holds no workspace yet.</returns>
    public bool Load(Workspace workspace)
    {
        Load(workspace.SettingsTable, "settings", WorkspaceJson.Default.Settings);
        Load(workspace.Users, "user", WorkspaceJson.Default.User);
        Load(workspace.Connections, "connection", WorkspaceJson.Default.Connection);
        Load(workspace.Templates, "template", WorkspaceJson.Default.Template);
        Load(workspace.Webhooks, "webhook", WorkspaceJson.Default.Webhook);
        Load(workspace.Pages, "page", json => StoredPage.Read(json, _pool, _values));
        Load(workspace.Blocks, "block", WorkspaceJson.Default.Block);
        Load(workspace.Databases, "database", WorkspaceJson.Default.Database);
        Load(workspace.DataSources, "data_source", WorkspaceJson.Default.DataSource);
        Load(workspace.Views, "view", WorkspaceJson.Default.View);
        Load(workspace.Comments, "comment", WorkspaceJson.Default.Comment);
        Load(workspace.Uploads, "file_upload", WorkspaceJson.Default.FileUpload);
        workspace.Links.LoadWith(() => LoadLinks(workspace));
        using var files = Command("SELECT id, part, bytes FROM files");
        using var reader = files.ExecuteReader();
        while (reader.Read())
        {
            workspace.Files.Load(reader.GetString(0), reader.GetInt32(1), reader.GetFieldValue<byte[]>(2));
        }

        workspace.Index();
        return workspace.SettingsTable.Find(Settings.TheId) is not null;
    }

    /// <summary>Keeps this and nothing else.</summary>
    public void Replace(WorkspaceChanges everything)
    {
        AllOrNothing(() =>
        {
            Execute("DELETE FROM objects; DELETE FROM page_values; DELETE FROM links; DELETE FROM files");
            KeepAll(everything);
        });
    }

    public void Keep(WorkspaceChanges changes) => AllOrNothing(() => KeepAll(changes));

    public void Dispose()
    {
        _values.Dispose();
        _connection.Dispose();
    }

    /// <summary>Begun and ended by statements, since values that are read while a page is written belong to no transaction object.</summary>
    private void AllOrNothing(Action write)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            write();
        }
        catch
        {
            Execute("ROLLBACK");
            throw;
        }

        Execute("COMMIT");
    }

    private void KeepAll(WorkspaceChanges changes)
    {
        Keep("settings", changes.Settings, WorkspaceJson.Default.Settings);
        Keep("user", changes.Users, WorkspaceJson.Default.User);
        Keep("connection", changes.Connections, WorkspaceJson.Default.Connection);
        Keep("template", changes.Templates, WorkspaceJson.Default.Template);
        Keep("webhook", changes.Webhooks, WorkspaceJson.Default.Webhook);
        Keep("page", changes.Pages, WorkspaceJson.Default.Page);
        Keep("block", changes.Blocks, WorkspaceJson.Default.Block);
        Keep("database", changes.Databases, WorkspaceJson.Default.Database);
        Keep("data_source", changes.DataSources, WorkspaceJson.Default.DataSource);
        Keep("view", changes.Views, WorkspaceJson.Default.View);
        Keep("comment", changes.Comments, WorkspaceJson.Default.Comment);
        Keep("file_upload", changes.Uploads, WorkspaceJson.Default.FileUpload);
        foreach (var link in changes.Links)
        {
            if (link.Sequence is { } sequence)
            {
                Execute("INSERT OR REPLACE INTO links VALUES ($1, $2, $3, $4)", link.Property, link.Page, link.Target, sequence);
            }
            else
            {
                Execute("DELETE FROM links WHERE property = $1 AND page = $2 AND target = $3", link.Property, link.Page, link.Target);
            }
        }

        foreach (var file in changes.Files)
        {
            Execute("INSERT OR REPLACE INTO files VALUES ($1, $2, $3)", file.Id, file.Part, file.Bytes);
        }
    }

    private void Load<T>(Table<T> table, string kind, JsonTypeInfo<T> type) where T : Entity => Load(table, kind, json => JsonSerializer.Deserialize(json, type));

    private void Load<T>(Table<T> table, string kind, Func<ReadOnlySpan<byte>, T?> read) where T : Entity
    {
        using var command = Command("SELECT json FROM objects WHERE kind = $1", kind);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var item = read(raw.sqlite3_column_blob(reader.Handle, 0)) ?? throw new InvalidDataException($"The workspace file holds an empty {kind}.");
            table.Load(item);
        }
    }

    private void LoadLinks(Workspace workspace)
    {
        using var command = Command("SELECT property, page, target, sequence FROM links ORDER BY sequence");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = reader.Handle;
            workspace.Links.Load(
                _pool.Shared(raw.sqlite3_column_blob(row, 0)),
                _pool.Shared(raw.sqlite3_column_blob(row, 1)),
                _pool.Shared(raw.sqlite3_column_blob(row, 2)),
                raw.sqlite3_column_int64(row, 3));
        }
    }

    private void Keep<T>(string kind, IReadOnlyList<Change<T>> changes, JsonTypeInfo<T> type) where T : Entity
    {
        foreach (var change in changes)
        {
            if (change.IsRemoved)
            {
                Execute("DELETE FROM objects WHERE kind = $1 AND id = $2", kind, change.Item.Id);
            }
            else
            {
                Execute("INSERT OR REPLACE INTO objects VALUES ($1, $2, $3)", kind, change.Item.Id, change.Item is Page written ? StoredPage.Write(written) : JsonSerializer.Serialize(change.Item, type));
            }

            if (change.Item is Page page)
            {
                Execute("INSERT OR REPLACE INTO page_values VALUES ($1, $2)", page.Id, StoredValues.Write(page.Values));
            }
        }
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", values[i] ?? DBNull.Value);
        }

        return command;
    }

    private void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }
}
