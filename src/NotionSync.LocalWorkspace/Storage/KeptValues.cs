using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace NotionSync.LocalWorkspace;

/// <summary>The values of the pages of a file, which stay there until somebody looks at a page.</summary>
internal sealed class KeptValues : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteParameter _id;
    private readonly StringPool _pool;

    public KeptValues(SqliteConnection connection, StringPool pool)
    {
        _pool = pool;
        _command = connection.CreateCommand();
        _command.CommandText = "SELECT json FROM page_values WHERE id = $1";
        _id = _command.Parameters.AddWithValue("$1", "");
    }

    public Dictionary<string, JsonNode?> Of(string page)
    {
        _id.Value = page;
        using var reader = _command.ExecuteReader();
        return reader.Read() ? StoredValues.Read(raw.sqlite3_column_blob(reader.Handle, 0), _pool) : [];
    }

    public void Dispose() => _command.Dispose();
}
