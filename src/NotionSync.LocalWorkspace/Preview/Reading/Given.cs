using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace.Preview;

/// <summary>What every type of view is drawn from: its rows in order, and the columns it shows.</summary>
internal sealed class Given
{
    private const int RowsOfAllGroups = 100;

    private const int LeastOfGroup = 5;

    private const int FewOfDay = 5;

    private readonly int _mostRows;
    private readonly int _mostRowsOfGroup;
    private readonly IReadOnlyList<Property> _properties;

    private Given(Look look, View view, DataSource source, IReadOnlyList<Page> rows, int mostRows, int mostRowsOfGroup)
    {
        (Look, View, Source, Rows, _mostRows, _mostRowsOfGroup) = (look, view, source, rows, mostRows, mostRowsOfGroup);
        Configuration = view.Configuration ?? [];
        var shown = Shown(view, source, (Configuration.Array("properties") ?? []).OfType<JsonObject>()).ToList();
        _properties = [.. shown.Select(entry => entry.Property)];
        Columns = [.. shown.Select(entry => CellReader.Column(entry.Property, entry.Width))];
    }

    public Look Look { get; }

    public View View { get; }

    public DataSource Source { get; }

    public JsonObject Configuration { get; }

    public IReadOnlyList<Page> Rows { get; }

    /// <summary>The columns that the view shows, the title among them.</summary>
    public IReadOnlyList<ShownColumn> Columns { get; }

    public string SourceName => RichText.Plain(Look.Workspace.TitleOf(Source));

    public IReadOnlyList<string> Conditions => Preview.Conditions.Of(View, Sorts, Source);

    /// <summary>The order in force: what a click asks for, else the view's own.</summary>
    public JsonArray? Sorts => Wished(Look, Source) ?? View.Sorts as JsonArray;

    public JsonObject? FirstSort => Sorts?.FirstOrDefault() as JsonObject;

    /// <summary>How many rows a day or another small place shows at first.</summary>
    public int FewRows => Look.Number("rows", Math.Min(FewOfDay, _mostRowsOfGroup));

    public int HiddenRows => Math.Max(0, Rows.Count - _mostRows);

    public static Given From(Look look, View view, DataSource source, int mostRows, int mostRowsOfGroup)
    {
        var sorts = Wished(look, source) ?? view.Sorts as JsonArray;
        var (rows, _) = RowQuery.Run(look.Call, look.Cells, source, ViewFilters.Whole(view), sorts);
        return new Given(look, view, source, rows, mostRows, mostRowsOfGroup);
    }

    /// <summary>A table shows what it does not list too, at the end; other views show what they list, or everything when they list nothing.</summary>
    private static IEnumerable<(Property Property, int? Width)> Shown(View view, DataSource source, IEnumerable<JsonObject> entries)
    {
        var listed = new HashSet<string>();
        foreach (var entry in entries)
        {
            if (source.ById(entry.Text("property_id") ?? "") is { } property && listed.Add(property.Id) && (entry.Flag("visible") != false || property.Type == "title"))
            {
                yield return (property, (int?)entry.Number("width"));
            }
        }

        var takesRest = listed.Count == 0 || view.Type == "table";
        foreach (var property in source.Properties.Where(property => takesRest && !listed.Contains(property.Id)).OrderByDescending(property => property.Type == "title"))
        {
            yield return (property, null);
        }
    }

    public ShownRow Shown(Page row) => Look.Values.Row(row, Source, _properties) with { Cover = Cover(row) };

    public IReadOnlyList<ShownRow> FirstRows() => [.. Rows.Take(_mostRows).Select(Shown)];

    /// <summary>How many rows each of so many groups shows at first.</summary>
    public int ShareOf(int groups) => Look.Wish("rows") is null ? Math.Clamp(RowsOfAllGroups / Math.Max(1, groups), Math.Min(LeastOfGroup, _mostRowsOfGroup), _mostRowsOfGroup) : _mostRowsOfGroup;

    public ShownGroup Group((Bucket Bucket, List<Page> Rows) group, int most) =>
        new(group.Bucket.Key, group.Bucket.Name, group.Bucket.Option, group.Rows.Count, [.. group.Rows.Take(most).Select(Shown)]);

    public Property? PropertyOf(string setting) => Configuration.Text(setting) is { } id ? Source.ById(id) : null;

    /// <summary>A click on a column's head sorts by it: <c>sort=ID</c> or <c>sort=-ID</c>.</summary>
    private static JsonArray? Wished(Look look, DataSource source) => look.Wish("sort") is { Length: > 0 } wish && source.ById(wish.TrimStart('-')) is { } property
        ? [new JsonObject { ["property"] = property.Name, ["direction"] = wish[0] == '-' ? "descending" : "ascending" }]
        : null;

    private string? Cover(Page row) => Configuration.Object("cover") switch
    {
        { } cover when cover.Text("type") == "property" && cover.Text("property_id") is { } id =>
            row.Values.GetValueOrDefault(id) is JsonArray files ? files.Select(Look.Picture).FirstOrDefault(picture => picture is not null) : null,
        { } cover when cover.Text("type") is "page_content" or "page_content_first" =>
            Look.Picture(row.Children.Select(Look.Workspace.Blocks.Find).FirstOrDefault(block => block is { Type: "image", InTrash: false })?.Content["source"]),
        not null => Look.Picture(row.Cover),
        _ => null,
    };
}
