using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Carries out the steps of the home page and settles each in the state, so that an interrupted import goes on where it was.</summary>
internal sealed class HomeApplier(HomePage home, CurrentHome current, IWorkspace workspace, IStateStore state, Func<string, ViewTarget> targetOf)
{
    private readonly Dictionary<string, List<List<string>>> widgets = current.Widgets.ToDictionary(
        dashboard => dashboard.Key, dashboard => dashboard.Value.Select(row => row.ToList()).ToList());

    private readonly HashSet<string> present = [.. (current.Blocks ?? []).Select(block => block.Id)];
    private readonly List<(string Name, string Reason)> refused = [];
    private KnownHome? known = current.Known;

    /// <summary>What Notion refused and why; the rest was done all the same.</summary>
    public IReadOnlyList<(string Name, string Reason)> Refused => refused;

    /// <summary>Applies every step; then everything that is there counts as applied. What Notion refuses is left out.</summary>
    /// <param name="steps">In order.</param>
    /// <param name="parentPageId">Where the page lies.</param>
    /// <param name="botId">Who we are.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public async Task ApplyAsync(
        ImmutableArray<HomeStep> steps, string parentPageId, string botId, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        foreach (var (index, step) in steps.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            await TryAsync(step, parentPageId, botId, cancellationToken);
            progress.Report(new EngineStep("Home page", home.Database, index + 1, steps.Length));
        }

