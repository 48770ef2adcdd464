using NotionSync.Sources.JsonApi.Paging;

namespace NotionSync.Sources.JsonApi;

/// <summary>Reads how a list is handed out: the section <c>paging</c>.</summary>
internal static class PagingReader
{
    private const int MostItems = 100_000;
    private const int UsualPages = 10_000;

    private static readonly string[] Ways = ["page", "offset", "cursor", "link", "url"];

    /// <summary>The way, or a single page, whether it speaks by the body, and after how many pages it is given up; faults are told to <paramref name="settings"/>.</summary>
    public static (IPaging Paging, bool ByBody, int MostPages) Read(SectionReader settings) => settings.Section("paging", "{ by: page }") is { } section
        ? (Way(section), section.Word("in", ["query", "body"]) == "body", section.Whole("mostPages", 1, MostItems) ?? UsualPages)
        : (new SinglePage(), false, UsualPages);

    private static IPaging Way(SectionReader section)
    {
        if (!section.Has("by"))
        {
            section.Fault("by", "'by' is missing: how the list is handed out.", $"It is one of: {string.Join(", ", Ways)}.");
        }

        var size = Size(section);
        return section.Word("by", Ways) switch
        {
            "page" => Counted(section, "page", size, ["first", "total", "pages", "more"]),
            "offset" => Counted(section, "offset", size, ["total", "more"]),
            "cursor" => Tokens(section, size),
            "link" => Addressed(section, size, isLink: true),
            "url" => Addressed(section, size, isLink: false),
            _ => new SinglePage(),
        };
    }

    private static CountedPages Counted(SectionReader section, string by, PageSize? size, string[] own)
    {
        section.Know(["by", "in", "parameter", "size", "sizeParameter", "mostPages", .. own]);
        return new CountedPages(
            section.Text("parameter", by) ?? by, by == "offset", section.Whole("first", 0, int.MaxValue) ?? (by == "page" ? 1 : 0), size, End(section));
    }

    private static IPaging Tokens(SectionReader section, PageSize? size)
    {
        section.Know("by", "in", "parameter", "size", "sizeParameter", "mostPages", "next", "more");
        var parameter = section.Text("parameter", "cursor") ?? "cursor";
        var end = End(section);
        return Next(section, "metadata.continue") is { } next ? new TokenPages(parameter, next, size, end) : new SinglePage();
    }

    private static IPaging Addressed(SectionReader section, PageSize? size, bool isLink)
    {
        section.Know(isLink ? ["by", "size", "sizeParameter", "mostPages"] : ["by", "size", "sizeParameter", "mostPages", "next"]);
        return isLink ? new AddressedPages(next: null, size) : Next(section, "links.next") is { } next ? new AddressedPages(next, size) : new SinglePage();
    }

    private static Mapping.IExpression? Next(SectionReader section, string example)
    {
        if (!section.Has("next"))
        {
            section.Fault("next", "'next' is missing: where an answer says what comes after it.", $"Write e.g. 'next: {example}'.");
        }

        return section.Expression("next", example);
    }

    private static PageEnd End(SectionReader section) =>
        new(section.Expression("total", "meta.total"), section.Expression("pages", "meta.totalPages"), section.Expression("more", "hasMore"));

    private static PageSize? Size(SectionReader section)
    {
        var parameter = section.Text("sizeParameter", "limit") ?? "limit";
        return section.Whole("size", 1, MostItems) is { } items ? new PageSize(parameter, items) : null;
    }
}
