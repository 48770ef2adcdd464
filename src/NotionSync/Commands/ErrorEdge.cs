using Microsoft.Extensions.Options;
using NotionSync.Abstractions;
using NotionSync.Hosting.Configuration;

namespace NotionSync.Commands;

/// <summary>The one place where exceptions become words on standard error and an exit code.</summary>
internal static class ErrorEdge
{
    /// <summary>Runs a command's action.</summary>
    public static async Task<int> RunAsync(CommandCall call, Func<CommandCall, CancellationToken, Task<int>> action, CancellationToken cancellationToken)
    {
        try
        {
            return await action(call, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            call.Note("Stopped. What was written stands, the next run goes on from there.");
            return ExitCode.Stopped;
        }
        catch (Exception exception) // the edge: whatever it is, it ends here in words
        {
            foreach (var line in Lines(exception))
            {
                call.Note(line);
            }

            if (call.Verbose)
            {
                call.Note(exception.ToString());
            }

            return CodeOf(exception);
        }
    }

    /// <summary>What the shell is told of an exception.</summary>
    public static int CodeOf(Exception exception) =>
        exception is ConfigurationFaultException or OptionsValidationException || IsWrongForm(exception) ? ExitCode.BadInput : ExitCode.Failed;

    /// <summary>What a person is told of an exception.</summary>
    public static IEnumerable<string> Lines(Exception exception) => exception switch
    {
        ConfigurationFaultException faults => faults.Faults.Select(fault => fault.ToString()),
        OptionsValidationException options => options.Failures.Select(failure => $"error: {failure}"),
        WorkspaceException or SourceException or StateException or PlanChangedException => [$"error: {exception.Message}"],
        IOException or UnauthorizedAccessException => [$"error: {exception.Message}"],
        _ when IsWrongForm(exception) => [$"error: {exception.Message} Correct the setting; README.md shows the form of each."],
        _ => [$"error: Something went wrong that notionsync does not know: {exception.Message}", "Run again with --verbose for where it happened."],
    };

    // The framework's binder has no type of its own for a setting of the wrong form; its message names the key and the value.
    private static bool IsWrongForm(Exception exception) =>
        exception is InvalidOperationException && exception.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal);
}
