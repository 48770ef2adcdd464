using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;
using NotionSync.Abstractions;
using NotionSync.Model;

namespace NotionSync.State;

/// <summary>The state in one SQLite file. Safe for several threads; one call at a time is served.</summary>
public sealed class SqliteStateStore : IStateStore, IAsyncDisposable
{
    private const int ChunkSize = 1_000;

    private readonly SqliteDatabase database;

    private SqliteStateStore(SqliteDatabase database) => this.database = database;

    /// <summary>Where the state lies, for messages.</summary>
    public string Path => database.Path;

    /// <summary>Opens the file, made anew (with its folder) where it is missing, and brings its schema up to date.</summary>
    /// <param name="connectionString">As of Microsoft.Data.Sqlite, e.g. <c>Data Source=notionsync.db</c>; a relative path starts at the working directory.</param>
    /// <exception cref="StateException">The place cannot be written, or holds something else. The message says what to do.</exception>
    public static SqliteStateStore Open(string connectionString) => new(SqliteDatabase.Open(connectionString));

    /// <summary>Why a connection string cannot be read; null when it can.</summary>
    public static string? WhyInvalid(string connectionString)
    {
        try
        {
            SqliteDatabase.Parse(connectionString);
            return null;
        }
        catch (StateException exception)
        {
            return exception.InnerException!.Message; // the one that says what is wrong
        }
    }

