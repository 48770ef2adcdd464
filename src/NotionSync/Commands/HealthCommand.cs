using System.CommandLine;

namespace NotionSync.Commands;

/// <summary><c>health</c>: asks a running worker whether it is alive; for container health checks, whose images have no curl.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create(CommandHost host)
    {
        var common = new CommonOptions();
        var command = new Command("health", "Asks a running worker whether it is alive (for container health checks).");
        common.AddTo(command);
        command.SetAction((result, cancellationToken) => ErrorEdge.RunAsync(common.Read(result, host), AskAsync, cancellationToken));
        return command;
    }

    private static async Task<int> AskAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var written = call.Settings.HealthUrls[0];
        var address = new Uri(new Uri(written.Replace("://*", "://127.0.0.1", StringComparison.Ordinal).Replace("://+", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal)), "healthz");
        using var client = new HttpClient(call.Host.Http()) { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(address, cancellationToken);
            call.Say($"{address} answers {(int)answer.StatusCode}.");
            return answer.IsSuccessStatusCode ? ExitCode.Done : ExitCode.Failed;
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            call.Note($"No worker answers at {address}. Start one with 'notionsync run', or set Health:Urls as the worker has it.");
            return ExitCode.Failed;
        }
    }
}
