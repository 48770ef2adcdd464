using NotionSync.Mapping;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>The order in which the claims on one row are asked, where they are of one writer.</summary>
internal static class ClaimOrder
{
    /// <summary>Blocks in the mapping's order, and the claims of one block by their keys.</summary>
    public static IEnumerable<Claim> Of(DatabaseMapping database, IEnumerable<Claim> claims) =>
        claims.OrderBy(claim => Place(database, claim.Block)).ThenBy(claim => claim.Claimant);

    private static int Place(DatabaseMapping database, string block)
    {
        for (var place = 0; place < database.Sources.Length; place++)
        {
            if (database.Sources[place].Name == block)
            {
                return place;
            }
        }

        return -1;
    }
}
