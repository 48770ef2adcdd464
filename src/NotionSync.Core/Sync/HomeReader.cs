using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Finds out what is there of the home page. Reads only, and nothing when all is as last applied.</summary>
internal sealed class HomeReader(HomePage home, IWorkspace workspace, IStateStore state, string parentPageId)
{
    private static ImmutableDictionary<string, string> Nothing => ImmutableDictionary<string, string>.Empty;

    /// <summary>What is there.</summary>
    /// <param name="databases">What is there of the databases that its views show.</param>
    /// <param name="botId">Who we are.</param>
    /// <param name="refresh">Whether to look for what people took away.</param>
    /// <param name="cancellationToken">Stops between reads.</param>
    public async Task<CurrentHome> ReadAsync(WorkspaceSchema databases, string botId, bool refresh, CancellationToken cancellationToken)
    {
        var known = KnownHome.Read(await state.ReadNoteAsync(KnownHome.Note(home.Database), cancellationToken));
        if (known is not null && !refresh && HomePlanner.IsWhole(home, new CurrentHome(known, IsGone: false)))
        {
            return new CurrentHome(known, IsGone: false);
        }

        var isAdopted = known is null;
        var pageId = known?.PageId ?? await workspace.Home.FindAsync(parentPageId, home.Title, Marks.ForHome(home.Database), botId, cancellationToken);
        if (pageId is null)
        {
            return CurrentHome.None with { Drawable = await DrawableAsync([.. HomeFit.Drawings(home)], cancellationToken) };
        }

        if (await workspace.Home.ReadAsync(pageId, cancellationToken) is not { } page)
        {
            return new CurrentHome(null, IsGone: true) { Drawable = refresh ? await DrawableAsync([.. HomeFit.Drawings(home)], cancellationToken) : Nothing };
        }

        known ??= new KnownHome { PageId = pageId };
        var views = await ViewsAsync(known, page, cancellationToken);
        known = known with { Views = known.Views.AddRange(Recognized(known, databases, views)), Drawings = known.Drawings.SetItems(DrawnOn(page, known)) };
        var drawable = await DrawableAsync(await MissingAsync(known, page, refresh, cancellationToken), cancellationToken);
        return new CurrentHome(known with { Sections = isAdopted ? SectionsOf(page, known) : known.Sections.AddRange(AddedTo(page, known)) }, IsGone: false)
        {
            Blocks = page.Blocks,
            ViewIds = [.. views.Ids],
            Widgets = views.Widgets,
            Drawable = drawable,
        };
    }

    private async Task<FoundViews> ViewsAsync(KnownHome known, HomeSnapshot page, CancellationToken cancellationToken)
    {
        var found = new FoundViews();
        var mine = known.Views.Values.Select(view => view.Id).ToHashSet();
        var dashboards = HomeFit.Views(home).Where(view => view.Schema.Type == HomeFit.DashboardType).Select(view => known.Views.GetValueOrDefault(view.Key)?.Id).ToHashSet();
        var onPage = page.Blocks.Where(block => block.IsDatabase).Select(block => block.Id).ToList();
        foreach (var container in onPage.Union(known.Views.Values.Select(view => view.DatabaseId)))
        {
            // People may have moved it into a column.
            if (!onPage.Contains(container) && !await workspace.Home.IsThereAsync(container, cancellationToken))
            {
                continue;
            }

            foreach (var id in await workspace.ListViewsAsync(container, cancellationToken))
            {
                found.Ids.Add(id);
                if (!mine.Contains(id) || dashboards.Contains(id))
                {
                    await AddAsync(found, mine, id, cancellationToken);
                }
            }
        }

        return found;
    }

    private async Task AddAsync(FoundViews found, HashSet<string> mine, string id, CancellationToken cancellationToken)
    {
        if (await workspace.Home.ReadViewAsync(id, cancellationToken) is not { } view)
        {
            return;
        }

        found.Read[id] = view;
        found.Widgets = found.Widgets.SetItem(id, view.Widgets);
        foreach (var widget in view.Widgets.SelectMany(row => row))
        {
            found.Ids.Add(widget);
            if (!mine.Contains(widget) && await workspace.Home.ReadViewAsync(widget, cancellationToken) is { } read)
            {
                found.Read[widget] = read;
            }
        }
    }

