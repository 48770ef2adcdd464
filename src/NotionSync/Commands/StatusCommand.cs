using System.CommandLine;
using System.Globalization;
using NotionSync.Commands.Output;
using NotionSync.Hosting;

namespace NotionSync.Commands;

/// <summary><c>status</c>: how each source stands, from the state store alone.</summary>
internal static class StatusCommand
{
    public static Command Create(CommandHost host)
    {
        var common = new CommonOptions();
        var command = new Command("status", "Shows last and next run of each source, its rows, errors, drift and blocked removals.");
        common.AddTo(command);
        command.SetAction((result, cancellationToken) => ErrorEdge.RunAsync(common.Read(result, host), ShowAsync, cancellationToken));
        return command;
    }

    private static async Task<int> ShowAsync(CommandCall call, CancellationToken cancellationToken)
    {
        await using var session = await call.Host.Open(call.SettingsForNotion(), cancellationToken);
        var sources = new List<StatusDocument.SourceState>();
        foreach (var entry in session.Sources.Entries)
        {
            sources.Add(await SourceStatus.ReadAsync(session, entry, call.Host.Time, cancellationToken));
        }

        if (call.Format is OutputFormat.Json)
        {
            call.WriteDocument(new StatusDocument(sources), DocumentJson.Default.StatusDocument);
        }
        else
        {
            foreach (var source in sources)
            {
                call.Say(Line(source, session.Sources.Entries.First(entry => entry.Name == source.Name)));
            }
        }

        return ExitCode.Done;
    }

    private static string Line(StatusDocument.SourceState source, SourceState entry) => entry.WhyOff is { } reason
        ? $"{source.Name}: off, {reason}"
        : $"{source.Name}: {source.State}, last run {Moment(source.LastRun)}, next {Moment(source.NextRun)}, {source.Rows} rows, "
            + $"{source.Errors} errors, {source.BlockedRemovals} blocked removals, {source.Drift} values repaired";

    private static string Moment(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "never";
}
