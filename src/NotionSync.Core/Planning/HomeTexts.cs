using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;

namespace NotionSync.Planning;

/// <summary>The texts of the home page, from top to bottom.</summary>
internal static class HomeTexts
{
    private const string DefaultIcon = "🏛️";

    /// <summary>Those of the whole page.</summary>
    public static ImmutableArray<HomeText> Of(HomePage home) => [.. Head(home), .. home.Sections.SelectMany(Of)];

    /// <summary>Those of one section.</summary>
    public static IEnumerable<HomeText> Of(HomeSection section) => section.Text.Length == 0
        ? [new HomeText(HomeTextKind.Heading, section.Heading)]
        : [new HomeText(HomeTextKind.Heading, section.Heading), new HomeText(HomeTextKind.Paragraph, section.Text)];

    /// <summary>By heading, the last block of each section, on a page that was just made of <see cref="Of(HomePage)"/>.</summary>
    public static ImmutableSortedDictionary<string, string> Anchors(HomePage home, ImmutableArray<HomeBlockSnapshot> blocks)
    {
        var anchors = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var at = Head(home).Count();
        foreach (var section in home.Sections)
        {
            at += Of(section).Count();
            anchors[section.Heading] = at <= blocks.Length ? blocks[at - 1].Id : "";
        }

        return anchors.ToImmutable();
    }

    private static IEnumerable<HomeText> Head(HomePage home)
    {
        yield return new HomeText(HomeTextKind.Callout, $"{home.Intro} {Marks.ForHome(home.Database)}".Trim(), home.Icon ?? DefaultIcon);
        if (home.Contents)
        {
            yield return new HomeText(HomeTextKind.TableOfContents);
        }
    }
}
