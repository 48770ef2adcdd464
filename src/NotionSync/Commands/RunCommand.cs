using System.CommandLine;
using NotionSync.Hosting.Worker;

namespace NotionSync.Commands;

/// <summary><c>run</c>: the hosted worker.</summary>
internal static class RunCommand
{
    public static Command Create(CommandHost host)
    {
        var common = new CommonOptions();
        var command = new Command("run", "Keeps the workspace true: syncs each source on its schedule until stopped.");
        common.AddTo(command);
        command.SetAction((result, cancellationToken) => ErrorEdge.RunAsync(common.Read(result, host), RunAsync, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var settings = call.SettingsForNotion();
        await using var session = await call.Host.Open(settings, cancellationToken);
        var worker = new WorkerSettings(settings.Notion.Intake, call.Verbose);
        await WorkerHost.RunAsync(session, settings, worker, call.Host.Time, call.Host.Logging, null, cancellationToken);
        return ExitCode.Done;
    }
}
