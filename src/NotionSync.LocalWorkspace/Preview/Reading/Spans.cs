using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace.Preview;

/// <summary>Rich text as runs of one style.</summary>
internal static class Spans
{
    private static readonly string[] Styles = ["bold", "italic", "strikethrough", "underline", "code"];

    public static IReadOnlyList<ShownSpan> Of(JsonNode? richText) => richText is JsonArray items ? [.. items.OfType<JsonObject>().Select(Span)] : [];

    public static IReadOnlyList<ShownSpan> Plain(string text) => text.Length == 0 ? [] : [new ShownSpan(text, "", null)];

    private static ShownSpan Span(JsonObject item)
    {
        var style = item.Object("annotations");
        var classes = Styles.Where(name => style?.Flag(name) == true).ToList();
        if (style?.Text("color") is { } color and not "default")
        {
            classes.Add(Palette.Class(color));
        }

        if (item.Text("type") is "mention" or "equation")
        {
            classes.Add(item.Text("type")!);
        }

        return new ShownSpan(item.Text("plain_text") ?? "", string.Join(' ', classes), Href(item));
    }

    private static string? Href(JsonObject item)
    {
        var mention = item.Object("mention");
        return mention?.Object("page")?.Text("id") is { } page
            ? PreviewAddress.Page(page)
            : mention?.Object("database")?.Text("id") is { } database
                ? PreviewAddress.Database(database)
                : PreviewAddress.Outside(item.Text("href"));
    }
}
