using System.CommandLine;
using NotionSync.Abstractions;
using NotionSync.Commands.Output;
using NotionSync.Commands.Progress;
using NotionSync.Demo;
using NotionSync.Hosting;
using NotionSync.Hosting.Configuration;
using NotionSync.Hosting.Worker;

namespace NotionSync.Commands;

/// <summary><c>demo</c>: the whole product on this machine, without an account.</summary>
internal static class DemoCommand
{
    public static Command Create(CommandHost host)
    {
        var common = new CommonOptions();
        var prometheus = new Option<string?>("--prometheus") { Description = "Reads this Prometheus instead of the recorded one.", HelpName = "URL" };
        var data = new Option<string?>("--data") { Description = "Keeps the workspace in this file, its state beside it. Default: nothing is kept.", HelpName = "FILE" };
        var once = new Option<bool>("--once") { Description = "Ends after the first sync instead of going on." };
        var command = new Command("demo", "Shows everything without an account: a local workspace, the twelve databases, and recorded sources.") { prometheus, data, once };
        common.AddTo(command);
        command.SetAction((result, cancellationToken) => ErrorEdge.RunAsync(
            common.Read(result, host),
            (call, stop) => ShowAsync(call, result.GetValue(prometheus), new LocalPlace(0, result.GetValue(data)) { Options = LocalWorkspaceSwitches.Read(call.Configuration) }, result.GetValue(once), stop),
            cancellationToken));
        return command;
    }

    private static async Task<int> ShowAsync(CommandCall call, string? prometheus, LocalPlace place, bool once, CancellationToken cancellationToken)
    {
        Welcome(call);
        await using var replays = await ReplaySet.StartAsync(call.Host.Time, without: prometheus is null ? [] : ["Prometheus"], cancellationToken);
        await using var local = await LocalDesk.StartAsync(place, call.Host.Time, cancellationToken);
        string[] real = prometheus is null ? [] : [$"Sources:Prometheus:BaseUrl={prometheus}", "Sources:Prometheus:Enabled=true"];
        var settings = call.SettingsWith(
        [
            .. local.Settings,
            .. replays.Settings.Select(setting => $"{setting.Key}={setting.Value}"),
            .. replays.Sources.Append("Prometheus").Distinct().Select(source => $"Sources:{source}:Schedule=0/30 * * * * ?"),
            .. real,
            "Notion:IntakeMinutes=1",
            "Health:Urls=http://127.0.0.1:0",
        ]);
        await using var session = await call.Host.Open(settings, cancellationToken);
        local.ShowSources(session, call.Host.Time);
        call.Note($"Watch it fill: {local.Address}");
        var code = await FillAsync(call, session, cancellationToken);
        if (call.Format is OutputFormat.Json || once || code is ExitCode.Failed)
        {
            local.Print(call);
        }

        if (code is ExitCode.Failed || once)
        {
            return code;
        }

        if (call.Format is OutputFormat.Text)
        {
            Invite(call, local);
        }

        var worker = new WorkerSettings(settings.Notion.Intake, call.Verbose);
        await WorkerHost.RunAsync(session, settings, worker, call.Host.Time, logging => Log(logging, call.Verbose), null, cancellationToken);
        return ExitCode.Done;
    }

    private static async Task<int> FillAsync(CommandCall call, WorkspaceSession session, CancellationToken cancellationToken)
    {
        var import = await ProgressDisplay.ShowAsync(call, progress => session.Engine.ImportAsync(new ImportOptions(), progress, cancellationToken));
        var imported = RunSummary.PrintAside(call, "Import", import);
        if (imported is ExitCode.Failed)
        {
            return imported;
        }

        var sync = await ProgressDisplay.ShowAsync(
            call, progress => session.Engine.SyncAsync([], new SyncOptions(NextRun: session.Sources.NextRuns()), progress, cancellationToken));
        return RunSummary.PrintAside(call, "Sync", sync) is var synced && synced is ExitCode.Done ? imported : synced;
    }

    private static void Welcome(CommandCall call) => call.Note("""
        NotionSync demo: a Notion-compatible workspace on this machine, twelve linked databases built from the mapping
        files, and ten sources played from recordings. No account is needed, and no data leaves this machine.

        """);

    private static void Invite(CommandCall call, LocalDesk local)
    {
        call.Say($"""

            Open   {local.Address}

            Three things to try there:
              1. In Model Registry, set the Deployment of a model to Archived. MLflow says otherwise: within a minute or so
                 the intake finds your edit, the next sync takes it back, and the cell glows.
              2. In Dashboard Integrations, tick Sync now for MLflow. Within a minute it is read, and the tick goes away.
              3. In API & Integration Registry, set SLO latency (ms) of TTS API to 200. Targets are yours: it stays, and
                 the SLO state turns from Breached to Met.

            Or with any client of Notion's API:
              export Notion__BaseUrl={local.Address} Notion__Token={local.Token} Notion__ParentPage={local.ParentPage}
              notionsync plan --set "State:ConnectionString=Data Source=second.db"    an empty plan: all is as it should be

            Sources are read every 30 seconds, edits taken in every minute. Ctrl+C stops it.
            """);
    }

    /// <summary>What goes on is seen in the preview; here only what goes wrong, so that the words above stay in sight.</summary>
    private static void Log(ILoggingBuilder logging, bool isVerbose) => logging
        .SetMinimumLevel(isVerbose ? LogLevel.Information : LogLevel.Warning)
        .AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
}
