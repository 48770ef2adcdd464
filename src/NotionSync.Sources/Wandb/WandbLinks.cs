using System.Text.RegularExpressions;

namespace NotionSync.Sources.Wandb;

/// <summary>Addresses for people.</summary>
/// <param name="app">Where people open W&amp;B, without a slash at the end.</param>
internal sealed partial class WandbLinks(string app)
{
    /// <summary>By what the name of a registry's project begins.</summary>
    public const string RegistryPrefix = "wandb-registry-";

    /// <summary>The page of a project.</summary>
    public string Project(string entity, string project) => At(entity, project);

    /// <summary>The page of a run.</summary>
    public string Run(string entity, string project, string run) => At(entity, project, "runs", run);

    /// <summary>The page of a sweep.</summary>
    public string Sweep(string entity, string project, string sweep) => At(entity, project, "sweeps", sweep);

    /// <summary>The page of a version of an artifact.</summary>
    public string Artifact(string entity, string project, string type, string collection, string version) => At(entity, project, "artifacts", type, collection, version);

    /// <summary>The page of a report; its title is part of the address.</summary>
    public string Report(string entity, string project, string title, string id) =>
        At(entity, project, "reports", $"{Dashes().Replace(title, "-").Trim('-')}--{id.Replace("=", "", StringComparison.Ordinal)}");

    /// <summary>The page of a version in a registry; without an organization, that of the old model registry.</summary>
    public string Registered(string? organization, string entity, string project, string collection, string version)
    {
        var place = $"?selectionPath={Uri.EscapeDataString($"{entity}/{project}/{collection}")}&view=membership&version={Uri.EscapeDataString(version)}";
        return organization is null ? At(entity, "registry", "model") + place : At("orgs", organization, "registry", Registry(project)) + place;
    }

    /// <summary>A registry's name, from that of its project.</summary>
    public static string Registry(string project) => project.StartsWith(RegistryPrefix, StringComparison.Ordinal) ? project[RegistryPrefix.Length..] : project;

    private string At(params IEnumerable<string> parts) => $"{app}/{string.Join('/', parts.Select(Uri.EscapeDataString))}";

    [GeneratedRegex(@"[\W-]+")]
    private static partial Regex Dashes();
}
