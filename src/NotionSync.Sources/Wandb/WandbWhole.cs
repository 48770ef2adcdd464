using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb;

/// <summary>
/// Reads lists so that nothing is missed. Pages are counted off: what comes or goes meanwhile shifts them, some items come twice, and others
/// not at all, which must not be called gone.
/// </summary>
internal static class WandbWhole
{
    private const int MostReadings = 3;

    /// <summary>
    /// Gives each item once. A list that says how many it has is read again while some are missing; one that does not, and takes more than a
    /// page, until a reading gives nothing new.
    /// </summary>
    /// <exception cref="VendorException">The readings do not agree, or a page was refused.</exception>
    public static async IAsyncEnumerable<JsonObject> EdgesAsync(WandbClient client, WandbList list, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        double? count = null;
        for (var reading = 1; reading <= MostReadings; reading++)
        {
            var (pages, fresh) = (0, 0);
            await foreach (var page in client.PagesAsync(list, cancellationToken))
            {
                pages++;
                count = list.Count is { } told ? told(page.Data) : SettingsCheck.Number(page.Connection["totalCount"]);
                foreach (var edge in page.Edges.Where(edge => seen.Add(Id(edge, seen.Count))))
                {
                    fresh++;
                    yield return edge;
                }
            }

            if (count is { } all ? seen.Count >= all : pages == 1 || (reading > 1 && fresh == 0) || await HasAllAsync(client, list.Ids, seen, cancellationToken))
            {
                yield break;
            }
        }

        throw new VendorException(
            $"W&B gave {seen.Count} of the {(count is { } most ? $"{most} " : "")}{list.What} in {MostReadings} readings, and they do not agree. Nothing is called gone; it is read again next time.",
            status: 0);
    }

    private static async ValueTask<bool> HasAllAsync(WandbClient client, WandbList? ids, HashSet<string> seen, CancellationToken cancellationToken) =>
        ids is not null && await client.EdgesAsync(ids, cancellationToken).AllAsync(edge => seen.Contains(Id(edge, 0)), cancellationToken);

    // One that cannot be told from others counts as one of its own.
    private static string Id(JsonObject edge, int number) =>
        edge["node"] is JsonObject node && (SettingsCheck.Text(node["id"]) ?? SettingsCheck.Text(node["name"])) is { } id ? id : $"#{number}";
}
