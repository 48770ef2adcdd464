using System.CommandLine;
using System.CommandLine.Parsing;

namespace NotionSync.Commands;

/// <summary>The commands, and how a line becomes an exit code.</summary>
public static class CommandLine
{
    // Longer than the row in hand ever takes, so that stopping never cuts it.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>Runs one line.</summary>
    /// <returns>See <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandHost host, CancellationToken cancellationToken)
    {
        var root = Create(host);
        var result = root.Parse(arguments);
        if (result.Errors.Count > 0)
        {
            return Refuse(result, host);
        }

        var configuration = new InvocationConfiguration
        {
            Output = host.Out,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = Grace,
        };
        return await result.InvokeAsync(configuration, cancellationToken);
    }

    /// <summary>The root with all commands; cheap, since nothing is opened before an action runs.</summary>
    internal static RootCommand Create(CommandHost host) => new("Builds twelve linked Notion databases and keeps them true.")
    {
        DemoCommand.Create(host),
        ValidateCommand.Create(host),
        DoctorCommand.Create(host),
        PlanCommand.Create(host),
        ImportCommand.Create(host),
        SyncCommand.Create(host),
        RunCommand.Create(host),
        StatusCommand.Create(host),
        PreviewCommand.Create(host),
        HealthCommand.Create(host),
    };

    private static int Refuse(ParseResult result, CommandHost host)
    {
        foreach (ParseError error in result.Errors)
        {
            host.Error.WriteLine($"error: {error.Message}");
        }

        var command = result.CommandResult.Command;
        host.Error.WriteLine($"See: notionsync {(command is RootCommand ? "" : command.Name + " ")}--help");
        return ExitCode.BadInput;
    }
}