    // A view that is recognised is taken to be as it should be: people may have arranged it.
    private IEnumerable<KeyValuePair<string, KnownHomeView>> Recognized(KnownHome known, WorkspaceSchema databases, FoundViews views)
    {
        var widgets = views.Widgets.Values.SelectMany(rows => rows).SelectMany(row => row).ToHashSet();
        var free = views.Read.Values.Where(view => known.Views.Values.All(mine => mine.Id != view.Id)).ToList();
        foreach (var view in HomeFit.Views(home).Where(view => !known.Views.ContainsKey(view.Key)))
        {
            var source = databases.Databases.GetValueOrDefault(view.Database)?.Known.DataSourceId;
            var isFrame = view.Schema.Type == HomeFit.DashboardType;
            bool IsSame(HomeViewSnapshot there) =>
                there.Name == view.Schema.Name && there.Type == view.Schema.Type && (isFrame || there.DataSourceId == source) && widgets.Contains(there.Id) == view.IsWidget;
            if (free.Find(IsSame) is { } same)
            {
                free.Remove(same);
                yield return KeyValuePair.Create(view.Key, new KnownHomeView(same.Id, same.DatabaseId, SchemaFingerprint.Of(view.Schema)));
            }
        }
    }

    private IEnumerable<KeyValuePair<string, KnownDrawing>> DrawnOn(HomeSnapshot page, KnownHome known) =>
        from drawing in HomeFit.Drawings(home)
        where known.Drawings.GetValueOrDefault(drawing.Key, KnownDrawing.None).BlockId.Length == 0
        let block = page.Blocks.FirstOrDefault(block => block.Kind is HomeTextKind.Drawing && block.Caption == Drawings.Caption(drawing))
        where block is not null
        select KeyValuePair.Create(drawing.Key, new KnownDrawing(block.Id, Drawings.Hash(block.Text)));

    private async Task<List<HomeBlock.Drawing>> MissingAsync(KnownHome known, HomeSnapshot page, bool refresh, CancellationToken cancellationToken)
    {
        var missing = new List<HomeBlock.Drawing>();
        foreach (var drawing in HomeFit.Drawings(home))
        {
            var drawn = known.Drawings.GetValueOrDefault(drawing.Key);
            var isThere = drawn is null ? false
                : !refresh || page.Blocks.Any(block => block.Id == drawn.BlockId)
                || (drawn.BlockId.Length > 0 && await workspace.Home.ReadBlockAsync(drawn.BlockId, cancellationToken) is not null);
            if (!isThere)
            {
                missing.Add(drawing);
            }
        }

        return missing;
    }

    // Rows whose pages are written later bring their drawings with them.
    private async Task<ImmutableDictionary<string, string>> DrawableAsync(IEnumerable<HomeBlock.Drawing> drawings, CancellationToken cancellationToken)
    {
        var drawable = Nothing;
        foreach (var drawing in drawings)
        {
            var rows = await state.ReadRowsAsync(drawing.Row.Database, [drawing.Row.Key], cancellationToken);
            if (rows is [{ PageId: { } pageId, InTrash: false } row]
                && row.Values.ContainsKey(CommonProperties.BodyVersion)
                && await workspace.Home.ReadDrawingAsync(pageId, cancellationToken) is { } code)
            {
                drawable = drawable.SetItem(drawing.Key, code);
            }
        }

        return drawable;
    }

    // On a page whose state was lost, a section whose heading people changed is still there as long as one of its views is.
    private ImmutableSortedDictionary<string, string> SectionsOf(HomeSnapshot page, KnownHome known)
    {
        var sections = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var section in home.Sections)
        {
            if (AnchorOf(page, section) is { } anchor)
            {
                sections[section.Heading] = anchor;
            }
            else if (section.Blocks.IsEmpty || section.Blocks.SelectMany(HomeFit.Views).Any(view => known.Views.ContainsKey(view.Key)))
            {
                sections[section.Heading] = "";
            }
        }

        return sections.ToImmutable();
    }

    // A section that an import added before it died stands there, though nobody noted it.
    private IEnumerable<KeyValuePair<string, string>> AddedTo(HomeSnapshot page, KnownHome known) =>
        from section in home.Sections
        where !known.Sections.ContainsKey(section.Heading)
        let anchor = AnchorOf(page, section)
        where anchor is not null
        select KeyValuePair.Create(section.Heading, anchor);

    private static string? AnchorOf(HomeSnapshot page, HomeSection section)
    {
        var at = page.Blocks.Index().FirstOrDefault(block => block.Item is { Kind: HomeTextKind.Heading } heading && heading.Text == section.Heading, (-1, null!)).Index;
        var isTextNext = at >= 0 && section.Text.Length > 0 && at + 1 < page.Blocks.Length && page.Blocks[at + 1].Kind is HomeTextKind.Paragraph;
        return at < 0 ? null : page.Blocks[isTextNext ? at + 1 : at].Id;
    }

    private sealed class FoundViews
    {
        public HashSet<string> Ids { get; } = [];

        public Dictionary<string, HomeViewSnapshot> Read { get; } = [];

        public ImmutableDictionary<string, ImmutableArray<ImmutableArray<string>>> Widgets { get; set; } =
            ImmutableDictionary<string, ImmutableArray<ImmutableArray<string>>>.Empty;
    }
}
