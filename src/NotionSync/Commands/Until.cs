namespace NotionSync.Commands;

/// <summary>Waits.</summary>
internal static class Until
{
    /// <summary>Returns when the user or the system stops the program; that is no error for a server.</summary>
    public static async Task StoppedAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(stopped.SetResult);
        await stopped.Task;
    }
}
