using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources.GitHub.Reading;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.GitHub.Kinds;

/// <summary>
/// Repositories: GitHub's own object, with <c>owners</c> (who owns all of it by CODEOWNERS), <c>release</c> (the latest) and
/// <c>deployment</c> (the latest that succeeded, with its <c>status</c>).
/// </summary>
internal sealed class RepositoriesKind(RepositoryReader reader) : IKind
{
    private const string Join = "join";
    private const string Environment = "environment";
    private const string Watched = "watched";

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("repositories", "A repository with its owners, its latest release and its latest successful deployment.")
    {
        Key = "id",
        Scope = "entry of Sources:GitHub:Repositories",
        Incremental = "ETag of each answer that the record is made of",
        Permissions = ["Metadata: read", "Contents: read", "Deployments: read"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) =>
    [
        .. SettingsCheck.Unknown(settings ?? [], "", RepositoryList.Setting, Join, Environment),
        .. RepositoryList.Check(settings),
        .. JoinFaults(settings?[Join]),
        .. settings?[Environment] is { } environment && SettingsCheck.Text(environment) is not { Length: > 0 }
            ? [new SettingFault($"/{Environment}", $"'{environment}' is no name of an environment.", "Write e.g. production, or leave it out for any, production first.")]
            : Array.Empty<SettingFault>(),
    ];

    // Found by owner/*, a repository that is no longer listed is gone; one that is named and not found may have been forbidden.
    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken) =>
        reader.ReadAsync(query, one => one.Entry, (reading, token) => OneAsync(reading, query.Settings, token), cancellationToken);

    private static async IAsyncEnumerable<SourceItem> OneAsync(RepositoryReading reading, JsonObject? settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (reading.Known is { } known && await reading.IsUnchangedAsync(known.Texts(Watched), cancellationToken))
        {
            reading.Note((JsonObject)known.DeepClone());
            reading.LeaveOut();
            yield break;
        }

        var join = new RepositoryJoin(reading, Wanted(settings), SettingsCheck.Text(settings?[Environment]));
        var record = await join.BuildAsync(cancellationToken);
        reading.Note(new JsonObject { [Watched] = Members.List(join.Watched) });
        yield return reading.Found(record);
    }

    private static ImmutableArray<string> Wanted(JsonObject? settings) => settings?[Join] is JsonArray ? [.. settings.Texts(Join)] : RepositoryJoin.Parts;

    private static IEnumerable<SettingFault> JoinFaults(JsonNode? join) => join switch
    {
        null => [],
        JsonArray parts => parts.Index().Where(part => SettingsCheck.Text(part.Item) is not { } name || !RepositoryJoin.Parts.Contains(name)).Select(part => new SettingFault(
            $"/{Join}/{part.Index}", $"'{part.Item}' cannot be joined.", NearestName.Suggest($"{part.Item}", RepositoryJoin.Parts))),
        _ => [new SettingFault($"/{Join}", "It is no list.", $"Write {Join}: [{string.Join(", ", RepositoryJoin.Parts)}], or leave it out for all of them.")],
    };
}
