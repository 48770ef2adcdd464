using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace.Preview;

/// <summary>One look of the person at the workspace. It is taken under the workspace's lock; what comes out holds nothing of it.</summary>
internal sealed class Look
{
    private const int MostRows = 2_000;

    public Look(Call call, IReadOnlyDictionary<string, string> wishes)
    {
        (Call, Wishes) = (call, wishes);
        Cells = new Cells(call.Workspace, call.Now);
        Values = new CellReader(this);
    }

    public Call Call { get; }

    /// <summary>What the address asks for beside the page, e.g. <c>month</c> or <c>rows</c>.</summary>
    public IReadOnlyDictionary<string, string> Wishes { get; }

    public Cells Cells { get; }

    public CellReader Values { get; }

    public Workspace Workspace => Call.Workspace;

    public string? Wish(string name) => Wishes.TryGetValue(name, out var value) ? value : null;

    /// <summary>A number of rows that is asked for, within what can be drawn.</summary>
    public int Number(string name, int otherwise) => int.TryParse(Wish(name), out var number) ? Math.Clamp(number, 1, MostRows) : otherwise;

    /// <summary>The same page with one wish more or another one.</summary>
    public string With(string name, string value) => "?" + string.Join('&', Wishes.Where(wish => wish.Key != name).Append(new(name, value))
        .Select(wish => $"{Uri.EscapeDataString(wish.Key)}={Uri.EscapeDataString(wish.Value)}"));

    public ShownLink Link(Page page) => new(PreviewAddress.Page(page.Id), Icon(page.Icon), TitleOf(page), page.Id);

    public ShownLink Link(Database database) => new(PreviewAddress.Database(database.Id), IconOf(database), TitleOf(database), database.Id);

    public string TitleOf(Page page) => PageTitle.Of(Workspace, page) is { Length: > 0 } title ? title : "Untitled";

    public string TitleOf(Database database) => NameOf(database) ?? "Untitled";

    /// <summary>A linked database has no title of its own and shows that of its first view's source.</summary>
    public string? NameOf(Database database)
    {
        var source = FirstSource(database);
        return database.PlainTitle is { Length: > 0 } own
            ? own
            : source is not null && RichText.Plain(Workspace.TitleOf(source)) is { Length: > 0 } title ? title : null;
    }

    /// <summary>The icon of the database, of a linked one that of its first view's database.</summary>
    public ShownIcon? IconOf(Database database) =>
        Icon(database.Icon) ?? (FirstSource(database) is { } source ? Icon(Workspace.DatabaseOf(source).Icon) : null);

    private DataSource? FirstSource(Database database) => Workspace.DataSources.Find(Workspace.Views.Find(database.Views.FirstOrDefault())?.DataSourceId);

    public ShownIcon? Icon(JsonNode? stored) => stored is not JsonObject icon
        ? null
        : icon.Text("emoji") is { } emoji
            ? new ShownIcon(emoji, null)
            : Picture(icon) is { } source ? new ShownIcon(null, source) : null;

    /// <summary>The address of a picture or a file: of an upload here, else out in the web.</summary>
    public string? Picture(JsonNode? stored) => stored is not JsonObject json
        ? null
        : json.Object("file_upload")?.Text("id") is { } upload
            ? PreviewAddress.Local(FileAddress.For(Call, upload).Text("url"))
            : PreviewAddress.Outside(json.Object("external")?.Text("url"));

    /// <summary>The pages and databases above, outermost first.</summary>
    public IReadOnlyList<ShownLink> PathTo(ParentRef parent)
    {
        var path = new List<ShownLink>();
        for (var above = parent; above.Kind != "workspace";)
        {
            switch (above.Kind)
            {
                case "page_id" when Workspace.Pages.Find(above.Id) is { } page:
                    path.Insert(0, Link(page));
                    above = page.Parent;
                    break;
                case "block_id" when Workspace.Blocks.Find(above.Id) is { } block:
                    above = block.Parent;
                    break;
                case "data_source_id" when Workspace.DataSources.Find(above.Id) is { } source && Workspace.Databases.Find(source.DatabaseId) is { } database:
                    path.Insert(0, Link(database));
                    above = database.Parent;
                    break;
                case "database_id" when Workspace.Databases.Find(above.Id) is { } database:
                    path.Insert(0, Link(database));
                    above = database.Parent;
                    break;
                default:
                    return path;
            }
        }

        return path;
    }
}
