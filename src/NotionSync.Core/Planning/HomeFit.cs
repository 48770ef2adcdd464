using System.Collections.Immutable;
using NotionSync.Mapping;
using NotionSync.Model;

namespace NotionSync.Planning;

/// <summary>The home page as Notion's plan of the workspace can have it.</summary>
internal static class HomeFit
{
    /// <summary>The type of a view that holds others.</summary>
    public const string DashboardType = "dashboard";

    /// <summary>The catalog's home page with what the plan cannot do replaced; null when it has none.</summary>
    public static HomePage? Of(Catalog catalog, WorkspacePlan plan) => catalog.Home is { } home
        ? home with { Sections = [.. home.Sections.Select(section => section with { Blocks = [.. section.Blocks.Select(block => Fit(catalog, block, plan))] })] }
        : null;

    /// <summary>The view that holds a dashboard's widgets; it is of no database, and Notion wants one all the same.</summary>
    public static HomeView Frame(HomeBlock.Dashboard dashboard) =>
        new(dashboard.Rows[0][0].Database, new ViewSchema { Name = dashboard.Name, Type = DashboardType });

    /// <summary>Every view of a page, those that hold others included.</summary>
    public static IEnumerable<HomeView> Views(HomePage home) => home.Sections.SelectMany(section => section.Blocks).SelectMany(Views);

    /// <summary>Every drawing of a page.</summary>
    public static IEnumerable<HomeBlock.Drawing> Drawings(HomePage home) => home.Sections.SelectMany(section => section.Blocks).OfType<HomeBlock.Drawing>();

    /// <summary>Every view of a block, the one that holds others first.</summary>
    public static IEnumerable<HomeView> Views(HomeBlock block) => block switch
    {
        HomeBlock.Dashboard dashboard => dashboard.Rows.SelectMany(row => row).Prepend(Frame(dashboard)),
        HomeBlock.Linked linked => linked.Tabs,
        HomeBlock.Drawing => [],
        _ => throw new System.Diagnostics.UnreachableException(block.GetType().Name),
    };

    // The free plan has one chart in the whole workspace: of a dashboard only what stands in its place is left.
    private static HomeBlock Fit(Catalog catalog, HomeBlock block, WorkspacePlan plan) => (block, plan) switch
    {
        (HomeBlock.Dashboard, WorkspacePlan.Business or WorkspacePlan.Enterprise) => block,
        (HomeBlock.Dashboard dashboard, WorkspacePlan.Free) => new HomeBlock.Linked(Fit(catalog, dashboard.Otherwise, plan)),
        (HomeBlock.Dashboard dashboard, _) => new HomeBlock.Linked(
            [.. Fit(catalog, dashboard.Otherwise, plan), .. Fit(catalog, dashboard.Rows.SelectMany(row => row).Select(view => view with { Dashboard = null }), plan)]),
        (HomeBlock.Linked linked, _) => new HomeBlock.Linked(Fit(catalog, linked.Tabs, plan)),
        _ => block,
    };

    private static ImmutableArray<HomeView> Fit(Catalog catalog, IEnumerable<HomeView> views, WorkspacePlan plan) =>
        [.. views.Select(view => view with { Schema = ViewPlanner.Fit(catalog[view.Database], view.Schema, plan) })];
}
