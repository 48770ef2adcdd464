using System.Collections.Immutable;
using NotionSync.Model;

namespace NotionSync.Planning;

/// <summary>
/// Compares the wanted home page with what is there. What people took away stays away; texts are theirs once they are there, and views of
/// ours follow the mapping.
/// </summary>
internal static class HomePlanner
{
    /// <summary>Whether everything is as last applied, so that nothing has to be read.</summary>
    public static bool IsWhole(HomePage home, CurrentHome current) =>
        current.Known is { } known
        && home.Sections.All(section => known.Sections.ContainsKey(section.Heading))
        && HomeFit.Views(home).All(view => known.Views.GetValueOrDefault(view.Key)?.Applied == SchemaFingerprint.Of(view.Schema))
        && HomeFit.Drawings(home).All(drawing => known.Drawings.ContainsKey(drawing.Key));

    /// <summary>The steps, in order.</summary>
    /// <param name="home">What is wanted, as the plan can have it.</param>
    /// <param name="current">What is there.</param>
    /// <param name="bringBack">Whether what people took away is made again.</param>
    public static ImmutableArray<HomeStep> Plan(HomePage home, CurrentHome current, bool bringBack)
    {
        if (current.Known is null && (!current.IsGone || bringBack))
        {
            return [new HomeStep.Create { Home = home }, .. home.Sections.SelectMany(section => section.Blocks.SelectMany(block => New(home, section, block, current)))];
        }

        return current.IsGone || (current.Blocks is null && IsWhole(home, current)) ? [] : [.. Difference(home, current, bringBack)];
    }

    private static IEnumerable<HomeStep> Difference(HomePage home, CurrentHome current, bool bringBack)
    {
        string? before = null;
        foreach (var section in home.Sections)
        {
            if (!current.Known!.Sections.ContainsKey(section.Heading))
            {
                yield return new HomeStep.AddSection(section, before) { Home = home };
            }

            before = section.Heading;
            foreach (var step in section.Blocks.SelectMany(block => Of(home, section, block, current, bringBack)))
            {
                yield return step;
            }
        }
    }

    private static IEnumerable<HomeStep> Of(HomePage home, HomeSection section, HomeBlock block, CurrentHome current, bool bringBack)
    {
        if (block is HomeBlock.Drawing)
        {
            return New(home, section, block, current);
        }

        var known = current.Known!.Views;
        bool IsThere(HomeView view) => known.TryGetValue(view.Key, out var there) && current.ViewIds.Contains(there.Id);
        HomeView[] views = [.. HomeFit.Views(block)];
        if (!views.Any(IsThere) || (block is HomeBlock.Dashboard && !IsThere(views[0])))
        {
            // A block of which nothing is left was taken away by people; one of which nothing is known is new.
            return bringBack || !views.Any(view => known.ContainsKey(view.Key)) ? New(home, section, block, current) : [];
        }

        return from view in views
               let there = IsThere(view)
               where there ? known[view.Key].Applied != SchemaFingerprint.Of(view.Schema) : bringBack || !known.ContainsKey(view.Key)
               select there ? new HomeStep.Change(view, known[view.Key].Id) { Home = home } : Added(home, block, view);
    }

    private static IEnumerable<HomeStep> New(HomePage home, HomeSection section, HomeBlock block, CurrentHome current)
    {
        if (block is HomeBlock.Drawing drawing)
        {
            return current.Drawable.TryGetValue(drawing.Key, out var code) ? [new HomeStep.Draw(drawing, code) { Home = home }] : [];
        }

        var views = HomeFit.Views(block).ToList();
        return views.Skip(1).Select(view => Added(home, block, view)).Prepend(new HomeStep.Linked(section, block, views[0]) { Home = home });
    }

    private static HomeStep Added(HomePage home, HomeBlock block, HomeView view) => block is HomeBlock.Dashboard dashboard
        ? new HomeStep.Widget(dashboard, view) { Home = home }
        : new HomeStep.Tab(block, view) { Home = home };
}
