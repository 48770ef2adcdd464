namespace NotionSync.LocalWorkspace.Preview;

internal static class BoardReader
{
    public static ShownBoard Read(Given given)
    {
        var columns = Grouping.From(given.Look, given.Source, given.Configuration.Object("group_by"));
        var lanes = Grouping.From(given.Look, given.Source, given.Configuration.Object("sub_group_by"));
        IReadOnlyList<ShownGroup> Groups(IEnumerable<Page> rows) => columns is null ? [] : [.. columns.Split(rows).Select(given.Group)];
        IReadOnlyList<ShownLane> shown = lanes is null
            ? [new ShownLane(null, Groups(given.Rows))]
            : [.. lanes.Split(given.Rows).Where(lane => lane.Rows.Count > 0).Select(lane => new ShownLane(lane.Bucket.Name, Groups(lane.Rows)))];
        return new ShownBoard(given.View.Id, given.View.Name, given.Source.Id, given.SourceName, given.Conditions)
        {
            Lanes = shown,
            CoverSize = given.Configuration.Object("cover") is null ? null : given.Configuration.Text("cover_size") ?? "medium",
            Columns = given.Columns,
            Total = given.Rows.Count,
            Hidden = shown.SelectMany(lane => lane.Groups).Sum(group => group.Total - group.Rows.Count),
        };
    }
}
