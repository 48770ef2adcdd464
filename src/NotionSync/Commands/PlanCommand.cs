using System.CommandLine;
using NotionSync.Commands.Output;
using NotionSync.Commands.Progress;
using NotionSync.Hosting.Configuration;
using NotionSync.Model;
using NotionSync.Planning;

namespace NotionSync.Commands;

/// <summary><c>plan</c>: what import and sync would change; changes nothing.</summary>
internal static class PlanCommand
{
    public static Command Create(CommandHost host)
    {
        var common = new CommonOptions("markdown");
        var file = new Option<string?>("--out") { Description = "Saves what 'import' would do, for 'import --plan'; sources are not read.", HelpName = "FILE" };
        var sources = new Option<string[]>("--source")
        {
            Description = "Reads these sources only; may be repeated. Default: all that are configured.",
            HelpName = "NAME",
            DefaultValueFactory = _ => [],
        };
        var command = new Command("plan", "Shows what 'import' and 'sync' would change, and what it costs in API calls; changes nothing.") { file, sources };
        common.AddTo(command);
        command.SetAction((result, cancellationToken) => ErrorEdge.RunAsync(
            common.Read(result, host),
            (call, stop) => PlanAsync(call, result.GetValue(file), result.GetValue(sources) ?? [], stop),
            cancellationToken));
        return command;
    }

    private static async Task<int> PlanAsync(CommandCall call, string? file, string[] sources, CancellationToken cancellationToken)
    {
        if (file is not null && sources.Length > 0)
        {
            throw new ConfigurationFaultException([new Diagnostic(
                Severity.Error, "--out", "A saved plan is for 'import', which reads no source.", "Leave out --source or --out.")]);
        }

        var settings = call.SettingsForNotion();
        await using var session = await call.Host.Open(settings, cancellationToken);
        var names = file is null ? session.Sources.Resolve(sources) : null;
        var plan = await ProgressDisplay.ShowAsync(call, progress => session.Engine.PlanAsync(names, progress, cancellationToken));
        if (file is not null)
        {
            await File.WriteAllTextAsync(file, PlanFile.Write(plan, session.Mapping, settings.Notion.ParentPage!), cancellationToken); // checked when opened
            call.Note($"The plan is saved. Apply exactly that with: notionsync import --plan {file}");
        }

        Print(call, plan, settings.Notion.RequestsPerMinute);
        return ExitCode.Done;
    }

    private static void Print(CommandCall call, Plan plan, int requestsPerMinute)
    {
        switch (call.Format)
        {
            case OutputFormat.Json:
                call.WriteDocument(Document(plan, requestsPerMinute), DocumentJson.Default.PlanDocument);
                break;
            case OutputFormat.Markdown:
                call.Host.Out.Write(PlanMarkdown.Write(plan, requestsPerMinute));
                break;
            default:
                call.Host.Out.Write(PlanText.Write(plan, requestsPerMinute));
                break;
        }
    }

    private static PlanDocument Document(Plan plan, int requestsPerMinute) => new(
        [
            .. plan.Changes.Select(change => new PlanDocument.Change(
                PlanWords.Action(change.Action), PlanWords.Sort(change.Object), change.Database, change.Key, change.Properties)),
        ],
        plan.Calls,
        plan.Seconds(requestsPerMinute));
}
