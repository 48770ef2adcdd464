using System.Text.Json.Nodes;
using NotionSync.Mapping;
using NotionSync.Model;

namespace NotionSync.Sync;

/// <summary>
/// What an expression can ask of another row's links: which rows they lead to, by title, not what those hold.
/// </summary>
internal sealed class LinkTitles(RelationMap relations, DraftBook drafts, LinkBook links)
{
    /// <summary>Looks up what <see cref="Of"/> needs to know of these rows.</summary>
    public async Task LoadAsync(IReadOnlyCollection<RowRef> rows, CancellationToken cancellationToken)
    {
        await links.LoadAsync(rows, cancellationToken);
        await drafts.LoadAsync(rows.SelectMany(row => relations.SidesOf(row.Database).SelectMany(side => links.Linked(row, side))), cancellationToken);
    }

    /// <summary>Titles by relation; a row that was not looked up is named by its key.</summary>
    public JsonObject Of(RowRef row)
    {
        var titles = new JsonObject();
        foreach (var side in relations.SidesOf(row.Database))
        {
            titles[side.Property] = new JsonArray(
                [.. links.Linked(row, side).Order().Select(linked => (JsonNode?)(drafts.Row(linked)?.Title ?? linked.Key.Value))]);
        }

        return titles;
    }
}
