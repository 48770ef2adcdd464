using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NotionSync.Sources.GitHub.Reading;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.GitHub.Kinds;

/// <summary>Makes the record of a repository, and remembers of which answers: while none of them changes, neither does the record.</summary>
/// <param name="reading">The repository.</param>
/// <param name="wanted">Which of <see cref="Parts"/> are joined.</param>
/// <param name="environment">Only deployments to this one; null for any, production first.</param>
internal sealed class RepositoryJoin(RepositoryReading reading, ImmutableArray<string> wanted, string? environment)
{
    private const string Owners = "owners";
    private const string Release = "release";
    private const string Deployment = "deployment";
    private const string Production = "production";

    // Deployments that are looked into for one that succeeded.
    private const int MostDeployments = 10;

    private readonly List<string> watched = [];

    /// <summary>What can be joined.</summary>
    public static ImmutableArray<string> Parts { get; } = [Owners, Release, Deployment];

    /// <summary>The paths of the answers that the record was made of.</summary>
    public IReadOnlyList<string> Watched => watched;

    /// <summary>Makes the record.</summary>
    /// <exception cref="VendorException">A part of it was refused.</exception>
    public async Task<JsonObject> BuildAsync(CancellationToken cancellationToken)
    {
        var record = (await WatchAsync("", cancellationToken)).Object;
        if (wanted.Contains(Owners) && record.Text("default_branch") is { Length: > 0 } branch)
        {
            record[Owners] = Members.List(await OwnersAsync(branch, cancellationToken));
        }

        if (wanted.Contains(Release) && await ReleaseAsync(cancellationToken) is { } release)
        {
            record[Release] = release;
        }

        if (wanted.Contains(Deployment) && await DeploymentAsync(cancellationToken) is { } deployment)
        {
            record[Deployment] = deployment;
        }

        return record;
    }

    private async Task<IReadOnlyList<string>> OwnersAsync(string branch, CancellationToken cancellationToken)
    {
        if (await RootAsync(branch, cancellationToken) is not { } root)
        {
            return [];
        }

        // What is addressed by its sha never changes, so that the root alone is watched.
        foreach (var (folder, file) in CodeOwners.Places)
        {
            var tree = folder.Length == 0 ? root
                : Sha(root, folder, "tree") is { } sha ? (await reading.GetAsync($"git/trees/{sha}", cancellationToken)).Object
                : null;
            if (tree is not null && Sha(tree, file, "blob") is { } blob)
            {
                return CodeOwners.OfAll(Blobs.Text((await reading.GetAsync($"git/blobs/{blob}", cancellationToken)).Object) ?? "");
            }
        }

        return [];
    }

    private async Task<JsonObject?> RootAsync(string branch, CancellationToken cancellationToken)
    {
        try
        {
            return (await WatchAsync($"git/trees/{Uri.EscapeDataString(branch)}", cancellationToken)).Object;
        }
        catch (VendorException empty) when (empty is { Status: 409 or 404, Body: not null })
        {
            // A repository without a commit has no tree; its first commit changes the repository itself, which is watched.
            return null;
        }
    }

    // The list first: asked for the latest of none, GitHub answers 404, which no tag makes free.
    private async Task<JsonObject?> ReleaseAsync(CancellationToken cancellationToken)
    {
        var releases = await WatchAsync("releases?per_page=30", cancellationToken);
        if (!releases.Items().Any(release => !release.Flag("draft") && !release.Flag("prerelease")))
        {
            return null;
        }

        try
        {
            return (await WatchAsync("releases/latest", cancellationToken)).Object;
        }
        catch (VendorException gone) when (gone is { Status: 404, Body: not null })
        {
            // Taken back between the two questions.
            return null;
        }
    }

    private async Task<JsonObject?> DeploymentAsync(CancellationToken cancellationToken)
    {
        var candidates = (await DeploymentsAsync(cancellationToken))
            .Where(deployment => !deployment.Flag("transient_environment"))
            .OrderByDescending(deployment => deployment.Flag("production_environment"))
            .Take(MostDeployments);
        foreach (var deployment in candidates)
        {
            // One that a later deployment replaced is inactive, but it did succeed.
            var statuses = await WatchAsync($"deployments/{deployment.Id()}/statuses?per_page=100", cancellationToken);
            if (DeploymentOutcome.Of(statuses.Items()) is { } outcome && outcome.Text("state") == "success")
            {
                var found = (JsonObject)deployment.DeepClone();
                found["status"] = outcome.DeepClone();
                return found;
            }
        }

        return null;
    }

    // Asked for on its own, since many deployments to other environments may have come after the last one to production.
    private async Task<IReadOnlyList<JsonObject>> DeploymentsAsync(CancellationToken cancellationToken)
    {
        var ofOne = await ListAsync(environment ?? Production, cancellationToken);
        return environment is not null || ofOne.Count > 0 ? ofOne : await ListAsync(null, cancellationToken);
    }

    private async Task<IReadOnlyList<JsonObject>> ListAsync(string? only, CancellationToken cancellationToken) =>
        [.. (await WatchAsync($"deployments?per_page=30{(only is null ? "" : $"&environment={Uri.EscapeDataString(only)}")}", cancellationToken)).Items()];

    private async Task<GitHubAnswer> WatchAsync(string below, CancellationToken cancellationToken)
    {
        var answer = await reading.AskAnewAsync(below, cancellationToken);
        watched.Add(reading.Path(below));
        return answer;
    }

    private static string? Sha(JsonObject tree, string path, string type) =>
        tree.Objects("tree").FirstOrDefault(entry => entry.Text("path") == path && entry.Text("type") == type)?.Text("sha");
}
