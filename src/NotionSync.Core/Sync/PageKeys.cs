using NotionSync.Abstractions;
using NotionSync.Model;

namespace NotionSync.Sync;

/// <summary>Rows by page. A page without a key, one of people's own rows, is referred to by its id, so that links to it are kept.</summary>
internal sealed class PageKeys(IStateStore state)
{
    private const string Lead = "page/";

    /// <summary>References of pages of one database.</summary>
    public async Task<IReadOnlyDictionary<string, RowRef>> RefsAsync(string database, IReadOnlyCollection<string> pageIds, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, RowRef>();
        foreach (var chunk in pageIds.Distinct().Chunk(500))
        {
            foreach (var row in await state.FindRowsByPageAsync(chunk, cancellationToken))
            {
                known[row.PageId!] = row.Ref;
            }

            foreach (var id in chunk.Where(id => !known.ContainsKey(id)))
            {
                known[id] = new RowRef(database, new RowKey(Lead + id));
            }
        }

        return known;
    }

    /// <summary>The page id in a reference to a page without a key; null for a row of ours.</summary>
    public static string? PageOf(RowRef row) => row.Key.Value.StartsWith(Lead, StringComparison.Ordinal) ? row.Key.Value[Lead.Length..] : null;
}
