using System.Buffers;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Sorts rows by what a query or a view asks for; empty values come last either way.</summary>
internal sealed class RowOrder(Cells cells, DataSource source)
{
    private readonly record struct Key(bool IsEmpty, double Number, string Text);

    /// <param name="rows">What is sorted.</param>
    /// <param name="sorts">How.</param>
    /// <param name="most">How many of the first are wanted in order; those behind them come in any order.</param>
    public IReadOnlyList<Page> Sort(IReadOnlyList<Page> rows, JsonArray sorts, int most = int.MaxValue)
    {
        var order = sorts.Select(each => Rule((JsonObject)each!)).ToList();
        var keys = order.Select(rule => ArrayPool<Key?>.Shared.Rent(rows.Count)).ToArray();
        var positions = Enumerable.Range(0, rows.Count).ToArray();
        var comparer = Comparer<int>.Create((left, right) =>
        {
            for (var i = 0; i < keys.Length; i++)
            {
                var result = Compare(KeyAt(i, left), KeyAt(i, right), order[i].IsDescending);
                if (result != 0)
                {
                    return result;
                }
            }

            return left.CompareTo(right);
        });
        FirstOf.Sort(positions, Math.Min(most, positions.Length), comparer);
        Array.ForEach(keys, each => ArrayPool<Key?>.Shared.Return(each, clearArray: true));
        return [.. positions.Select(position => rows[position])];

        // Of all sorts but the first, only rows that are alike so far are looked at.
        Key KeyAt(int sort, int position) => keys[sort][position] ??= order[sort].Read(rows[position]);
    }

    private static int Compare(Key left, Key right, bool isDescending)
    {
        if (left.IsEmpty || right.IsEmpty)
        {
            return left.IsEmpty.CompareTo(right.IsEmpty);
        }

        var result = left.Number.CompareTo(right.Number);
        result = result != 0 ? result : string.Compare(left.Text, right.Text, StringComparison.OrdinalIgnoreCase);
        return isDescending ? -result : result;
    }

    private (Func<Page, Key> Read, bool IsDescending) Rule(JsonObject sort)
    {
        var isDescending = sort.Text("direction") == "descending";
        if (sort.Text("timestamp") is { } timestamp)
        {
            return (page => new Key(false, (timestamp == "created_time" ? page.CreatedTime : page.LastEditedTime).UtcTicks, ""), isDescending);
        }

        var name = sort.Text("property")!;
        var property = source.Find(name) ?? throw ApiException.Validation($"Could not find sort property with name or id: {name}");
        var column = cells.Column(source, property);
        return (page => KeyOf(property, column(page)), isDescending);
    }

    private Key KeyOf(Property property, Cell cell) => cell switch
    {
        Cell.Number number => new Key(false, number.Value, ""),
        Cell.Flag flag => new Key(false, flag.Value ? 1 : 0, ""),
        Cell.Date date => new Key(false, date.Start.UtcTicks, ""),
        Cell.Choice { Options: [var first, ..] } => new Key(false, property.Options.IndexOf(first), ""),
        Cell.Refs { Kind: "page", Ids: [var id, ..] } => new Key(false, 0, PageTitle.Of(cells.Workspace, cells.Workspace.Pages.Find(id)!)),
        _ => new Key(cell.IsEmpty, 0, cell.AsText()),
    };
}
