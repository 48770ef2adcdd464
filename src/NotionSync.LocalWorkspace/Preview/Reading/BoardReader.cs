namespace NotionSync.LocalWorkspace.Preview;

internal static class BoardReader
{
    public static ShownBoard Read(Given given)
    {
        var columns = Grouping.From(given.Look, given.Source, given.Configuration.Object("group_by"));
        var lanes = Grouping.From(given.Look, given.Source, given.Configuration.Object("sub_group_by"));
        IReadOnlyList<(string? Name, IReadOnlyList<(Bucket Bucket, List<Page> Rows)> Groups)> split = lanes is null
            ? [(null, Groups(given.Rows))]
            : [.. lanes.Split(given.Rows).Where(lane => lane.Rows.Count > 0).Select(lane => ((string?)lane.Bucket.Name, Groups(lane.Rows)))];
        var most = given.ShareOf(split.Sum(lane => lane.Groups.Count));
        IReadOnlyList<ShownLane> shown = [.. split.Select(lane => new ShownLane(lane.Name, [.. lane.Groups.Select(group => given.Group(group, most))]))];
        return new ShownBoard(given.View.Id, given.View.Name, given.Source.Id, given.SourceName, given.Conditions)
        {
            Lanes = shown,
            CoverSize = given.Configuration.Object("cover") is null ? null : given.Configuration.Text("cover_size") ?? "medium",
            Columns = given.Columns,
            Total = given.Rows.Count,
            Hidden = shown.SelectMany(lane => lane.Groups).Sum(group => group.Total - group.Rows.Count),
        };

        IReadOnlyList<(Bucket Bucket, List<Page> Rows)> Groups(IEnumerable<Page> rows) => columns?.Split(rows) ?? [];
    }
}