        // A page that people took away is remembered as it was, so that it is not made again.
        if (known is not null)
        {
            known = AllApplied(known);
            await SaveAsync(cancellationToken);
        }
    }

    // What stands in a thing that was refused is not tried; rows are worth more than a view.
    private async Task TryAsync(HomeStep step, string parentPageId, string botId, CancellationToken cancellationToken)
    {
        try
        {
            if (step is HomeStep.Create)
            {
                known = await CreateAsync(parentPageId, botId, cancellationToken);
            }
            else if (known is null || IsWithoutHold(step, known))
            {
                return;
            }
            else
            {
                known = await ApplyAsync(step, known, cancellationToken);
            }

            await SaveAsync(cancellationToken);
        }
        catch (WorkspaceException failure) when (failure.Fault is WorkspaceFault.Invalid or WorkspaceFault.NotFound or WorkspaceFault.InTrash or WorkspaceFault.Forbidden)
        {
            refused.Add((PlanDescription.Of(step).Title, failure.Message));
        }
    }

    private static bool IsWithoutHold(HomeStep step, KnownHome page) => step switch
    {
        HomeStep.Tab tab => !HomeFit.Views(tab.Block).Any(view => page.Views.ContainsKey(view.Key)),
        HomeStep.Widget widget => !page.Views.ContainsKey(HomeFit.Frame(widget.Dashboard).Key),
        _ => false,
    };

    /// <summary>Settles in a copy of the state what the steps will have drawn, without a call.</summary>
    public Task FeignAsync(ImmutableArray<HomeStep> steps, CancellationToken cancellationToken)
    {
        known ??= new KnownHome { PageId = "" };
        foreach (var draw in steps.OfType<HomeStep.Draw>())
        {
            known = known with { Drawings = known.Drawings.SetItem(draw.Drawing.Key, new KnownDrawing("drawn", Drawings.Hash(draw.Code))) };
        }

        return SaveAsync(cancellationToken);
    }

    private KnownHome Page => known ?? throw new InvalidOperationException("A step of the home page came before the page.");

    private async Task<KnownHome> CreateAsync(string parentPageId, string botId, CancellationToken cancellationToken)
    {
        var page = await workspace.Home.CreateAsync(
            new NewHome(parentPageId, home.Title, home.Icon, Marks.ForHome(home.Database), botId, HomeTexts.Of(home)), cancellationToken);
        present.UnionWith(page.Blocks.Select(block => block.Id));
        return new KnownHome { PageId = page.PageId, Sections = HomeTexts.Anchors(home, page.Blocks) };
    }

    private async Task<KnownHome> ApplyAsync(HomeStep step, KnownHome page, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case HomeStep.AddSection section:
                ImmutableArray<HomeText> texts = [.. HomeTexts.Of(section.Content)];
                var made = await workspace.Home.AppendAsync(page.PageId, section.After is { } before ? HomePlaces.End(home, page, before, null, present) : null, texts, cancellationToken);
                present.UnionWith(made);
                return page with { Sections = page.Sections.SetItem(section.Content.Heading, made[^1]) };
            case HomeStep.Linked linked:
                var first = await AddAsync(new HomePlace.Linked(page.PageId, HomePlaces.End(home, page, linked.Section.Heading, linked.Block, present)), linked.View, cancellationToken);
                present.Add(first.DatabaseId);
                return With(page, linked.View, first);
            case HomeStep.Tab tab:
                return With(page, tab.View, await AddAsync(new HomePlace.Tab(Container(page, tab.Block)), tab.View, cancellationToken));
            case HomeStep.Widget widget:
                return With(page, widget.View, await AddWidgetAsync(page, widget, cancellationToken));
            case HomeStep.Draw draw:
                var block = await workspace.Home.DrawAsync(
                    page.PageId, HomePlaces.Before(home, page, draw.Drawing, present), draw.Code, Drawings.Caption(draw.Drawing), cancellationToken);
                present.Add(block);
                return page with { Drawings = page.Drawings.SetItem(draw.Drawing.Key, new KnownDrawing(block, Drawings.Hash(draw.Code))) };
            case HomeStep.Change change:
                await workspace.UpdateViewAsync(change.ViewId, targetOf(change.View.Database), change.View.Schema, cancellationToken);
                return page with { Views = page.Views.SetItem(change.View.Key, page.Views[change.View.Key] with { Applied = SchemaFingerprint.Of(change.View.Schema) }) };
            default:
                throw new System.Diagnostics.UnreachableException(step.GetType().Name);
        }
    }

    private Task<HomeViewSnapshot> AddAsync(HomePlace place, HomeView view, CancellationToken cancellationToken) =>
        workspace.Home.CreateViewAsync(place, targetOf(view.Database), view.Schema, cancellationToken);

    private async Task<HomeViewSnapshot> AddWidgetAsync(KnownHome page, HomeStep.Widget step, CancellationToken cancellationToken)
    {
        var dashboard = page.Views[HomeFit.Frame(step.Dashboard).Key].Id;
        var rows = widgets.TryGetValue(dashboard, out var there) ? there : widgets[dashboard] = [];
        var wanted = step.Dashboard.Rows.First(row => row.Contains(step.View)).Select(view => page.Views.GetValueOrDefault(view.Key)?.Id).ToHashSet();
        var at = rows.FindIndex(row => row.Count < NotionLimits.DashboardWidgetsPerRow && row.Any(wanted.Contains));
        var made = await AddAsync(new HomePlace.Widget(dashboard, at < 0 ? null : at), step.View, cancellationToken);
        if (at < 0)
        {
            rows.Add([]);
            at = rows.Count - 1;
        }

        rows[at].Add(made.Id);
        return made with { DatabaseId = page.Views[HomeFit.Frame(step.Dashboard).Key].DatabaseId };
    }

    private static KnownHome With(KnownHome page, HomeView view, HomeViewSnapshot made) =>
        page with { Views = page.Views.SetItem(view.Key, new KnownHomeView(made.Id, made.DatabaseId, SchemaFingerprint.Of(view.Schema))) };

    // A tab is only planned where a view of its block is there; people may have moved the block into a column.
    private static string Container(KnownHome page, HomeBlock block) =>
        HomeFit.Views(block).Select(view => page.Views.GetValueOrDefault(view.Key)?.DatabaseId).OfType<string>().First();

    private KnownHome AllApplied(KnownHome page) => page with
    {
        Drawings = page.Drawings.AddRange(
            HomeFit.Drawings(home).Where(drawing => !page.Drawings.ContainsKey(drawing.Key)).Select(drawing => KeyValuePair.Create(drawing.Key, KnownDrawing.None))),
        Views = HomeFit.Views(home).Where(view => page.Views.ContainsKey(view.Key)).Aggregate(
            page.Views, (views, view) => views.SetItem(view.Key, views[view.Key] with { Applied = SchemaFingerprint.Of(view.Schema) })),
    };

    private Task SaveAsync(CancellationToken cancellationToken) => state.SaveAsync(
        new StateBatch { Notes = new Dictionary<string, string?> { [KnownHome.Note(home.Database)] = Page.Write() } }, cancellationToken);
}
