using System.Text.Json.Nodes;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb;

/// <summary>Finds out, once, whether the server filters runs by their last sign of life. Nothing documents it.</summary>
internal sealed class WandbBeats(WandbClient client)
{
    private volatile object? known;

    /// <summary>Whether it does: then no run fits a time far ahead, while there are runs.</summary>
    /// <param name="project">Where it is tried; one without runs tells nothing.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    public async Task<bool> AreFilteredAsync(WandbProject project, CancellationToken cancellationToken)
    {
        if (known is bool answer)
        {
            return answer;
        }

        try
        {
            var filter = new JsonObject { ["heartbeatAt"] = new JsonObject { ["$gte"] = "2999-01-01T00:00:00Z" } };
            var counts = (await client.AskAsync(WandbDocuments.Count, project.Variables([new("filters", filter.ToJsonString())]), cancellationToken)).Data["project"];
            if (SettingsCheck.Number(counts?["all"]) is > 0)
            {
                known = SettingsCheck.Number(counts?["fit"]) is 0;
            }
        }
        catch (Http.VendorException refusal) when (!refusal.HarmsAll)
        {
            known = false;
        }

        return known is true;
    }
}
