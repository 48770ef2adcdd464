using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Writes a run's beginning and end into the state, and its report.</summary>
internal sealed class RunBook(EngineParts parts, IWorkspace workspace, IStateStore state, string name)
{
    private readonly CallCount callsBefore = workspace.Calls;
    private readonly DateTimeOffset startedAt = parts.Time.GetUtcNow();
    private CallCount? counted;

    /// <summary>The run's id.</summary>
    public string Run { get; } = parts.NewRunId();

    /// <summary>The run's time.</summary>
    public DateTimeOffset Now => startedAt;

    /// <summary>How long it has taken so far.</summary>
    public TimeSpan Elapsed => parts.Time.GetUtcNow() - startedAt;

    /// <summary>Notes the beginning.</summary>
    public Task BeginAsync(CancellationToken cancellationToken) =>
        state.SaveAsync(new StateBatch { Runs = [new RunRecord(Run, name, startedAt, null, null)] }, cancellationToken);

    /// <summary>Does work of the run while no other run calls Notion; its calls alone are then the run's.</summary>
    public async Task CountAsync(Func<Task> work)
    {
        var before = workspace.Calls;
        await work();
        counted = (counted ?? default) + (workspace.Calls - before);
    }

    /// <summary>Notes the end.</summary>
    public async Task<RunReport> EndAsync(
        IEnumerable<SourceReport> sources, IEnumerable<Diagnostic> remarks, int schemaChanges, string? stoppedBecause, CancellationToken cancellationToken)
    {
        var report = new RunReport
        {
            Run = Run,
            StartedAt = startedAt,
            Duration = Elapsed,
            Calls = counted ?? (workspace.Calls - callsBefore),
            SchemaChanges = schemaChanges,
            Sources = [.. sources],
            Remarks = [.. remarks],
            StoppedBecause = stoppedBecause,
        };
        var text = JsonSerializer.Serialize(report, RunReportJson.Default.RunReport);
        await state.SaveAsync(
            new StateBatch { Runs = [new RunRecord(Run, name, startedAt, startedAt + report.Duration, text), .. OfSources(report, text)] }, cancellationToken);
        return report;
    }

    // Each source's last run is found by its name, whatever other sources ran with it.
    private IEnumerable<RunRecord> OfSources(RunReport report, string text) => name == SyncRun.Name
        ? report.Sources.Select(source => new RunRecord($"{Run}-{source.Name.ToLowerInvariant()}", source.Name, startedAt, startedAt + report.Duration, text))
        : [];
}

/// <summary>Reports as they are kept in the state.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunReport))]
internal sealed partial class RunReportJson : JsonSerializerContext;
