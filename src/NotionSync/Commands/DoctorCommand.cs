using System.CommandLine;
using NotionSync.Commands.Output;
using NotionSync.Hosting.Checks;

namespace NotionSync.Commands;

/// <summary><c>doctor</c>: asks everything that a run needs whether it is well; changes nothing.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommandHost host)
    {
        var common = new CommonOptions();
        var command = new Command("doctor", "Checks token, parent page, sources, clock and state store, and says how to mend each.");
        common.AddTo(command);
        command.SetAction((result, cancellationToken) => ErrorEdge.RunAsync(
            common.Read(result, host),
            async (call, stop) => Findings.Print(call, await new Doctor(call.Host).ExamineAsync(() => call.SettingsWith(), stop), "All is well."),
            cancellationToken));
        return command;
    }
}
