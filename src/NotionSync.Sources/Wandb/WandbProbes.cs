using System.Text.Json.Nodes;
using NotionSync.Model;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb;

/// <summary>Asks for one item of each list that the kinds read, for the check: what the server lacks or refuses shows before a sync.</summary>
internal sealed class WandbProbes(WandbClient client, WandbOptions options)
{
    private const string Address = WandbOptions.Section + ":BaseUrl";
    private const string Key = WandbOptions.Section + ":ApiKey";

    /// <summary>What is refused, or known in part.</summary>
    /// <param name="project">One that the key sees.</param>
    /// <param name="cancellationToken">Stops between questions.</param>
    /// <exception cref="VendorException">Whatever else is asked would be refused as well.</exception>
    public async Task<IReadOnlyList<Diagnostic>> RunAsync(WandbProject project, CancellationToken cancellationToken)
    {
        var findings = new List<Diagnostic>();
        foreach (var (what, document, variables) in Lists(project).Concat(await RegistryAsync(cancellationToken)))
        {
            try
            {
                await client.AskAsync(document, One(variables), cancellationToken);
                if (client.Loss(document) is { } loss)
                {
                    findings.Add(new(Severity.Warning, Address, loss, $"Update the server, or do without these in {what}; until then nothing of {what} is called gone."));
                }
            }
            catch (VendorException refusal) when (!refusal.HarmsAll)
            {
                findings.Add(WandbClient.IsOfTheDocument(refusal)
                    ? new(Severity.Warning, Address, refusal.Message, $"Update the server, or leave out the blocks that read {what}.")
                    : new(Severity.Error, refusal.Status is 403 or 200 ? Key : Address, refusal.Message, $"Give the key's owner the right to view {what}, or leave out the blocks that read them."));
            }
        }

        return findings;
    }

    private static IEnumerable<(string What, WandbDocument Document, JsonObject Variables)> Lists(WandbProject project)
    {
        yield return ("runs", WandbDocuments.Runs, project.Variables([new("order", "+created_at"), new("lineage", true), new("system", true)]));
        yield return ("comparisons", WandbDocuments.Compared, project.Variables([new("latest", "{}"), new("baseline", "{}")]));
        yield return ("sweeps", WandbDocuments.Sweeps, project.Variables());
        yield return ("artifacts", WandbDocuments.Collections, project.Variables([new("type", "model"), new("versions", 1)]));
        yield return ("reports", WandbDocuments.Reports, project.Variables());
    }

    // An organization without registries, or an old server, has the team's registry at most, which it may do without.
    private async Task<IEnumerable<(string What, WandbDocument Document, JsonObject Variables)>> RegistryAsync(CancellationToken cancellationToken)
    {
        var entity = (await client.AskAsync(WandbDocuments.Organization, new JsonObject { ["entity"] = options.Entity }, cancellationToken)).Data["entity"];
        return SettingsCheck.Text(entity?["organization"]?["name"]) is { } organization && entity!["organization"]!["orgEntity"] is JsonObject
            ? [("the registry", WandbDocuments.Registered, new JsonObject { ["organization"] = organization, ["registries"] = Kinds.RegistryKind.Registries(null) })]
            : [];
    }

    private static JsonObject One(JsonObject variables)
    {
        variables["first"] = 1;
        variables["history"] = false;
        variables["specs"] = new JsonArray();
        return variables;
    }
}
