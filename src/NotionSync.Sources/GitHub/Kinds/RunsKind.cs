using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.GitHub.Reading;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.GitHub.Kinds;

/// <summary>
/// Workflow runs in their latest attempt: GitHub's own object, with <c>failure</c> (the first failing job and step, and its message) where
/// the run failed, and <c>ended_at</c> where it is over.
/// </summary>
internal sealed class RunsKind(RepositoryReader reader) : IKind
{
    private const string Days = "days";
    private const string Jobs = "jobs";
    private const int MostDays = 400;

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("runs", "A run of a workflow, in its latest attempt.")
    {
        Key = "id",
        Scope = "repository",
        Incremental = "ETag of each page of 35 days, since a run can be run again for 30",
        Permissions = ["Actions: read", "Checks: read"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) =>
    [
        .. SettingsCheck.Unknown(settings ?? [], "", RepositoryList.Setting, Days, Jobs),
        .. RepositoryList.Check(settings),
        .. settings?[Days] is { } days && SettingsCheck.Number(days) is not (>= 1 and <= MostDays)
            ? [new SettingFault($"/{Days}", $"'{days}' is no number of days.", $"Write a number from 1 to {MostDays}, or leave it out for all runs there are.")]
            : Array.Empty<SettingFault>(),
        .. settings?[Jobs] is { } jobs && jobs.GetValueKind() is not (System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False)
            ? [new SettingFault($"/{Jobs}", $"'{jobs}' is neither true nor false.", "Write false to save the requests for the jobs of failed runs, or leave it out.")]
            : Array.Empty<SettingFault>(),
    ];

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken) => reader.ReadAsync(
        query, (reading, token) => new RunReading(reading, query.At, (int?)SettingsCheck.Number(query.Settings?[Days]), WantsJobs(query.Settings)).ReadAsync(token), cancellationToken);

    private static bool WantsJobs(JsonObject? settings) => settings?[Jobs] is not { } jobs || jobs.GetValue<bool>();
}
