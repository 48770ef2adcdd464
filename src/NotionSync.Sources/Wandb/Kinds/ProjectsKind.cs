using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb.Kinds;

/// <summary>Projects of the entity.</summary>
internal sealed class ProjectsKind(WandbClient client, WandbProjects projects, WandbOptions options, WandbLinks links) : IKind
{
    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("projects", "A project of the entity.")
    {
        Key = "path",
        Scope = "entity",
        Permissions = ["view the entity"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) =>
        [.. SettingsCheck.Unknown(settings ?? [], "", "projects"), .. SettingsCheck.NoTexts(settings ?? [], "", "projects", "[llm, speech]")];

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var named = projects.Named(query.Settings);
        foreach (var entity in named.Select(project => project.Entity).DefaultIfEmpty(options.Entity!).Distinct())
        {
            var wanted = named.Where(project => project.Entity == entity).Select(project => project.Name).ToHashSet(StringComparer.Ordinal);
            await foreach (var item in ScopedRead.ReadAsync(entity, $"entity '{entity}'", RecordsAsync(entity, wanted, cancellationToken), isWhole: true, cancellationToken))
            {
                yield return item;
            }
        }
    }

    private async IAsyncEnumerable<JsonObject> RecordsAsync(string entity, HashSet<string> wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var missing = wanted.ToHashSet(StringComparer.Ordinal);
        await foreach (var edge in WandbWhole.EdgesAsync(client, WandbProjects.Of(entity), cancellationToken))
        {
            if (WandbNodes.Of(edge) is { } project && SettingsCheck.Text(project["name"]) is { } name && (wanted.Count == 0 || missing.Remove(name)))
            {
                project["entity"] = entity;
                project["path"] = $"{entity}/{name}";
                project["url"] = links.Project(entity, name);
                yield return project;
            }
        }

        if (missing.Count > 0)
        {
            throw client.Absent($"project {string.Join(" and ", missing.Order(StringComparer.Ordinal).Select(name => $"'{entity}/{name}'"))}");
        }
    }
}
