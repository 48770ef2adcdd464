using Dapper;
using Microsoft.Data.Sqlite;
using NotionSync.Model;

namespace NotionSync.State;

/// <summary>Reads links by the rows that they touch.</summary>
internal static class SqliteLinks
{
    private const int ChunkSize = 1_000;

    /// <summary>Links of a table that touch the rows on either side, each once.</summary>
    public static IEnumerable<StoredLink> Touching(SqliteConnection open, string table, string extraColumn, IReadOnlyCollection<RowRef> rows)
    {
        var sql = $"""
            select {StoredLink.Columns}, {extraColumn} from {table}
            where left_database = @database and left_key in (select value from json_each(@chunk))
            union
            select {StoredLink.Columns}, {extraColumn} from {table}
            where right_database = @database and right_key in (select value from json_each(@chunk))
            """;
        // A link between two chunks is found from both of its ends.
        return rows
            .GroupBy(row => row.Database, row => row.Key.Value)
            .SelectMany(group => group.Distinct().Chunk(ChunkSize)
                .SelectMany(chunk => open.Query<StoredLink>(sql, new { database = group.Key, chunk = StoredJson.Write(chunk) })))
            .DistinctBy(link => (link.Id, link.Maker));
    }
}
