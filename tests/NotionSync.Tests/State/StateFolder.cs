using NotionSync.State;

namespace NotionSync.Tests.State;

/// <summary>A folder of its own for each test, removed afterwards.</summary>
public sealed class StateFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("notionsync-state-").FullName;

    public string File => System.IO.Path.Combine(Path, "notionsync.db");

    public SqliteStateStore Open() => SqliteStateStore.Open($"Data Source={File}");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
