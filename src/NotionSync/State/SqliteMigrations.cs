using System.Globalization;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace NotionSync.State;

/// <summary>Brings a state file to the newest schema by numbered scripts, under SQLite's write lock: two processes never run one twice.</summary>
internal static class SqliteMigrations
{
    private const string Folder = "NotionSync.State.Migrations.Sqlite.";

    /// <summary>Runs the scripts that the file lacks, all or none.</summary>
    /// <exception cref="Abstractions.StateException">The file is of another program, or of a newer version of this one.</exception>
    public static void Run(SqliteConnection connection, string path)
    {
        var scripts = Scripts();
        using var transaction = connection.BeginTransaction(deferred: false);
        var tables = connection.Query<string>("select name from sqlite_schema where type = 'table'", transaction: transaction).ToHashSet();
        if (tables.Count > 0 && !tables.Contains("notionsync_schema"))
        {
            throw StateFault.Foreign(path);
        }

        connection.Execute("create table if not exists notionsync_schema (version integer primary key, script text not null) strict", transaction: transaction);
        var version = connection.ExecuteScalar<int?>("select max(version) from notionsync_schema", transaction: transaction) ?? 0;
        if (version > scripts[^1].Version)
        {
            throw StateFault.Newer(path, version, scripts[^1].Version);
        }

        foreach (var script in scripts.Where(script => script.Version > version))
        {
            connection.Execute(script.Sql, transaction: transaction);
            connection.Execute("insert into notionsync_schema (version, script) values (@Version, @Name)", new { script.Version, script.Name }, transaction);
        }

        // A place that cannot be written must be known before Notion is: SQLite itself would only tell at the first save.
        connection.Execute("update notionsync_schema set script = script", transaction: transaction);
        transaction.Commit();
    }

    private static List<Script> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
                .Select(name => Load(assembly, name))
                .OrderBy(script => script.Version),
        ];
    }

    private static Script Load(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!); // listed a moment ago
        var name = resource[Folder.Length..];
        return new Script(int.Parse(name[..4], CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }

    private sealed record Script(int Version, string Name, string Sql);
}
