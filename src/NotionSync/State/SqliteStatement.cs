using Microsoft.Data.Sqlite;

namespace NotionSync.State;

/// <summary>A command that is prepared once and run for many rows of one transaction. Its parameters are <c>$1</c>, <c>$2</c>, ….</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteCommand command;

    public SqliteStatement(SqliteTransaction transaction, string sql)
    {
        command = transaction.Connection!.CreateCommand(); // set until the transaction ends
        command.Transaction = transaction;
        command.CommandText = sql;
    }

    public void Run(params ReadOnlySpan<object?> values)
    {
        while (command.Parameters.Count < values.Length)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${command.Parameters.Count + 1}" });
        }

        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }

    public void Dispose() => command.Dispose();
}
