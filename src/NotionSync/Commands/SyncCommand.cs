using System.CommandLine;
using NotionSync.Abstractions;
using NotionSync.Commands.Output;
using NotionSync.Commands.Progress;

namespace NotionSync.Commands;

/// <summary><c>sync</c>: reads sources once and writes what changed.</summary>
internal static class SyncCommand
{
    public static Command Create(CommandHost host)
    {
        var common = new CommonOptions();
        var sources = new Argument<string[]>("source") { Description = "Sources to read. Default: all that are configured.", Arity = ArgumentArity.ZeroOrMore };
        var allow = new Option<string?>("--allow-removals") { Description = "Lets this run remove more rows than the guard allows; the reason is kept in the history.", HelpName = "REASON" };
        var full = new Option<bool>("--full") { Description = "Reads everything, also where a source could tell what changed since its last read." };
        var command = new Command("sync", "Reads the sources now and writes what changed.") { sources, allow, full };
        common.AddTo(command);
        command.SetAction((result, cancellationToken) => ErrorEdge.RunAsync(
            common.Read(result, host),
            (call, stop) => SyncAsync(call, result.GetValue(sources) ?? [], new SyncOptions(result.GetValue(allow), Full: result.GetValue(full)), stop),
            cancellationToken));
        return command;
    }

    private static async Task<int> SyncAsync(CommandCall call, string[] sources, SyncOptions options, CancellationToken cancellationToken)
    {
        await using var session = await call.Host.Open(call.SettingsForNotion(), cancellationToken);
        var names = session.Sources.Resolve(sources);
        foreach (var off in session.Sources.Entries.Where(entry => names.Count == 0 && !entry.IsOn))
        {
            call.Note($"{off.Name} is off: {off.WhyOff}.");
        }

        var report = await ProgressDisplay.ShowAsync(
            call,
            progress => session.Engine.SyncAsync(names, options with { NextRun = session.Sources.NextRuns() }, progress, cancellationToken));
        return RunSummary.Print(call, "Sync", report);
    }
}
