using System.Globalization;
using Microsoft.Data.Sqlite;
using NotionSync.Model;

namespace NotionSync.State;

/// <summary>Writes a batch into one transaction: what is forgotten first, then what is known from now on.</summary>
internal static class SqliteBatch
{
    public static void Write(SqliteTransaction transaction, StateBatch batch)
    {
        Forget(transaction, batch);
        Rename(transaction, batch.Renamed);
        Databases(transaction, batch.Databases);
        Rows(transaction, batch.Rows);
        Each(transaction, batch.Dirty, "update rows set dirty = 1 where database = $1 and key = $2", row => [row.Database, row.Key.Value]);
        Claims(transaction, batch.Claims);
        Waiting(transaction, batch.Waiting);
        Links(transaction, batch);
        History(transaction, batch);
    }

    private static void Forget(SqliteTransaction transaction, StateBatch batch)
    {
        string[] ofDatabase =
        [
            "delete from databases where id = $1",
            "delete from rows where database = $1",
            "delete from claims where database = $1",
            "delete from waiting where database = $1",
            "delete from links where $1 in (left_database, right_database)",
            "delete from wanted_links where $1 in (left_database, right_database)",
        ];
        string[] ofRow =
        [
            "delete from rows where database = $1 and key = $2",
            "delete from claims where database = $1 and (row_key = $2 or claimant = $2)",
            "delete from links where left_database = $1 and left_key = $2",
            "delete from links where right_database = $1 and right_key = $2",
            "delete from wanted_links where left_database = $1 and left_key = $2",
            "delete from wanted_links where right_database = $1 and right_key = $2",
        ];

        foreach (var sql in ofDatabase)
        {
            Each(transaction, batch.ForgottenDatabases, sql, database => [database]);
        }

        foreach (var sql in ofRow)
        {
            Each(transaction, batch.ForgottenRows, sql, row => [row.Database, row.Key.Value]);
        }

        Each(transaction, batch.NoLongerWaiting, "delete from waiting where database = $1 and claimant = $2", claim => [claim.Database, claim.Key.Value]);
        Each(transaction, batch.ForgottenClaims, "delete from claims where database = $1 and claimant = $2", claim => [claim.Database, claim.Key.Value]);
    }

    private static void Rename(SqliteTransaction transaction, IReadOnlyList<RenamedRow> rows)
    {
        string[] places =
        [
            "update rows set key = $3 where database = $1 and key = $2",
            "update claims set row_key = $3 where database = $1 and row_key = $2",
            "update or replace wanted_links set left_key = $3 where left_database = $1 and left_key = $2",
            "update or replace wanted_links set right_key = $3 where right_database = $1 and right_key = $2",
        ];
        foreach (var sql in places)
        {
            Each(transaction, rows, sql, row => [row.Row.Database, row.Row.Key.Value, row.Key.Value]);
        }
    }

    private static void Databases(SqliteTransaction transaction, IReadOnlyList<KnownDatabase> databases) => Each(
        transaction,
        databases,
        "insert or replace into databases (id, database_id, data_source_id, parent_page_id, properties, views, rows_adopted) values ($1, $2, $3, $4, $5, $6, $7)",
        database =>
        [
            database.Id, database.DatabaseId, database.DataSourceId, database.ParentPageId,
            StoredJson.WritePairs(database.Properties.Select(pair => (pair.Key, pair.Value.Id, pair.Value.Applied))),
            StoredJson.WritePairs(database.Views.Select(pair => (pair.Key, pair.Value.Id, pair.Value.Applied))),
            database.RowsAdopted,
        ]);

    private static void Rows(SqliteTransaction transaction, IReadOnlyList<LedgerRow> rows) => Each(
        transaction,
        rows,
        """
        insert into rows (database, key, title, page_id, sending, in_trash, trash, gone, dirty, recheck_at, written_at, contents, repaired, held)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        on conflict (database, key) do update set
            title = excluded.title, page_id = excluded.page_id, sending = excluded.sending, in_trash = excluded.in_trash, trash = excluded.trash, gone = excluded.gone,
            dirty = excluded.dirty, recheck_at = excluded.recheck_at, written_at = excluded.written_at, contents = excluded.contents,
            repaired = excluded.repaired, held = excluded.held
        """,
        row =>
        [
            row.Database, row.Key.Value, row.Title, row.PageId, row.Sending, !row.IsHere, (int)row.Trash, row.Gone, row.Dirty,
            Instant.Write(row.RecheckAt), Instant.Write(row.WrittenAt), StoredJson.Write(row.Values), StoredJson.Write(row.Repaired), StoredJson.Write(row.Held),
        ]);

