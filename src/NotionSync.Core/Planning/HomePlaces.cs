using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Planning;

/// <summary>Where things of the home page stand.</summary>
internal static class HomePlaces
{
    /// <summary>
    /// The last thing of a section that still lies on the page, above a block of it (null: of the whole section); of earlier sections when people
    /// took all of it away; null when nothing is left.
    /// </summary>
    /// <param name="home">The page.</param>
    /// <param name="known">What is known of it.</param>
    /// <param name="heading">The section.</param>
    /// <param name="before">The block.</param>
    /// <param name="present">The blocks that lie on the page; null when they were not read, then all that is known counts.</param>
    public static string? End(HomePage home, KnownHome known, string heading, HomeBlock? before, IReadOnlySet<string>? present)
    {
        var candidates = new List<string>();
        foreach (var section in home.Sections)
        {
            candidates.Add(known.Sections.GetValueOrDefault(section.Heading, ""));
            var blocks = section.Heading == heading && before is not null ? section.Blocks.TakeWhile(block => block != before) : section.Blocks;
            candidates.AddRange(blocks.SelectMany(block => Ids(known, block)));
            if (section.Heading == heading)
            {
                break;
            }
        }

        return candidates.FindLast(id => id.Length > 0 && (present is null || present.Contains(id)));
    }

    /// <summary>The last thing above a drawing that still lies on the page; as <see cref="End"/>.</summary>
    public static string? Before(HomePage home, KnownHome known, HomeBlock.Drawing drawing, IReadOnlySet<string>? present) =>
        End(home, known, home.Sections.First(section => section.Blocks.Contains(drawing)).Heading, drawing, present);

    private static IEnumerable<string> Ids(KnownHome known, HomeBlock block) => block is HomeBlock.Drawing drawing
        ? known.Drawings.TryGetValue(drawing.Key, out var drawn) && !drawn.IsTheirs ? [drawn.BlockId] : []
        : HomeFit.Views(block).Select(view => known.Views.GetValueOrDefault(view.Key)?.DatabaseId ?? "");
}
