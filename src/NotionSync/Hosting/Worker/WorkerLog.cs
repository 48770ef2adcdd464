namespace NotionSync.Hosting.Worker;

/// <summary>All that the worker can say.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(1, LogLevel.Information, "Connected to workspace {Workspace} as {Bot}, page {Page}")]
    public static partial void Connected(this ILogger log, string? workspace, string bot, string page);

    [LoggerMessage(2, LogLevel.Warning, "Notion cannot be reached, next attempt in {Seconds} s: {Reason}")]
    public static partial void NotConnected(this ILogger log, double seconds, string reason);

    [LoggerMessage(3, LogLevel.Information, "{Source} runs at '{Schedule}' (UTC), next {Next:O}")]
    public static partial void Scheduled(this ILogger log, string source, string schedule, DateTimeOffset? next);

    [LoggerMessage(4, LogLevel.Information, "{Source} is off: {Reason}")]
    public static partial void Off(this ILogger log, string source, string reason);

    [LoggerMessage(5, LogLevel.Information, "Job {Job} is no longer configured and was removed")]
    public static partial void JobRemoved(this ILogger log, string job);

    [LoggerMessage(10, LogLevel.Information, "Run of {Name} begins")]
    public static partial void RunBegins(this ILogger log, string name);

    [LoggerMessage(11, LogLevel.Information, "Run {Run} of {Name} done in {Seconds} s: {Reads} reads, {Writes} writes")]
    public static partial void RunDone(this ILogger log, string run, string name, double seconds, long reads, long writes);

    [LoggerMessage(12, LogLevel.Information, "{Source}: {Read} read, {Created} created, {Updated} updated, {Unchanged} unchanged, {Gone} gone")]
    public static partial void SourceDone(this ILogger log, string source, int read, int created, int updated, int unchanged, int gone);

    [LoggerMessage(13, LogLevel.Warning, "{Source}: {Blocked} removals were held back; approve them in Notion or run: notionsync sync {Source} --allow-removals REASON")]
    public static partial void RemovalsBlocked(this ILogger log, string source, int blocked);

    [LoggerMessage(14, LogLevel.Warning, "{Source}: {Database} {Key} failed: {Reason}")]
    public static partial void RowFailed(this ILogger log, string source, string database, string key, string reason);

    [LoggerMessage(15, LogLevel.Warning, "{Remark}")]
    public static partial void Remark(this ILogger log, string remark);

    [LoggerMessage(16, LogLevel.Error, "Run of {Name} failed: {Reason}")]
    public static partial void RunFailed(this ILogger log, Exception? exception, string name, string reason);

    [LoggerMessage(17, LogLevel.Information, "Run of {Name} was stopped and will go on at the next start")]
    public static partial void RunStopped(this ILogger log, string name);

    [LoggerMessage(20, LogLevel.Information, "Stopped")]
    public static partial void Stopped(this ILogger log);
}
