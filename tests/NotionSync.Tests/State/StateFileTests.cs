using Dapper;
using Microsoft.Data.Sqlite;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Tests.State;

public sealed class StateFileTests : IDisposable
{
    private readonly StateFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Missing_file_is_made_with_its_folder()
    {
        var file = Path.Combine(folder.Path, "new", "folder", "state.db");

        await using var store = SqliteStateStore.Open($"Data Source={file}");

        Assert.True(File.Exists(file));
        Assert.Empty(await store.ReadDatabasesAsync(Stop));
    }

    [Fact]
    public async Task File_is_migrated_once_and_opens_again()
    {
        await folder.Open().DisposeAsync();
        await folder.Open().DisposeAsync();

        Assert.Equal(1, Query<int>("select count(*) from notionsync_schema where version = 1"));
        Assert.Equal("wal", Query<string>("pragma journal_mode"));
    }

    [Fact]
    public async Task Row_that_a_person_trashed_before_the_trash_was_told_apart_is_still_theirs()
    {
        await using (var store = folder.Open())
        {
            await store.SaveAsync(new StateBatch { Rows = [A.Row("a"), A.Row("b") with { Trash = RowTrash.ByPeople }] }, Stop);
        }

        // As the first version of the schema left it.
        Query<int>("alter table rows drop column trash; alter table rows drop column held; drop table waiting; delete from notionsync_schema where version > 1; select 1");

        await using var migrated = folder.Open();
        var rows = await migrated.ReadRowsAsync("models", [new RowKey("a"), new RowKey("b")], Stop);
        Assert.Equal([RowTrash.None, RowTrash.ByPeople], rows.Select(row => row.Trash));
    }

    [Fact]
    public async Task Two_openers_at_once_migrate_once()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(folder.Open, Stop)));

        await Task.WhenAll(stores.Select(store => store.SaveAsync(new StateBatch { Rows = [A.Row("a")] }, Stop)));

        Assert.Equal(Query<int>("select max(version) from notionsync_schema"), Query<int>("select count(*) from notionsync_schema"));
        await Task.WhenAll(stores.Select(store => store.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task State_of_a_newer_version_is_refused_untouched()
    {
        await folder.Open().DisposeAsync();
        Query<int>("insert into notionsync_schema (version, script) values (99, '0099_later.sql') returning 1");

        var fault = Assert.Throws<StateException>(folder.Open);

        Assert.Contains("schema 99", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Update notionsync", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Database_of_another_program_is_refused_untouched()
    {
        Query<int>("create table theirs (id integer); select 1");

        var fault = Assert.Throws<StateException>(folder.Open);

        Assert.Contains("another program", fault.Message, StringComparison.Ordinal);
        Assert.Equal(1, Query<int>("select count(*) from sqlite_schema"));
    }

    [Fact]
    public void File_that_is_no_database_is_named_with_the_mend()
    {
        File.WriteAllText(folder.File, new string('x', 4096));

        var fault = Assert.Throws<StateException>(folder.Open);

        Assert.Contains(folder.File, fault.Message, StringComparison.Ordinal);
        Assert.Contains("no SQLite database", fault.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 4096), File.ReadAllText(folder.File));
    }

    [Fact]
    public void Folder_that_cannot_be_made_is_named_with_the_mend()
    {
        File.WriteAllText(folder.File, "");

        var fault = Assert.Throws<StateException>(() => SqliteStateStore.Open($"Data Source={folder.File}/below/state.db"));

        Assert.Contains($"{folder.File}/below/state.db", fault.Message, StringComparison.Ordinal);
        Assert.Contains("State:ConnectionString", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_in_the_place_of_the_file_is_named_with_the_mend()
    {
        var fault = Assert.Throws<StateException>(() => SqliteStateStore.Open($"Data Source={folder.Path}"));

        Assert.Contains("cannot be opened", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_only_file_is_told_before_anything_is_done()
    {
        await folder.Open().DisposeAsync();

        var fault = Assert.Throws<StateException>(() => SqliteStateStore.Open($"Data Source={folder.File};Mode=ReadOnly"));

        Assert.Contains("read-only", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Dat Source=x.db")]
    [InlineData("notionsync.db")]
    public void Connection_string_that_cannot_be_read_names_its_key(string connectionString)
    {
        var fault = Assert.Throws<StateException>(() => SqliteStateStore.Open(connectionString));

        Assert.Contains("State:ConnectionString", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Data Source=notionsync.db", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, "in use by another process")]
    [InlineData(8, "read-only")]
    [InlineData(10, "Check the disk")]
    [InlineData(11, "is damaged")]
    [InlineData(13, "disk of the state file '/data/x.db' is full")]
    [InlineData(14, "cannot be opened")]
    public void Each_failure_of_SQLite_says_what_to_do(int code, string words)
    {
        var fault = StateFault.Explain(new SqliteException("raw", code), "/data/x.db");

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.Contains("/data/x.db", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_is_bound_to_the_workspace_that_filled_it()
    {
        await using var store = folder.Open();
        var api = new Uri("https://api.notion.com");

        await WorkspaceBinding.EnsureAsync(store, store.Path, api, "page-mistyped", Stop);
        await WorkspaceBinding.EnsureAsync(store, store.Path, api, "page-1", Stop);
        await store.SaveAsync(new StateBatch { Databases = [new KnownDatabase { Id = "models", ParentPageId = "page-1" }] }, Stop);
        await WorkspaceBinding.EnsureAsync(store, store.Path, api, "page-1", Stop);
        var fault = await Assert.ThrowsAsync<StateException>(() => WorkspaceBinding.EnsureAsync(store, store.Path, api, "page-2", Stop));

        Assert.Contains("page-1", fault.Message, StringComparison.Ordinal);
        Assert.Contains("State:ConnectionString", fault.Message, StringComparison.Ordinal);
    }

    private T? Query<T>(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File};Pooling=False");
        return connection.ExecuteScalar<T>(sql);
    }
}
