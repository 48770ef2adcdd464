using System.Text.Json.Nodes;
using NotionSync.Model;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb;

/// <summary>Asks Weights &amp; Biases whether address, key, entity, projects and clock are right.</summary>
internal sealed class WandbCheck(WandbClient client, WandbProjects projects, WandbOptions options, TimeProvider time)
{
    private readonly WandbProbes probes = new(client, options);

    private const string Address = WandbOptions.Section + ":BaseUrl";
    private const string Key = WandbOptions.Section + ":ApiKey";
    private const string EntityKey = WandbOptions.Section + ":Entity";
    private const string ProjectsKey = WandbOptions.Section + ":Projects";

    /// <summary>What is wrong, with the mend; empty when all is well.</summary>
    public async Task<IReadOnlyList<Diagnostic>> RunAsync(CancellationToken cancellationToken)
    {
        if (!options.IsOn)
        {
            return [];
        }

        try
        {
            var answer = await client.AskAsync(WandbDocuments.Viewer, new JsonObject { ["entity"] = options.Entity }, cancellationToken);
            return [.. Skew(answer.ServerTime), .. Version(answer.Data), .. await RightsAsync(answer.Data, cancellationToken)];
        }
        catch (VendorException fault)
        {
            return [new(Severity.Error, fault.Status is 401 or 403 ? Key : Address, fault.Message, fault.Status == 404 ? "The API's address is not that of the pages: of the cloud it is https://api.wandb.ai." : "")];
        }
    }

    private async Task<IReadOnlyList<Diagnostic>> RightsAsync(JsonObject data, CancellationToken cancellationToken)
    {
        if (data["viewer"] is not JsonObject)
        {
            return [new(Severity.Error, Key, $"The key belongs to nobody at {options.Address.Host}.", $"Set {Key} to the key of a user or service account of this server.")];
        }

        if (data["entity"] is not JsonObject)
        {
            return
            [
                new(Severity.Error, EntityKey, $"The key does not see the entity '{options.Entity}': there is none of that name, or its owner is no member.",
                    "Take the name from the address of the team's page, or invite the key's owner to the team (the right to view is enough)."),
            ];
        }

        var findings = new List<Diagnostic>();
        foreach (var project in projects.Named(null))
        {
            var found = await client.AskAsync(WandbDocuments.Project, project.Variables(), cancellationToken);
            if (found.Data["project"] is not JsonObject)
            {
                findings.Add(new(Severity.Error, ProjectsKey, $"The key does not see the {project.Part}: there is none of that name, or its owner may not view it.",
                    "Take the name from the address of the project's page, or give the key's owner the right to view it."));
            }
        }

        if (findings.Count == 0 && await SampleAsync(cancellationToken) is { } sample)
        {
            findings.AddRange(await probes.RunAsync(sample, cancellationToken));
        }

        return findings;
    }

    // Where no project is named, one that the entity shows will do.
    private async Task<WandbProject?> SampleAsync(CancellationToken cancellationToken)
    {
        var named = projects.Named(null);
        return named.Count > 0 ? named[0] : await client.EdgesAsync(WandbProjects.Of(options.Entity!) with { Size = 1 }, cancellationToken)
            .Select(edge => SettingsCheck.Text((edge["node"] as JsonObject)?["name"]))
            .OfType<string>()
            .Select(name => new WandbProject(options.Entity!, name))
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static IEnumerable<Diagnostic> Version(JsonObject data)
    {
        if (data["serverInfo"]?["latestLocalVersionInfo"] is JsonObject info && SettingsCheck.Flag(info["outOfDate"]))
        {
            yield return new(
                Severity.Warning, Address,
                $"The server is of version {info["versionOnThisInstanceString"]}; the newest is {info["latestVersionString"]}.",
                "It is read as far as it answers; what an old server lacks (registries, tags, commits) stays empty until it is updated.");
        }
    }

    private IEnumerable<Diagnostic> Skew(DateTimeOffset? serverTime) =>
        ClockSkew.Find(serverTime, time, Address, "Weights & Biases", "Set both clocks by NTP, or ages and success rates are computed for the wrong time.");
}
