namespace NotionSync.LocalWorkspace;

/// <summary>Sorts only as much of a list as somebody will look at.</summary>
internal static class FirstOf
{
    /// <summary>Brings the first few to the front, in order. The others stand behind them in any order.</summary>
    public static void Sort<T>(T[] items, int count, IComparer<T> order)
    {
        var (from, to) = (0, items.Length);

        // Parts that are wholly wanted or wholly not are told apart by halves; only the wanted ones are sorted.
        while (count > from && count < to)
        {
            var middle = Partition(items.AsSpan(from, to - from), order) + from;
            if (middle < count)
            {
                Array.Sort(items, from, middle - from + 1, order);
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }

        if (count == to)
        {
            Array.Sort(items, from, to - from, order);
        }
    }

    private static int Partition<T>(Span<T> items, IComparer<T> order)
    {
        var last = items.Length - 1;
        (items[items.Length / 2], items[last]) = (items[last], items[items.Length / 2]);
        var end = 0;
        for (var i = 0; i < last; i++)
        {
            if (order.Compare(items[i], items[last]) < 0)
            {
                (items[i], items[end]) = (items[end], items[i]);
                end++;
            }
        }

        (items[end], items[last]) = (items[last], items[end]);
        return end;
    }
}
