using NotionSync.Mapping.Checking;
using NotionSync.Mapping.Files;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>There is one home page at most; its headings and views have names of their own, its views show databases that there are.</summary>
internal sealed class HomePages : IMappingRule
{
    // A page is made with all its texts by one call: the intro, the contents, and two for each section.
    private const int MostSections = (NotionLimits.ArrayElements - 2) / 2;

    private static readonly string[] OfDashboards = ["rows", "otherwise"];
    private static readonly string[] BesidesDrawings = ["views", "dashboard", .. OfDashboards];

    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set)
    {
        DatabaseDraft[] files = [.. set.Databases.Where(database => database.Content.Home is not null)];
        foreach (var again in files.Skip(1))
        {
            yield return again.ErrorAtKey("/home", "A second home page.", $"'{files[0].Document.File}' has one already; put all sections there.");
        }

        foreach (var diagnostic in files.SelectMany(file => Page(file).Concat(Blocks(file)).Concat(Views(file, set)).Concat(Drawings(file, set))))
        {
            yield return diagnostic;
        }
    }

    private static IEnumerable<Diagnostic> Page(DatabaseDraft file)
    {
        var home = file.Content.Home!;
        if (home.Sections.Count > MostSections)
        {
            yield return file.ErrorAtKey("/home/sections", $"The page has {home.Sections.Count} sections, more than {MostSections}.", "Put several into one.");
        }

        foreach (var again in home.Sections.Index().Where(section => section.Item.Heading.Length > 0).GroupBy(section => section.Item.Heading).SelectMany(same => same.Skip(1)))
        {
            yield return file.Error($"/home/sections/{again.Index}/heading", $"A second section is called '{again.Item.Heading}'.", "Sections are known by heading; give each its own.");
        }
    }

    private static IEnumerable<Diagnostic> Blocks(DatabaseDraft file) =>
        from section in file.Content.Home!.Sections.Index()
        from block in section.Item.Blocks.Index()
        from diagnostic in Block(file, block.Item, $"/home/sections/{section.Index}/blocks/{block.Index}")
        select diagnostic;

    private static IEnumerable<Diagnostic> Drawings(DatabaseDraft file, MappingSet set)
    {
        var drawings = (from section in file.Content.Home!.Sections.Index()
                        from block in section.Item.Blocks.Index()
                        where block.Item.Drawing is { Database.Length: > 0 }
                        select (Drawing: block.Item.Drawing!, Path: $"/home/sections/{section.Index}/blocks/{block.Index}/drawing")).ToList();
        foreach (var (drawing, path) in drawings)
        {
            if (set.Find(drawing.Database) is not { } database)
            {
                yield return NoDatabase(file, $"{path}/database", drawing.Database, set);
            }
            else if (SeedRowDraft.Of(database).Select(row => row.Title).ToList() is var titles && !titles.Contains(drawing.Row))
            {
                yield return file.Error($"{path}/row", $"'{drawing.Database}' has no row '{drawing.Row}' in its file.", NearestName.Suggest(drawing.Row, titles));
            }
            else if (database.Content.Body is null)
            {
                yield return file.Error($"{path}/database", $"Nobody writes the pages of '{drawing.Database}'.", "Give its file the key 'body', or draw another row.");
            }
        }

        foreach (var (drawing, path) in drawings.GroupBy(entry => entry.Drawing).SelectMany(same => same.Skip(1)))
        {
            yield return file.Error($"{path}/row", $"'{drawing.Row}' is drawn twice.", "Drawings are known by their rows; name each once.");
        }
    }

    private static Diagnostic NoDatabase(DatabaseDraft file, string path, string name, MappingSet set) =>
        file.Error(path, $"There is no database '{name}'.", NearestName.Suggest(name, [.. set.Databases.Select(database => database.Id)]));

    private static IEnumerable<Diagnostic> Block(DatabaseDraft file, HomeBlockSection block, string path)
    {
        if (block.Drawing is not null)
        {
            foreach (var key in BesidesDrawings.Where(key => file.Places.Contains($"{path}/{key}")))
            {
                yield return file.ErrorAtKey($"{path}/{key}", "A drawing stands alone.", "Put it into a block of its own.");
            }

            yield break;
        }

        if (block.Dashboard is null)
        {
            if (block.Views.Count == 0)
            {
                yield return file.Error(path, "This block shows nothing.", "Give it 'views', a 'dashboard' with 'rows', or a 'drawing'.");
            }

            foreach (var key in OfDashboards.Where(key => file.Places.Contains($"{path}/{key}")))
            {
                yield return file.ErrorAtKey($"{path}/{key}", $"The key '{key}' is for a dashboard.", "Name it with 'dashboard', or remove the key.");
            }

            yield break;
        }

        if (block.Views.Count > 0)
        {
            yield return file.ErrorAtKey($"{path}/views", "A dashboard has its views in 'rows'.", "Put them there, or into a block of their own.");
        }

        if (block.Rows.Count == 0 || block.Otherwise.Count == 0)
        {
            yield return file.Error(path, $"The dashboard '{block.Dashboard}' has no '{(block.Rows.Count == 0 ? "rows" : "otherwise")}'.", "Add it.");
        }

        foreach (var row in block.Rows.Index().Where(row => row.Item.Count is 0 or > NotionLimits.DashboardWidgetsPerRow))
        {
            yield return file.Error($"{path}/rows/{row.Index}", $"This row has {row.Item.Count} views.", $"A row has one to {NotionLimits.DashboardWidgetsPerRow}.");
        }

        if (block.Rows.Sum(row => row.Count) is > NotionLimits.DashboardWidgets and var count)
        {
            yield return file.ErrorAtKey($"{path}/rows", $"The dashboard '{block.Dashboard}' has {count} views, more than Notion's {NotionLimits.DashboardWidgets}.", "Make two of it.");
        }
    }

    private static IEnumerable<Diagnostic> Views(DatabaseDraft file, MappingSet set)
    {
        var views = PlacedView.OfHome(file).ToList();
        foreach (var (view, path) in views.Where(view => view.Item.Database.Length > 0 && set.Find(view.Item.Database) is null))
        {
            yield return NoDatabase(file, $"{path}/database", view.Database, set);
        }

        var dashboards = from section in file.Content.Home!.Sections.Index()
                         from block in section.Item.Blocks.Index()
                         where block.Item.Dashboard is not null
                         select (Name: block.Item.Dashboard!, Path: $"/home/sections/{section.Index}/blocks/{block.Index}/dashboard");
        var named = views.Select(view => (view.Item.Name, Path: $"{view.Path}/name")).Concat(dashboards).Where(view => view.Name.Length > 0);
        foreach (var (name, path) in named.GroupBy(view => view.Name).SelectMany(same => same.Skip(1)))
        {
            yield return file.Error(path, $"A second view of the page is called '{name}'.", "Views are known by name; give each its own.");
        }
    }
}
