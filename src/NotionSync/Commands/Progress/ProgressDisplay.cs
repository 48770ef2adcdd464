using NotionSync.Abstractions;

namespace NotionSync.Commands.Progress;

/// <summary>Shows the steps of a run on standard error: bars where a person watches, else a line now and then.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs the work and shows its steps meanwhile.</summary>
    public static Task<T> ShowAsync<T>(CommandCall call, Func<IProgress<EngineStep>, Task<T>> work) => call.Host.IsTerminal
        ? TerminalProgress.ShowAsync(call.Host.Error, work)
        : work(new PlainProgress(call.Host.Error, call.Host.Time));
}
