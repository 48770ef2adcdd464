using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb;

/// <summary>The projects that are read, each a scope of its own.</summary>
internal sealed class WandbProjects(WandbClient client, WandbOptions options)
{
    /// <summary>Those that a block wants, else those of the configuration, else all that the entity shows.</summary>
    /// <exception cref="Http.VendorException">The entity is not to be seen, or its projects cannot be read to their end.</exception>
    public async Task<IReadOnlyList<WandbProject>> ListAsync(JsonObject? settings, CancellationToken cancellationToken) =>
        Named(settings) is { Count: > 0 } named ? named : await WandbWhole.EdgesAsync(client, Of(options.Entity!), cancellationToken)
            .Select(edge => SettingsCheck.Text((edge["node"] as JsonObject)?["name"]))
            .OfType<string>()
            .Distinct()
            .Select(name => new WandbProject(options.Entity!, name))
            .ToListAsync(cancellationToken);

    /// <summary>The projects that are named by a block or by the configuration; empty: all are wanted.</summary>
    public IReadOnlyList<WandbProject> Named(JsonObject? settings) =>
        [.. (SettingsCheck.Texts(settings?["projects"]) is { Count: > 0 } wanted ? wanted : options.ProjectNames).Select(name => WandbProject.Parse(name, options.Entity ?? "")).Distinct()];

    /// <summary>The list of an entity's projects.</summary>
    public static WandbList Of(string entity) =>
        new(WandbDocuments.Projects, new JsonObject { ["entity"] = entity }, data => data["models"] as JsonObject, $"projects of '{entity}'");

    /// <summary>Reads something of each project; a fault of one is told and leaves the others alone.</summary>
    public async IAsyncEnumerable<SourceItem> ReadEachAsync(
        JsonObject? settings, Func<WandbProject, IAsyncEnumerable<JsonObject>> records, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var project in await ListAsync(settings, cancellationToken))
        {
            await foreach (var item in ScopedRead.ReadAsync(project.Path, project.Part, records(project), isWhole: true, cancellationToken))
            {
                yield return item;
            }
        }
    }
}