    private static void Claims(SqliteTransaction transaction, IReadOnlyList<Claim> claims) => Each(
        transaction,
        claims,
        """
        insert into claims (database, claimant, row_key, block, scope, contents, links, fingerprint, absences, absent_since)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (database, claimant) do update set
            row_key = excluded.row_key, block = excluded.block, scope = excluded.scope, contents = excluded.contents, links = excluded.links,
            fingerprint = excluded.fingerprint, absences = excluded.absences, absent_since = excluded.absent_since
        """,
        claim =>
        [
            claim.Database, claim.Claimant.Value, claim.Row.Value, claim.Block, claim.Scope, StoredJson.Write(claim.Values),
            StoredJson.Write(claim.Links), claim.Fingerprint, claim.Absences, Instant.Write(claim.AbsentSince),
        ]);

    private static void Waiting(SqliteTransaction transaction, IReadOnlyList<WaitingClaim> waiting) => Each(
        transaction,
        waiting,
        """
        insert or replace into waiting (database, claimant, block, match_key, scope, contents, links, fingerprint)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        """,
        entry =>
        [
            entry.Claim.Database, entry.Claim.Claimant.Value, entry.Claim.Block, entry.MatchKey, entry.Claim.Scope, StoredJson.Write(entry.Claim.Values),
            StoredJson.Write(entry.Claim.Links), entry.Claim.Fingerprint,
        ]);

    private static void Links(SqliteTransaction transaction, StateBatch batch)
    {
        const string Key = "left_database = $1 and left_key = $2 and relation = $3 and right_database = $4 and right_key = $5";
        const string Columns = "left_database, left_key, relation, right_database, right_key";
        Each(transaction, batch.RemovedLinks, $"delete from links where {Key}", Parts);
        Each(transaction, batch.Links, $"insert or replace into links ({Columns}, of_people) values ($1, $2, $3, $4, $5, $6)", link => [.. Parts(link.Id), link.OfPeople]);
        Each(transaction, batch.UnwantedLinks, $"delete from wanted_links where {Key} and maker = $6", link => [.. Parts(link.Id), link.Maker]);
        Each(transaction, batch.WantedLinks, $"insert or ignore into wanted_links ({Columns}, maker) values ($1, $2, $3, $4, $5, $6)", link => [.. Parts(link.Id), link.Maker]);
    }

    private static void History(SqliteTransaction transaction, StateBatch batch)
    {
        Each(
            transaction,
            batch.Samples,
            "insert or replace into samples (database, key, property, at, amount) values ($1, $2, $3, $4, $5)",
            sample => [sample.Row.Database, sample.Row.Key.Value, sample.Property, Instant.Write(sample.At), sample.Value.ToString(CultureInfo.InvariantCulture)]);
        Each(
            transaction,
            batch.Changes,
            "insert into changes (run, database, key, property, before, after, at) values ($1, $2, $3, $4, $5, $6, $7)",
            change => [change.Run, change.Row.Database, change.Row.Key.Value, change.Property, change.Before, change.After, Instant.Write(change.At)]);
        Each(transaction, [.. batch.Notes.Where(note => note.Value is null)], "delete from notes where name = $1", note => [note.Key]);
        Each(
            transaction,
            [.. batch.Notes.Where(note => note.Value is not null)],
            "insert or replace into notes (name, content) values ($1, $2)",
            note => [note.Key, note.Value]);
        Each(
            transaction,
            batch.Runs,
            "insert or replace into runs (id, name, started_at, ended_at, report) values ($1, $2, $3, $4, $5)",
            run => [run.Id, run.Name, Instant.Write(run.StartedAt), Instant.Write(run.EndedAt), run.Report]);
    }

    private static object?[] Parts(LinkId link) => [link.Left.Database, link.Left.Key.Value, link.Relation, link.Right.Database, link.Right.Key.Value];

    private static void Each<T>(SqliteTransaction transaction, IReadOnlyList<T> items, string sql, Func<T, object?[]> parameters)
    {
        if (items.Count == 0)
        {
            return;
        }

        using var statement = new SqliteStatement(transaction, sql);
        foreach (var item in items)
        {
            statement.Run(parameters(item));
        }
    }
}
