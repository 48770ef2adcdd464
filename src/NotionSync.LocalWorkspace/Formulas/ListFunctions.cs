namespace NotionSync.LocalWorkspace;

internal static class ListFunctions
{
    public static Cell? Call(string name, IReadOnlyList<Cell> values)
    {
        var items = values.Count > 0 ? Items(values[0]) : [];
        return name switch
        {
            "at" => values[1] is Cell.Number index ? At(items, (int)index.Value) : Cell.None,
            "first" => At(items, 0),
            "last" => At(items, -1),
            "slice" => new Cell.Many(Slice(items, values)),
            "sort" => Sorted(items, item => item),
            "reverse" => new Cell.Many([.. items.Reverse()]),
            "unique" => new Cell.Many([.. items.DistinctBy(item => item.AsText())]),
            "includes" => new Cell.Flag(items.Any(item => Arithmetic.Same(item, values[1]))),
            "flat" => new Cell.Many([.. items.SelectMany(Items)]),
            _ => null,
        };
    }

    public static Cell Each(string name, IReadOnlyList<Cell> items, Func<Cell, int, Cell> body)
    {
        bool Holds(Cell item, int index) => Evaluator.IsTrue(body(item, index));
        var held = name == "map" ? [] : items.Select((item, index) => (Item: item, Index: index)).Where(pair => Holds(pair.Item, pair.Index)).ToList();
        return name switch
        {
            "map" => new Cell.Many([.. items.Select(body)]),
            "filter" => new Cell.Many([.. held.Select(pair => pair.Item)]),
            "find" => held.Count > 0 ? held[0].Item : Cell.None,
            "findIndex" => new Cell.Number(held.Count > 0 ? held[0].Index : -1),
            "some" => new Cell.Flag(held.Count > 0),
            _ => new Cell.Flag(held.Count == items.Count),
        };
    }

    public static Cell Sorted(IReadOnlyList<Cell> items, Func<Cell, Cell> key) =>
        new Cell.Many([.. items.OrderBy(key, Comparer<Cell>.Create(Arithmetic.Order))]);

    private static IReadOnlyList<Cell> Items(Cell cell) => cell switch
    {
        Cell.Many many => many.Items,
        Cell.Nothing => [],
        _ => [cell],
    };

    private static Cell At(IReadOnlyList<Cell> items, int index)
    {
        var at = index < 0 ? items.Count + index : index;
        return at >= 0 && at < items.Count ? items[at] : Cell.None;
    }

    private static List<Cell> Slice(IReadOnlyList<Cell> items, IReadOnlyList<Cell> values)
    {
        int Bound(int at, int otherwise) => values.Count > at && values[at] is Cell.Number number
            ? Math.Clamp(number.Value < 0 ? items.Count + (int)number.Value : (int)number.Value, 0, items.Count)
            : otherwise;
        var (start, end) = (Bound(1, 0), Bound(2, items.Count));
        return end <= start ? [] : [.. items.Skip(start).Take(end - start)];
    }
}
