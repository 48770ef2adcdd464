using System.CommandLine;
using NotionSync.Commands.Output;
using NotionSync.Hosting;
using NotionSync.Hosting.Configuration;
using NotionSync.Model;

namespace NotionSync.Commands;

/// <summary><c>validate</c>: every fault of configuration and mapping files, offline.</summary>
internal static class ValidateCommand
{
    public static Command Create(CommandHost host)
    {
        var common = new CommonOptions();
        var command = new Command("validate", "Checks configuration and mapping files offline: every fault with its place and the mend.");
        common.AddTo(command);
        command.SetAction((result, cancellationToken) => ErrorEdge.RunAsync(common.Read(result, host), ValidateAsync, cancellationToken));
        return command;
    }

    private static async Task<int> ValidateAsync(CommandCall call, CancellationToken cancellationToken)
    {
        List<Diagnostic> findings;
        try
        {
            findings = await FindAsync(call.Settings, call.Host);
        }
        catch (ConfigurationFaultException faulty)
        {
            findings = [.. faulty.Faults];
        }

        return Findings.Print(call, findings, "The mapping files are right.");
    }

    private static async Task<List<Diagnostic>> FindAsync(Settings settings, CommandHost host)
    {
        var folder = MappingFolder.Read(settings.MappingsPath, host.Place.WorkingFolder);
        var mapped = folder.Sources();
        await using var sources = SourceSet.From(settings.Configuration, mapped, host.Time);
        return [.. UnknownKeys.Find(settings.Configuration, [.. mapped.Select(source => source.Name)]), .. sources.ScheduleFaults(), .. folder.Check(sources.All).Diagnostics];
    }
}
