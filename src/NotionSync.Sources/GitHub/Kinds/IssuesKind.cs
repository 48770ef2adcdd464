using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.GitHub.Reading;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.GitHub.Kinds;

/// <summary>Issues with a label, no pull requests: GitHub's own object, with <c>label_names</c> and <c>repository</c>.</summary>
internal sealed class IssuesKind(RepositoryReader reader) : IKind
{
    private const string Label = "label";
    private const string DefaultLabel = "incident";
    private const string Newest = "updated";
    private const int IsSwitchedOff = 410;

    // What was changed in the second of the last read may come after it.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("issues", "An issue that carries the incident label.")
    {
        Key = "id",
        Scope = "repository",
        Incremental = "updated_at, newest first, and the ETag of the first page",
        Permissions = ["Issues: read"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) =>
    [
        .. SettingsCheck.Unknown(settings ?? [], "", RepositoryList.Setting, Label),
        .. RepositoryList.Check(settings),
        .. settings?[Label] is { } label && (SettingsCheck.Text(label) is not { Length: > 0 } text || text.Contains(',', StringComparison.Ordinal))
            ? [new SettingFault($"/{Label}", $"'{label}' is no name of one label.", $"Write e.g. {DefaultLabel}, or leave it out for that.")]
            : Array.Empty<SettingFault>(),
    ];

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken) =>
        reader.ReadAsync(query, (reading, token) => Issues(reading, SettingsCheck.Text(query.Settings?[Label]) ?? DefaultLabel, token), cancellationToken);

    private static async IAsyncEnumerable<SourceItem> Issues(RepositoryReading reading, string label, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = reading.Known?.Time(Newest);
        var newest = known;
        // Newest first: what changes during the read moves to the front, and nothing that follows is skipped.
        var first = $"issues?labels={Uri.EscapeDataString(label)}&state=all&sort=updated&direction=desc&per_page=100";
        await foreach (var page in reading.PagesAsync(first, cancellationToken, none: IsSwitchedOff))
        {
            var isKnown = page.IsUnchanged;
            foreach (var issue in page.Items())
            {
                var updated = issue.Time("updated_at");
                isKnown |= updated < known - Overlap;
                newest = updated > newest || newest is null ? updated : newest;
                if (!isKnown && issue["pull_request"] is null)
                {
                    yield return Found(reading, issue);
                }
            }

            if (isKnown)
            {
                reading.LeaveOut();
                break;
            }
        }

        reading.Note(new JsonObject { [Newest] = newest?.UtcDateTime.ToString("O") });
    }

    private static SourceItem.Found Found(RepositoryReading reading, JsonObject issue)
    {
        // A label is an object, or (in older answers) its name alone.
        issue["label_names"] = Members.List((issue["labels"] as JsonArray ?? [])
            .Select(entry => entry is JsonObject members ? members.Text("name") : SettingsCheck.Text(entry)).OfType<string>());
        return reading.Found(issue);
    }
}