    /// <inheritdoc/>
    public Task SaveAsync(StateBatch batch, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => SqliteBatch.Write(transaction, batch), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<KnownDatabase>> ReadDatabasesAsync(CancellationToken cancellationToken) => ReadAsync(
        open => open.Query<StoredDatabase>($"select {StoredDatabase.Columns} from databases").Select(stored => stored.ToRecord()), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LedgerRow>> ReadRowsAsync(string database, IReadOnlyCollection<RowKey> keys, CancellationToken cancellationToken) =>
        ReadRowsAsync("database = @database and key in (select value from json_each(@chunk))", database, keys.Select(key => key.Value), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LedgerRow>> FindRowsByTitleAsync(string database, IReadOnlyCollection<string> titles, CancellationToken cancellationToken) =>
        ReadRowsAsync("database = @database and in_trash = 0 and title in (select value from json_each(@chunk))", database, titles, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LedgerRow>> FindRowsByPageAsync(IReadOnlyCollection<string> pageIds, CancellationToken cancellationToken) =>
        ReadRowsAsync("page_id in (select value from json_each(@chunk))", null, pageIds, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LedgerRow> ReadAllRowsAsync(string database, CancellationToken cancellationToken) => PageAsync<StoredRow, LedgerRow>(
        (open, last) => open.Query<StoredRow>(
            $"select {StoredRow.Columns} from rows where database = @database and key > @last order by key limit {ChunkSize}",
            new { database, last = last?.Key ?? "" }),
        stored => stored.ToRecord(),
        cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<RowRef> ReadDueRowsAsync(string database, DateTimeOffset now, CancellationToken cancellationToken) => PageAsync<StoredKey, RowRef>(
        (open, last) => open.Query<StoredKey>(
            $"""
            select key from rows where database = @database and key > @last and dirty = 1
            union select key from rows where database = @database and key > @last and recheck_at <= @now
            order by key limit {ChunkSize}
            """,
            new { database, now = Instant.Write(now), last = last?.Key ?? "" }),
        stored => new RowRef(database, new RowKey(stored.Key)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<int> CountRowsAsync(string database, CancellationToken cancellationToken) => this.database.UseAsync(
        open => open.ExecuteScalar<int>("select count(*) from rows where database = @database and page_id is not null and in_trash = 0", new { database }),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Claim>> ReadClaimsAsync(string database, IReadOnlyCollection<RowKey> claimants, CancellationToken cancellationToken) =>
        ReadClaimsAsync("claimant", database, claimants, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Claim>> ReadClaimsOnRowsAsync(string database, IReadOnlyCollection<RowKey> rows, CancellationToken cancellationToken) =>
        ReadClaimsAsync("row_key", database, rows, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClaimMark>> ReadClaimMarksAsync(string database, IReadOnlyCollection<RowKey> claimants, CancellationToken cancellationToken) => ReadAsync(
        open => claimants.Select(key => key.Value).Distinct().Chunk(ChunkSize).SelectMany(chunk => open.Query<StoredClaimMark>(
            $"select {StoredClaimMark.Columns} from claims where database = @database and claimant in (select value from json_each(@chunk)) order by claimant",
            new { database, chunk = StoredJson.Write(chunk) }).Select(stored => stored.ToRecord())),
        cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ClaimMark> ReadClaimMarksOfBlockAsync(string database, string block, CancellationToken cancellationToken) => PageAsync<StoredClaimMark, ClaimMark>(
        (open, last) => open.Query<StoredClaimMark>(
            $"select {StoredClaimMark.Columns} from claims where database = @database and block = @block and claimant > @last order by claimant limit {ChunkSize}",
            new { database, block, last = last?.Claimant ?? "" }),
        stored => stored.ToRecord(),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<WaitingClaim>> ReadWaitingAsync(
        string database, string block, IReadOnlyCollection<string> matchKeys, CancellationToken cancellationToken) => ReadAsync(
        open => matchKeys.Distinct().Chunk(ChunkSize).SelectMany(chunk => open.Query<StoredWaiting>(
            $"select {StoredWaiting.Columns} from waiting where database = @database and block = @block and match_key in (select value from json_each(@chunk)) order by claimant",
            new { database, block, chunk = StoredJson.Write(chunk) }).Select(stored => stored.ToRecord())),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<WaitingMark>> ReadWaitingMarksAsync(string database, IReadOnlyCollection<RowKey> claimants, CancellationToken cancellationToken) => ReadAsync(
        open => claimants.Select(key => key.Value).Distinct().Chunk(ChunkSize).SelectMany(chunk => open.Query<StoredWaitingMark>(
            $"select {StoredWaitingMark.Columns} from waiting where database = @database and claimant in (select value from json_each(@chunk)) order by claimant",
            new { database, chunk = StoredJson.Write(chunk) }).Select(stored => stored.ToRecord())),
        cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<WaitingMark> ReadWaitingMarksOfBlockAsync(string database, string block, CancellationToken cancellationToken) =>
        PageAsync<StoredWaitingMark, WaitingMark>(
            (open, last) => open.Query<StoredWaitingMark>(
                $"select {StoredWaitingMark.Columns} from waiting where database = @database and block = @block and claimant > @last order by claimant limit {ChunkSize}",
                new { database, block, last = last?.Claimant ?? "" }),
            stored => stored.ToRecord(),
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Link>> ReadLinksAsync(IReadOnlyCollection<RowRef> rows, CancellationToken cancellationToken) =>
        ReadAsync(open => SqliteLinks.Touching(open, "links", "of_people as OfPeople", rows).Select(link => new Link(link.Id, link.OfPeople)), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<WantedLink>> ReadWantedLinksAsync(IReadOnlyCollection<RowRef> rows, CancellationToken cancellationToken) =>
        ReadAsync(open => SqliteLinks.Touching(open, "wanted_links", "maker", rows).Select(link => new WantedLink(link.Id, link.Maker)), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Sample>> ReadSamplesAsync(IReadOnlyCollection<RowRef> rows, int most, CancellationToken cancellationToken) => ReadAsync(
        open => rows.GroupBy(row => row.Database, row => row.Key.Value).SelectMany(group => group.Distinct().Chunk(ChunkSize).SelectMany(chunk => open.Query<StoredSample>(
            """
            select database, key, property, at, amount from (
                select *, row_number() over (partition by key, property order by at desc) as age
                from samples where database = @database and key in (select value from json_each(@chunk)))
            where age <= @most order by key, property, at
            """,
            new { database = group.Key, chunk = StoredJson.Write(chunk), most }))).Select(stored => stored.ToRecord()),
        cancellationToken);

    /// <inheritdoc/>
    public Task<string?> ReadNoteAsync(string name, CancellationToken cancellationToken) =>
        database.UseAsync(open => open.ExecuteScalar<string?>("select content from notes where name = @name", new { name }), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunRecord>> ReadRunsAsync(string? name, int most, CancellationToken cancellationToken) => ReadAsync(
        open => open.Query<StoredRun>(
                $"""
                select id, name, started_at as StartedAt, ended_at as EndedAt, report from runs
                {(name is null ? "" : "where name = @name")} order by id desc limit @most
                """,
                new { name, most })
            .Select(stored => stored.ToRecord()),
        cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ChangeRecord> ReadChangesAsync(string run, CancellationToken cancellationToken) => PageAsync<StoredChange, ChangeRecord>(
        (open, last) => open.Query<StoredChange>(
            $"select id, run, database, key, property, before, after, at from changes where run = @run and id > @last order by id limit {ChunkSize}",
            new { run, last = last?.Id ?? 0 }),
        stored => stored.ToRecord(),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IStateFork> ForkAsync(CancellationToken cancellationToken) => new Fork(new SqliteStateStore(await database.CopyAsync(cancellationToken)));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => database.DisposeAsync();

    private Task<IReadOnlyList<LedgerRow>> ReadRowsAsync(string where, string? database, IEnumerable<string> values, CancellationToken cancellationToken) => ReadAsync(
        open => values.Distinct().Chunk(ChunkSize).SelectMany(chunk =>
            open.Query<StoredRow>($"select {StoredRow.Columns} from rows where {where} order by database, key", new { database, chunk = StoredJson.Write(chunk) }, buffered: false)
                .Select(stored => stored.ToRecord())),
        cancellationToken);

    private Task<IReadOnlyList<Claim>> ReadClaimsAsync(string column, string database, IReadOnlyCollection<RowKey> keys, CancellationToken cancellationToken) => ReadAsync(
        open => keys.Select(key => key.Value).Distinct().Chunk(ChunkSize).SelectMany(chunk => open.Query<StoredClaim>(
            $"select {StoredClaim.Columns} from claims where database = @database and {column} in (select value from json_each(@chunk)) order by claimant",
            new { database, chunk = StoredJson.Write(chunk) }).Select(stored => stored.ToRecord())),
        cancellationToken);

    private Task<IReadOnlyList<T>> ReadAsync<T>(Func<SqliteConnection, IEnumerable<T>> read, CancellationToken cancellationToken) =>
        database.UseAsync<IReadOnlyList<T>>(open => [.. read(open)], cancellationToken);

    // Pages by key instead of one open cursor: the caller may save batches between two items.
    private async IAsyncEnumerable<TRecord> PageAsync<TStored, TRecord>(
        Func<SqliteConnection, TStored?, IEnumerable<TStored>> query,
        Func<TStored, TRecord> convert,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TStored : class
    {
        IReadOnlyList<TStored> page = [];
        do
        {
            var last = page is [.., var end] ? end : null;
            page = await ReadAsync(open => query(open, last), cancellationToken);
            foreach (var stored in page)
            {
                yield return convert(stored);
            }
        }
        while (page.Count == ChunkSize);
    }

    private sealed class Fork(SqliteStateStore store) : IStateFork
    {
        public IStateStore Store => store;

        public ValueTask DisposeAsync() => store.DisposeAsync();
    }
}
