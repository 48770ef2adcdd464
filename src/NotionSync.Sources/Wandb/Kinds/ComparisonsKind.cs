using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb.Kinds;

/// <summary>The newest run of a project beside an older one that it is measured against; for figures like the drop of a score.</summary>
internal sealed class ComparisonsKind(WandbClient client, WandbProjects projects, WandbOptions options, WandbLinks links) : IKind
{
    private const string Both = "latest: { jobType: eval, state: finished } and baseline: { tags: baseline }";

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("comparisons", "The newest run that fits one filter beside the newest that fits another, in each project or over all of them.")
    {
        Key = "key",
        Scope = "project, or the entity when they are taken together",
        Permissions = ["view the project"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) =>
    [
        .. SettingsCheck.Unknown(settings ?? [], "", ["projects", "latest", "baseline", "together", .. ValueSettings.Members]),
        .. SettingsCheck.NoTexts(settings ?? [], "", "projects", "[llm, speech]"),
        .. SettingsCheck.NoFlag(settings ?? [], "", "together"),
        .. ((string[])["latest", "baseline"]).Where(name => settings?[name] is not JsonObject { Count: > 0 })
            .Select(name => new SettingFault($"/{name}", $"'{name}' is missing or no filter.", $"Write filters as W&B does, e.g. {Both}.")),
        .. ValueSettings.Check(settings ?? []),
    ];

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken) => SettingsCheck.Flag(query.Settings?["together"])
        ? ScopedRead.ReadAsync(options.Entity!, "projects", TogetherAsync(query.Settings!, cancellationToken), isWhole: true, cancellationToken)
        : projects.ReadEachAsync(query.Settings, project => OneAsync(project, query.Settings!, cancellationToken), cancellationToken);

    // One that cannot be read fails them all: the worst of the rest is not the worst.
    private async IAsyncEnumerable<JsonObject> TogetherAsync(JsonObject settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = new JsonArray();
        foreach (var project in await projects.ListAsync(settings, cancellationToken))
        {
            await foreach (var comparison in OneAsync(project, settings, cancellationToken))
            {
                all.Add(comparison);
            }
        }

        yield return new JsonObject { ["key"] = "all", ["entity"] = options.Entity, ["projects"] = all };
    }

    private async IAsyncEnumerable<JsonObject> OneAsync(WandbProject project, JsonObject settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var values = ValueSettings.From(settings);
        var variables = project.Variables([new("latest", settings["latest"]!.ToJsonString()), new("baseline", settings["baseline"]!.ToJsonString()), .. values.Variables()]);
        var answer = await client.AskAsync(WandbDocuments.Compared, variables, cancellationToken);
        if (answer.Data["project"] is not JsonObject found)
        {
            throw client.Absent($"runs of {project.Part}");
        }

        yield return new JsonObject
        {
            ["key"] = project.Path,
            ["entity"] = project.Entity,
            ["project"] = project.Name,
            ["url"] = links.Project(project.Entity, project.Name),
            ["latest"] = First(found["latest"]),
            ["baseline"] = First(found["baseline"]),
        };

        JsonObject? First(JsonNode? list) => (list?["edges"] as JsonArray ?? []).Select(edge => edge?["node"]).OfType<JsonObject>().FirstOrDefault() is { } run
            ? RunRecord.Of(run, project, values, links)
            : null;
    }
}
