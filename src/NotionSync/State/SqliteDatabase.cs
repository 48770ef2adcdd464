using Dapper;
using Microsoft.Data.Sqlite;
using NotionSync.Abstractions;

namespace NotionSync.State;

/// <summary>One open state file: a connection that one caller uses at a time.</summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private const int BusySeconds = 5;

    private readonly SqliteConnection connection;
    private readonly SemaphoreSlim gate = new(1, 1);

    private SqliteDatabase(SqliteConnection connection, string path)
    {
        this.connection = connection;
        Path = path;
    }

    /// <summary>Where the state lies, for messages.</summary>
    public string Path { get; }

    /// <summary>Opens a file, made anew where it is missing, and brings its schema up to date.</summary>
    public static SqliteDatabase Open(string connectionString)
    {
        var settings = Parse(connectionString);
        var inMemory = settings.Mode is SqliteOpenMode.Memory || settings.DataSource is ":memory:" or "";
        if (!inMemory)
        {
            settings.DataSource = System.IO.Path.GetFullPath(settings.DataSource);
            MakeFolder(settings.DataSource);
        }

        var path = inMemory ? ":memory:" : settings.DataSource;
        var connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            connection.Execute($"pragma busy_timeout = {BusySeconds * 1000}; pragma journal_mode = wal; pragma synchronous = normal;");
            SqliteMigrations.Run(connection, path);
            return new SqliteDatabase(connection, path);
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw StateFault.Explain(exception, path);
        }
        catch (StateException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A copy in memory.</summary>
    public Task<SqliteDatabase> CopyAsync(CancellationToken cancellationToken) => UseAsync(
        source =>
        {
            var copy = new SqliteConnection("Data Source=:memory:;Pooling=False");
            copy.Open();
            source.BackupDatabase(copy);
            return new SqliteDatabase(copy, Path);
        },
        cancellationToken);

    /// <summary>Lets nobody else use the connection meanwhile.</summary>
    /// <exception cref="StateException">SQLite refused.</exception>
    public async Task<T> UseAsync<T>(Func<SqliteConnection, T> use, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return use(connection);
        }
        catch (SqliteException exception)
        {
            throw StateFault.Explain(exception, Path);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Runs writes in one transaction: all of them or none.</summary>
    /// <exception cref="StateException">SQLite refused.</exception>
    public Task WriteAsync(Action<SqliteTransaction> write, CancellationToken cancellationToken) => UseAsync(
        open =>
        {
            using var transaction = open.BeginTransaction(deferred: false);
            write(transaction);
            transaction.Commit();
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        gate.Dispose();
    }

    /// <summary>Reads a connection string.</summary>
    public static SqliteConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            return new SqliteConnectionStringBuilder(connectionString) { Pooling = false, DefaultTimeout = BusySeconds };
        }
        catch (ArgumentException exception)
        {
            throw StateFault.BadConnectionString(exception);
        }
    }

    private static void MakeFolder(string file)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file) ?? ".");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StateFault.NoFolder(file, exception);
        }
    }
}
