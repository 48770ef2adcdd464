using System.Globalization;
using NotionSync.Commands;
using NotionSync.LocalWorkspace.Preview;

namespace NotionSync.Hosting;

/// <summary>How the sources of a session stand, in the preview's words. Sources that are off are left out.</summary>
internal static class SourceStandings
{
    /// <summary>Reads it from the state store.</summary>
    public static async Task<IReadOnlyList<SourceStanding>> ReadAsync(WorkspaceSession session, TimeProvider time, CancellationToken cancellationToken)
    {
        var standings = new List<SourceStanding>();
        foreach (var entry in session.Sources.Entries.Where(entry => entry.IsOn))
        {
            var status = await SourceStatus.ReadAsync(session, entry, time, cancellationToken);
            standings.Add(new SourceStanding(status.Name, status.State, Said(status, time.GetUtcNow())));
        }

        return standings;
    }

    private static string Said(Commands.Output.StatusDocument.SourceState status, DateTimeOffset now)
    {
        var last = status.LastRun is { } run ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (now - run).TotalSeconds):0} s ago") : "not yet run";
        var faults = status.Errors > 0 ? $" · {status.Errors} {(status.Errors == 1 ? "error" : "errors")}" : "";
        return $"{last} · {(status.Rows == 0 ? "nothing new" : $"{status.Rows} {(status.Rows == 1 ? "row" : "rows")}")}{faults}";
    }
}
