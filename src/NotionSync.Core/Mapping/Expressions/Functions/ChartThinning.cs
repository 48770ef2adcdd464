namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>Leaves as many points as a small chart can show: the first, the last, and the lowest and highest of each stretch, so that no spike is lost.</summary>
internal static class ChartThinning
{
    private const int Most = 200;

    /// <summary>The points that are drawn, in their order.</summary>
    public static IReadOnlyList<ChartPoint> Of(IReadOnlyList<ChartPoint> points)
    {
        if (points.Count <= Most)
        {
            return points;
        }

        var stretches = (Most - 2) / 2;
        var kept = new SortedSet<int> { 0, points.Count - 1 };
        for (var stretch = 0; stretch < stretches; stretch++)
        {
            var from = (int)((long)points.Count * stretch / stretches);
            var stretchOfPoints = Enumerable.Range(from, (int)((long)points.Count * (stretch + 1) / stretches) - from);
            kept.Add(stretchOfPoints.MinBy(index => points[index].Value));
            kept.Add(stretchOfPoints.MaxBy(index => points[index].Value));
        }

        return [.. kept.Select(index => points[index])];
    }
}
