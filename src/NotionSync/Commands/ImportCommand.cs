using System.CommandLine;
using NotionSync.Abstractions;
using NotionSync.Commands.Output;
using NotionSync.Commands.Progress;
using NotionSync.Hosting.Configuration;
using NotionSync.Model;
using NotionSync.Planning;

namespace NotionSync.Commands;

/// <summary><c>import</c>: builds the workspace or brings it up to date.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandHost host)
    {
        var common = new CommonOptions();
        var file = new Option<string?>("--plan") { Description = "Applies exactly the plan that 'plan --out' saved, or refuses.", HelpName = "FILE" };
        var refresh = new Option<bool>("--refresh") { Description = "Reads each view too, and mends what differs." };
        var command = new Command("import", "Builds the databases, relations, rollups, views and first rows; again, it brings them up to date.") { file, refresh };
        common.AddTo(command);
        command.SetAction((result, cancellationToken) => ErrorEdge.RunAsync(
            common.Read(result, host),
            (call, stop) => ImportAsync(call, result.GetValue(file), result.GetValue(refresh), stop),
            cancellationToken));
        return command;
    }

    private static async Task<int> ImportAsync(CommandCall call, string? file, bool refresh, CancellationToken cancellationToken)
    {
        var settings = call.SettingsForNotion();
        await using var session = await call.Host.Open(settings, cancellationToken);
        var plan = file is null ? null : await ReadPlanAsync(file, session.Mapping, settings.Notion.ParentPage!, cancellationToken); // checked when opened
        var report = await ProgressDisplay.ShowAsync(call, progress => session.Engine.ImportAsync(new ImportOptions(refresh, plan), progress, cancellationToken));
        return RunSummary.Print(call, "Import", report);
    }

    private static async Task<Plan> ReadPlanAsync(string file, string mapping, string parentPage, CancellationToken cancellationToken)
    {
        try
        {
            return PlanFile.Read(await File.ReadAllTextAsync(file, cancellationToken), mapping, parentPage);
        }
        catch (FormatException exception)
        {
            throw new PlanChangedException($"{file}: {exception.Message}");
        }
        catch (FileNotFoundException)
        {
            throw new ConfigurationFaultException([new Diagnostic(Severity.Error, "--plan", $"The file '{file}' does not exist.", "Make it with 'notionsync plan --out'.")]);
        }
    }
}
