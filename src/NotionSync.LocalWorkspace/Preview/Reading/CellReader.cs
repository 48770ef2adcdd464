using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace.Preview;

/// <summary>Values of rows as a person sees them.</summary>
internal sealed class CellReader(Look look)
{
    private const int MostLinks = 25;

    private static readonly FrozenSet<string> Editable = FrozenSet.Create(
        "title", "rich_text", "number", "checkbox", "select", "status", "multi_select", "date", "url", "email", "phone_number", "relation");

    public ShownCell Of(Page page, DataSource source, Property property)
    {
        var stored = page.Values.GetValueOrDefault(property.Id);
        return property.Type switch
        {
            "title" or "rich_text" => Spans.Of(StoredText.Shown(stored)) is { Count: > 0 } spans ? new ShownCell.Words(spans) : ShownCell.Empty,
            "url" => stored is null ? ShownCell.Empty : Web(stored.AsText()),
            "email" => stored is null ? ShownCell.Empty : new ShownCell.Web(stored.AsText(), PreviewAddress.Outside($"mailto:{stored.AsText()}")) { Raw = stored.AsText() },
            "date" when stored is JsonObject date => Shown(look.Cells.Of(page, source, property), null) with { Raw = date.Text("start") },
            "relation" => Linked(look.Cells.Related(page, source, property)),
            "files" => stored is JsonArray { Count: > 0 } files ? new ShownCell.Files([.. files.OfType<JsonObject>().Select(File)]) : ShownCell.Empty,
            "unique_id" => page.UniqueNumber is { } number ? Text(property.Prefix is null ? $"{number}" : $"{property.Prefix}-{number}") : ShownCell.Empty,
            "place" => stored is JsonObject place ? Text(place.Text("name") ?? place.Text("address") ?? $"{place["lat"]}, {place["lon"]}") : ShownCell.Empty,
            "rollup" => Rollup(page, source, property),
            _ => Shown(look.Cells.Of(page, source, property), property.Format),
        };
    }

    public ShownRow Row(Page page, DataSource source, IEnumerable<Property> properties) => new(
        page.Id,
        PreviewAddress.Page(page.Id),
        look.Icon(page.Icon),
        look.TitleOf(page),
        properties.ToDictionary(property => property.Id, property => Of(page, source, property)));

    public static ShownColumn Column(Property property, int? width = null) => new(
        property.Id,
        property.Name,
        property.Type,
        Editable.Contains(property.Type),
        width,
        property.Type is "select" or "status" or "multi_select" ? [.. property.Options.Select(Option)] : []);

    public static ShownOption Option(Option option) => new(option.Id, option.Name, Palette.Name(option.Color));

    private ShownCell Shown(Cell cell, string? format) => cell switch
    {
        Cell.Text { Value.Length: > 0 } text => Text(text.Value),
        Cell.Number number => new ShownCell.Figure(Written.Number(number.Value, format)) { Raw = number.Value.ToString("R", CultureInfo.InvariantCulture) },
        Cell.Flag flag => new ShownCell.Tick(flag.Value),
        Cell.Date date => new ShownCell.Moment(Written.Date(date)),
        Cell.Choice { Options.Count: > 0 } choice => new ShownCell.Choice([.. choice.Options.Select(Option)]),
        Cell.Refs { Kind: "page" } pages => Linked(pages.Ids),
        Cell.Refs { Kind: "user", Ids.Count: > 0 } users => new ShownCell.People([.. users.Ids.Select(NameOf)]),
        Cell.Refs { Ids.Count: > 0 } files => Text(string.Join(", ", files.Ids)),
        Cell.Many { Items.Count: > 0 } many => Several(many.Items.Take(MostLinks).Select(item => Shown(item, format))),
        _ => ShownCell.Empty,
    };

    private ShownCell Rollup(Page page, DataSource source, Property property)
    {
        var result = Rollups.Of(look.Cells, page, source, property);
        var format = property.Rollup!.Function.StartsWith("percent", StringComparison.Ordinal) ? "percent" : null;
        return result.Type == "array" && result is { Source: { } other, Target: { } target }
            ? Several(result.Pages.Take(MostLinks).Select(each => Of(each, other, target)))
            : Shown(result.Cell, format);
    }

    private static ShownCell Several(IEnumerable<ShownCell> cells) =>
        cells.Where(cell => cell is not ShownCell.Blank).ToList() is { Count: > 0 } filled ? new ShownCell.Several(filled) : ShownCell.Empty;

    private ShownCell Linked(IReadOnlyList<string> ids) => ids.Count == 0
        ? ShownCell.Empty
        : new ShownCell.Links([.. ids.Take(MostLinks).Select(look.Workspace.Pages.Find).OfType<Page>().Select(look.Link)], Math.Max(0, ids.Count - MostLinks));

    private ShownFile File(JsonObject stored)
    {
        var name = stored.Text("name") ?? "file";
        return new ShownFile(name, look.Picture(stored), ContentTypes.Of(name)?.StartsWith("image/", StringComparison.Ordinal) ?? false);
    }

    private string NameOf(string userId) => look.Workspace.Users.Find(userId)?.Name ?? "Somebody";

    private static ShownCell.Words Text(string text) => new(Spans.Plain(text));

    private static ShownCell.Web Web(string address)
    {
        var href = PreviewAddress.Outside(address);
        return new ShownCell.Web(href is null ? address : address.Replace("https://", "", StringComparison.Ordinal).TrimEnd('/'), href) { Raw = address };
    }
}
