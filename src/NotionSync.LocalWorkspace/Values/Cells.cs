using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NotionSync.LocalWorkspace;

/// <summary>Reads cells of pages.</summary>
/// <param name="now">What formulas take for now.</param>
internal sealed class Cells(Workspace workspace, DateTimeOffset now)
{
    /// <summary>Formulas and rollups that read each other end here.</summary>
    private const int MostDepth = 15;

    private int _depth;

    public Workspace Workspace => workspace;

    public DateTimeOffset Now => now;

    public Cell Of(Page page, DataSource source, Property property) => property.Type switch
    {
        "title" or "rich_text" => new Cell.Text(RichText.Plain(page.Values.GetValueOrDefault(property.Id))),
        "number" => Cell.Of(page.Values.GetValueOrDefault(property.Id)?.AsDouble()),
        "checkbox" => new Cell.Flag(page.Values.ContainsKey(property.Id)),
        "url" or "email" or "phone_number" => Cell.Of(page.Values.GetValueOrDefault(property.Id)?.AsText()),
        "select" or "status" or "multi_select" => new Cell.Choice(OptionsOf(page, property)),
        "date" => page.Values.GetValueOrDefault(property.Id) is JsonObject date ? Cell.OfDate(date.Text("start"), date.Text("end")) : Cell.None,
        "people" => new Cell.Refs("user", [.. ArrayOf(page, property).Select(id => id!.AsText())]),
        "files" => new Cell.Refs("file", [.. ArrayOf(page, property).Select(file => ((JsonObject)file!).Text("name") ?? "")]),
        "relation" => new Cell.Refs("page", Related(page, source, property)),
        "created_time" => new Cell.Date(Stamp.ToMinute(page.CreatedTime), null, true),
        "last_edited_time" => new Cell.Date(Stamp.ToMinute(page.LastEditedTime), null, true),
        "created_by" => new Cell.Refs("user", [page.CreatedBy]),
        "last_edited_by" => new Cell.Refs("user", [page.LastEditedBy]),
        "unique_id" => Cell.Of(page.UniqueNumber),
        "formula" => Deeper(() => Formula(page, source, property)),
        "rollup" => Deeper(() => Rollups.Of(this, page, source, property).Cell),
        _ => Cell.None,
    };

    /// <summary>Reads a column of many rows. Nothing may be written to them meanwhile.</summary>
    public Func<Page, Cell> Column(DataSource source, Property property)
    {
        if (property.Type is not ("title" or "rich_text" or "number" or "checkbox" or "url" or "email" or "phone_number" or "select" or "status" or "multi_select" or "date"))
        {
            return page => Of(page, source, property);
        }

        var known = workspace.Columns.Of(source.Id, property.Id, workspace.RowsOf(source.Id).Count);
        return page => page.Row < 0 ? Of(page, source, property) : known[page.Row] ??= Of(page, source, property);
    }

    /// <summary>Options that are set. A row without a status shows the first one.</summary>
    public static IReadOnlyList<Option> OptionsOf(Page page, Property property)
    {
        var stored = page.Values.GetValueOrDefault(property.Id);
        if (stored is JsonArray many)
        {
            return [.. many.Select(id => property.OptionById(id!.AsText())).OfType<Option>()];
        }

        var option = stored is null ? null : property.OptionById(stored.AsText());
        option ??= property.Type == "status" ? property.Options.FirstOrDefault() : null;
        return option is null ? [] : [option];
    }

    /// <summary>Related pages that are not in the trash; beyond 10,000 Notion shows no more of them.</summary>
    public IReadOnlyList<string> Related(Page page, DataSource source, Property property)
    {
        var targets = workspace.Links.Of(Links.Key(source, property), page.Id);
        return targets.Count <= NotionLimits.BackReferences && targets.All(IsThere) ? targets : [.. targets.Where(IsThere).Take(NotionLimits.BackReferences)];
    }

    private static JsonArray ArrayOf(Page page, Property property) => page.Values.GetValueOrDefault(property.Id) as JsonArray ?? [];

    private bool IsThere(string id) => workspace.Pages.Find(id) is { InTrash: false } page && workspace.IsShared(page);

    private Cell Formula(Page page, DataSource source, Property property)
    {
        try
        {
            return new Evaluator(this, source, page).Evaluate(workspace.Formulas.Parse(property.Formula!));
        }
        catch (Exception fault) when (fault is FormulaException or ArgumentException or ArithmeticException or FormatException or RegexMatchTimeoutException)
        {
            // A date beyond the calendar, a pattern that takes too long: Notion shows an empty cell.
            return Cell.None;
        }
    }

    private Cell Deeper(Func<Cell> read)
    {
        if (_depth >= MostDepth)
        {
            return Cell.None;
        }

        _depth++;
        try
        {
            return read();
        }
        finally
        {
            _depth--;
        }
    }
}
