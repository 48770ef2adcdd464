using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Tests.Core.Planning;

/// <summary>What is done to a home page of one section with two linked databases, the first with two tabs.</summary>
public sealed class HomePlannerTests
{
    private static readonly HomeView First = new("a", new ViewSchema { Name = "First", Type = "table" });
    private static readonly HomeView Second = new("a", new ViewSchema { Name = "Second", Type = "board", GroupBy = "State" });
    private static readonly HomeView Alone = new("b", new ViewSchema { Name = "Alone", Type = "list" });

    private static readonly HomePage Home = new()
    {
        Database = "a",
        Title = "Home",
        Sections = [new HomeSection("Top", "", [new HomeBlock.Linked([First, Second]), new HomeBlock.Linked([Alone])])],
    };

    [Fact]
    public void Nothing_there_is_a_page_then_each_block_with_its_tabs_behind_it() =>
        Assert.Equal(["page", "linked First", "tab Second", "linked Alone"], Steps(Home, CurrentHome.None));

    [Fact]
    public void All_as_applied_needs_no_step_and_no_read()
    {
        var whole = new CurrentHome(Known(First, Second, Alone), IsGone: false);

        Assert.True(HomePlanner.IsWhole(Home, whole));
        Assert.Empty(Steps(Home, whole));
    }

    [Fact]
    public void A_page_that_people_took_away_stays_away_until_a_refresh()
    {
        var gone = new CurrentHome(null, IsGone: true);

        Assert.Empty(Steps(Home, gone));
        Assert.Equal(["page", "linked First", "tab Second", "linked Alone"], Steps(Home, gone, bringBack: true));
    }

    [Fact]
    public void A_run_that_died_goes_on_with_the_first_view_that_is_not_there() =>
        Assert.Equal(["tab Second", "linked Alone"], Steps(Home, There(Known(First))));

    [Fact]
    public void A_tab_that_people_took_away_stays_away_until_a_refresh()
    {
        var current = There(Known(First, Second, Alone), without: Second);

        Assert.Empty(Steps(Home, current));
        Assert.Equal(["tab Second"], Steps(Home, current, bringBack: true));
    }

    [Fact]
    public void A_linked_database_that_people_took_away_gets_no_new_tabs_until_a_refresh()
    {
        var current = There(Known(First, Alone), without: First);

        Assert.Empty(Steps(Home, current));
        Assert.Equal(["linked First", "tab Second"], Steps(Home, current, bringBack: true));
    }

    [Fact]
    public void A_view_that_the_mapping_changed_is_changed_where_it_is()
    {
        var known = Known(First, Second, Alone);
        var changed = Home with
        {
            Sections = [Home.Sections[0] with { Blocks = [new HomeBlock.Linked([First, Second with { Schema = Second.Schema with { GroupBy = "Kind" } }]), Home.Sections[0].Blocks[1]] }],
        };

        Assert.False(HomePlanner.IsWhole(changed, new CurrentHome(known, IsGone: false)));
        Assert.Equal(["change Second"], Steps(changed, There(known)));
        Assert.Empty(Steps(changed, There(known, without: Second)));
    }

    [Fact]
    public void A_new_section_goes_after_the_one_before_it()
    {
        var wider = Home with { Sections = [.. Home.Sections, new HomeSection("More", "Words.", [])] };

        Assert.Equal(["section More after Top"], Steps(wider, There(Known(First, Second, Alone))));
    }

    [Fact]
    public void Things_stand_after_the_last_one_above_them_that_people_left_there()
    {
        var known = Known(First, Second, Alone);

        Assert.Equal("db-First", HomePlaces.End(Home, known, "Top", Home.Sections[0].Blocks[1], new HashSet<string> { "top", "db-First", "db-Alone" }));
        Assert.Equal("top", HomePlaces.End(Home, known, "Top", Home.Sections[0].Blocks[1], new HashSet<string> { "top", "db-Alone" }));
        Assert.Equal("db-Alone", HomePlaces.End(Home, known, "Top", before: null, present: null));
        Assert.Null(HomePlaces.End(Home, known, "Top", before: null, new HashSet<string>()));
    }

    [Theory]
    [InlineData("Words\n\n```mermaid\ngraph\n  a --> b\n```\nmore\n```mermaid\nother\n```", "graph\n  a --> b")]
    [InlineData("```sh\nls\n```\n~~~mermaid\ngraph\n~~~", "graph")]
    [InlineData("```sh\n```mermaid\n```", null)]
    [InlineData("none", null)]
    public void The_first_drawing_of_a_text_is_found(string markdown, string? code) => Assert.Equal(code, Drawings.First(markdown));

    private static List<string> Steps(HomePage home, CurrentHome current, bool bringBack = false) =>
    [
        .. HomePlanner.Plan(home, current, bringBack).Select(step => step switch
        {
            HomeStep.Create => "page",
            HomeStep.AddSection section => $"section {section.Content.Heading} after {section.After}",
            HomeStep.Linked linked => $"linked {linked.View.Key}",
            HomeStep.Tab tab => $"tab {tab.View.Key}",
            HomeStep.Change change => $"change {change.View.Key}",
            _ => step.ToString(),
        }),
    ];

    private static KnownHome Known(params HomeView[] views) => new()
    {
        PageId = "page",
        Sections = ImmutableSortedDictionary<string, string>.Empty.Add("Top", "top"),
        Views = views.ToImmutableSortedDictionary(
            view => view.Key, view => new KnownHomeView($"id-{view.Key}", view == Alone ? "db-Alone" : "db-First", SchemaFingerprint.Of(view.Schema))),
    };

    private static CurrentHome There(KnownHome known, HomeView? without = null) => new(known, IsGone: false)
    {
        Blocks = [new HomeBlockSnapshot("top", HomeTextKind.Heading, "Top")],
        ViewIds = [.. known.Views.Where(view => view.Key != without?.Key).Select(view => view.Value.Id)],
    };
}
