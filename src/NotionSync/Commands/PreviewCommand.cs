using System.CommandLine;
using NotionSync.Abstractions;
using NotionSync.Commands.Output;
using NotionSync.Commands.Progress;
using NotionSync.Hosting;
using NotionSync.Hosting.Configuration;

namespace NotionSync.Commands;

/// <summary><c>preview</c>: serves the local workspace alone.</summary>
internal static class PreviewCommand
{
    public static Command Create(CommandHost host)
    {
        var common = new CommonOptions();
        var port = new Option<int>("--port") { Description = "The port on 127.0.0.1; 0 takes a free one.", HelpName = "PORT" };
        var data = new Option<string?>("--data") { Description = "Keeps the workspace in this file. Default: in memory.", HelpName = "FILE" };
        var empty = new Option<bool>("--empty") { Description = "Leaves out the import of the mapped databases." };
        var command = new Command("preview", "Serves a Notion-compatible workspace on this machine until stopped.") { port, data, empty };
        common.AddTo(command);
        command.SetAction((result, cancellationToken) => ErrorEdge.RunAsync(
            common.Read(result, host),
            (call, stop) => ServeAsync(
                call,
                new LocalPlace(result.GetValue(port), result.GetValue(data)) { Options = LocalWorkspaceSwitches.Read(call.Configuration) },
                result.GetValue(empty),
                stop),
            cancellationToken));
        return command;
    }

    private static async Task<int> ServeAsync(CommandCall call, LocalPlace place, bool empty, CancellationToken cancellationToken)
    {
        await using var local = await LocalDesk.StartAsync(place, call.Host.Time, cancellationToken);
        var code = empty ? ExitCode.Done : await ImportAsync(call, call.SettingsWith(local.Settings), cancellationToken);
        local.Print(call);
        await Until.StoppedAsync(cancellationToken);
        return code;
    }

    private static async Task<int> ImportAsync(CommandCall call, Settings settings, CancellationToken cancellationToken)
    {
        await using var session = await call.Host.Open(settings, cancellationToken);
        var report = await ProgressDisplay.ShowAsync(call, progress => session.Engine.ImportAsync(new ImportOptions(), progress, cancellationToken));
        return RunSummary.PrintAside(call, "Import", report);
    }
}
