using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.GitHub.Reading;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.GitHub.Kinds;

/// <summary>
/// Deployments: GitHub's own object, with <c>status</c> (the latest), <c>outcome</c> (the latest state but for inactive, since that is
/// what success becomes when the next deployment comes) and <c>outcome_at</c>.
/// </summary>
internal sealed class DeploymentsKind(RepositoryReader reader) : IKind
{
    private const string Environment = "environment";
    private const string Newest = "newest";

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("deployments", "A deployment with its latest status.")
    {
        Key = "id",
        Scope = "repository",
        Incremental = "id, and the ETag of the statuses of those that are not over",
        Permissions = ["Deployments: read"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) =>
    [
        .. SettingsCheck.Unknown(settings ?? [], "", RepositoryList.Setting, Environment, Newest),
        .. RepositoryList.Check(settings),
        .. settings?[Environment] is { } environment && SettingsCheck.Text(environment) is not { Length: > 0 }
            ? [new SettingFault($"/{Environment}", $"'{environment}' is no name of an environment.", "Write e.g. production, or leave it out for all of them.")]
            : Array.Empty<SettingFault>(),
        .. settings?[Newest] is { } newest && SettingsCheck.Number(newest) is not >= 1
            ? [new SettingFault($"/{Newest}", $"'{newest}' is no number of deployments.", "Write how many of each repository are read, or leave it out for all: each costs a request.")]
            : Array.Empty<SettingFault>(),
    ];

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken) => reader.ReadAsync(
        query,
        (reading, token) => new DeploymentReading(reading, SettingsCheck.Text(query.Settings?[Environment]), (int?)SettingsCheck.Number(query.Settings?[Newest])).ReadAsync(token),
        cancellationToken);
}
