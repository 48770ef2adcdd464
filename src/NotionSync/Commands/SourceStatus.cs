using NotionSync.Commands.Output;
using NotionSync.Hosting;
using NotionSync.State;
using NotionSync.Sync;

namespace NotionSync.Commands;

/// <summary>Reads how one source stands from its last runs.</summary>
internal static class SourceStatus
{
    private const int RunsToLookBack = 50;

    /// <summary>The source's status.</summary>
    public static async Task<StatusDocument.SourceState> ReadAsync(WorkspaceSession session, SourceState entry, TimeProvider time, CancellationToken cancellationToken)
    {
        var runs = await session.State.ReadRunsAsync(entry.Name, RunsToLookBack, cancellationToken);
        var reports = runs.Where(run => run.Report is not null).Select(run => (Run: run, Report: ReportOf(run.Report!, entry.Name))).Where(pair => pair.Report is not null).ToList();
        var last = reports.Count > 0 ? reports[0].Report : null;
        var lastGood = reports.FirstOrDefault(pair => pair.Report!.Failed.IsEmpty).Run;
        return new StatusDocument.SourceState(
            entry.Name,
            State(entry, last),
            runs.Count > 0 ? runs[0].StartedAt : null,
            session.Sources.NextRuns().TryGetValue(entry.Name, out var next) ? next : null,
            last is null ? 0 : last.Created + last.Updated + last.Unchanged,
            lastGood?.EndedAt is { } end ? Math.Round((time.GetUtcNow() - end).TotalSeconds) : null,
            last?.Failed.Length ?? 0,
            last?.Blocked ?? 0,
            last?.Drift ?? 0);
    }

    private static string State(SourceState entry, SourceReport? last) => (entry.IsOn, last) switch
    {
        (false, _) => "off",
        (_, null) => "never",
        (_, { Failed.IsEmpty: false }) => "failing",
        (_, { Blocked: > 0 }) => "blocked",
        _ => "ok",
    };

    private static SourceReport? ReportOf(string text, string name) =>
        StoredReport.Read(text)?.Sources.FirstOrDefault(source => string.Equals(source.Name, name, StringComparison.OrdinalIgnoreCase));
}
