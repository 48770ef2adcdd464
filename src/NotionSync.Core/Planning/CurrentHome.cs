using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.State;

namespace NotionSync.Planning;

/// <summary>What is there of the home page.</summary>
/// <param name="Known">As last applied, and what was recognised besides; null when there is no page.</param>
/// <param name="IsGone">The page was put in the trash or deleted by people.</param>
public sealed record CurrentHome(KnownHome? Known, bool IsGone)
{
    /// <summary>Nothing is there yet.</summary>
    public static CurrentHome None { get; } = new(null, IsGone: false);

    /// <summary>The blocks that lie directly on the page, in their order; null when nothing had to be read.</summary>
    public ImmutableArray<HomeBlockSnapshot>? Blocks { get; init; }

    /// <summary>The views that are there, tabs and widgets, by id; counts only where <see cref="Blocks"/> were read.</summary>
    public ImmutableHashSet<string> ViewIds { get; init; } = [];

    /// <summary>What is to be drawn where the page has no drawing yet and the row's page has one, by key.</summary>
    public ImmutableDictionary<string, string> Drawable { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The widgets of dashboards that are there, row by row, by the dashboard's view id.</summary>
    public ImmutableDictionary<string, ImmutableArray<ImmutableArray<string>>> Widgets { get; init; } =
        ImmutableDictionary<string, ImmutableArray<ImmutableArray<string>>>.Empty;
}
