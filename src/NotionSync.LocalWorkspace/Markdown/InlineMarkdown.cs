using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NotionSync.LocalWorkspace;

/// <summary>Text with marks inside a line: Markdown to rich text and back.</summary>
internal static partial class InlineMarkdown
{
    private static readonly (string Mark, string Annotation)[] Marks = [("**", "bold"), ("~~", "strikethrough"), ("*", "italic"), ("_", "italic")];

    /// <returns>Rich text in request form.</returns>
    public static JsonArray Read(string text)
    {
        var items = new JsonArray();
        Read(text, [], items);
        return items;
    }

    /// <summary>The words without their marks.</summary>
    public static string Plain(string text) => string.Concat(Read(text).Select(item => ((JsonObject)item!).Object("text")?.Text("content")));

    public static string Write(JsonArray? items) => string.Concat((items ?? []).Select(item => Item((JsonObject)item!)));

    public static string Escape(string text) => Special().Replace(text, @"\$0").Replace("\n", "<br>", StringComparison.Ordinal);

    [GeneratedRegex(@"[\\*~`$\[\]<>{}|^]")]
    private static partial Regex Special();

    [GeneratedRegex(@"\G\[(?<text>(?:[^\]\\]|\\.)*)\]\((?<url>[^)\s]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex("""\G<span (?<key>color|underline)="(?<value>[^"]*)">(?<text>.*?)</span>""")]
    private static partial Regex Span();

    [GeneratedRegex("""\G<mention-(?<kind>page|user|database|data-source) url="(?<url>[^"]*)"\s*/?>(?:[^<]*</mention-\w+>)?""")]
    private static partial Regex Mention();

    [GeneratedRegex("""\G<mention-date start="(?<start>[^"]*)"(?: end="(?<end>[^"]*)")?[^>]*/>""")]
    private static partial Regex DateMention();

    [GeneratedRegex(@"\G\$`(?<expression>[^`]+)`\$")]
    private static partial Regex Equation();

    [GeneratedRegex("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")]
    public static partial Regex IdIn();

    private static void Read(string text, JsonObject annotations, JsonArray items)
    {
        var plain = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var length = Marked(text, at, annotations, out var marked);
            if (length > 0)
            {
                Flush(plain, annotations, items);
                foreach (var item in marked)
                {
                    items.Add(item!.DeepClone());
                }

                at += length;
            }
            else if (text[at] == '\\' && at + 1 < text.Length)
            {
                plain.Append(text[at + 1]);
                at += 2;
            }
            else if (text.AsSpan(at).StartsWith("<br>"))
            {
                plain.Append('\n');
                at += 4;
            }
            else
            {
                plain.Append(text[at++]);
            }
        }

        Flush(plain, annotations, items);
    }

    /// <returns>How much text the mark and what it holds take up; 0 when none begins here.</returns>
    private static int Marked(string text, int at, JsonObject annotations, out JsonArray marked)
    {
        marked = [];
        if (Equation().Match(text, at) is { Success: true } equation)
        {
            marked.Add(new JsonObject
            {
                ["equation"] = new JsonObject { ["expression"] = equation.Groups["expression"].Value },
                ["annotations"] = annotations.DeepClone(),
            });
            return equation.Length;
        }

        if (DateMention().Match(text, at) is { Success: true } date)
        {
            var end = date.Groups["end"] is { Success: true, Value: var last } ? last : null;
            marked.Add(new JsonObject
            {
                ["mention"] = new JsonObject { ["type"] = "date", ["date"] = new JsonObject { ["start"] = date.Groups["start"].Value, ["end"] = end } },
                ["annotations"] = annotations.DeepClone(),
            });
            return date.Length;
        }

        if (text[at] == '`' && text.IndexOf('`', at + 1) is > 0 and var close)
        {
            marked.Add(Text(text[(at + 1)..close], null, With(annotations, "code", true)));
            return close - at + 1;
        }

        if (Link().Match(text, at) is { Success: true } link)
        {
            foreach (var item in Inner(link.Groups["text"].Value, annotations))
            {
                var linked = (JsonObject)item!.DeepClone();
                linked.Object("text")?["link"] = new JsonObject { ["url"] = link.Groups["url"].Value };
                marked.Add(linked);
            }

            return link.Length;
        }

        if (Span().Match(text, at) is { Success: true } span)
        {
            var isColor = span.Groups["key"].Value == "color";
            marked = Inner(span.Groups["text"].Value, With(annotations, isColor ? "color" : "underline",
                isColor ? span.Groups["value"].Value.Replace("_bg", "_background", StringComparison.Ordinal) : true));
            return span.Length;
        }

        if (Mention().Match(text, at) is { Success: true } mention && IdIn().Match(mention.Groups["url"].Value) is { Success: true } id)
        {
            // Text mentions databases; RichText finds the one that a data source is in.
            var kind = mention.Groups["kind"].Value.Replace("data-source", "database", StringComparison.Ordinal);
            marked.Add(new JsonObject { ["mention"] = new JsonObject { ["type"] = kind, [kind] = new JsonObject { ["id"] = id.Value } } });
            return mention.Length;
        }

        return Paired(text, at, annotations, ref marked);
    }

    private static int Paired(string text, int at, JsonObject annotations, ref JsonArray marked)
    {
        foreach (var (mark, annotation) in Marks)
        {
            var isInsideWord = mark == "_" && at > 0 && char.IsLetterOrDigit(text[at - 1]);
            if (!text.AsSpan(at).StartsWith(mark) || isInsideWord || at + mark.Length >= text.Length || char.IsWhiteSpace(text[at + mark.Length]))
            {
                continue;
            }

            var end = text.IndexOf(mark, at + mark.Length, StringComparison.Ordinal);
            if (end > at + mark.Length && !(mark == "_" && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1])))
            {
                marked = Inner(text[(at + mark.Length)..end], With(annotations, annotation, true));
                return end + mark.Length - at;
            }
        }

        return 0;
    }

    private static JsonArray Inner(string text, JsonObject annotations)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw ApiException.Validation("The markdown nests too deep.");
        }

        var items = new JsonArray();
        Read(text, annotations, items);
        return items;
    }

    private static void Flush(StringBuilder plain, JsonObject annotations, JsonArray items)
    {
        if (plain.Length > 0)
        {
            items.Add(Text(plain.ToString(), null, (JsonObject)annotations.DeepClone()));
            plain.Clear();
        }
    }

    private static JsonObject Text(string content, string? url, JsonObject annotations) => new()
    {
        ["text"] = new JsonObject { ["content"] = content, ["link"] = url is null ? null : new JsonObject { ["url"] = url } },
        ["annotations"] = annotations,
    };

    private static JsonObject With(JsonObject annotations, string name, JsonNode value)
    {
        var copy = (JsonObject)annotations.DeepClone();
        copy[name] = value;
        return copy;
    }

    private static string Item(JsonObject item)
    {
        if (item.Object("mention") is { } mention)
        {
            var kind = mention.Text("type")!;
            if (mention.Object("date") is { } date)
            {
                return $"<mention-date start=\"{date.Text("start")}\"{(date.Text("end") is { } end ? $" end=\"{end}\"" : "")}/>";
            }

            return mention.Object(kind)?.Text("id") is { } id ? $"<mention-{kind} url=\"{Urls.Of(id)}\"/>" : Escape(item.Text("plain_text")!);
        }

        var annotations = item.Object("annotations")!;
        var plain = item.Text("plain_text")!;
        if (item.Text("type") == "equation")
        {
            return $"$`{plain}`$";
        }

        var text = annotations.Flag("code") == true ? $"`{plain}`" : Escape(plain);
        foreach (var (mark, annotation) in Marks.Take(3).Where(each => annotations.Flag(each.Annotation) == true))
        {
            text = $"{mark}{text}{mark}";
        }

        text = annotations.Flag("underline") == true ? $"<span underline=\"true\">{text}</span>" : text;
        text = annotations.Text("color") is { } color and not "default" ? $"<span color=\"{color.Replace("_background", "_bg", StringComparison.Ordinal)}\">{text}</span>" : text;
        return item.Text("href") is { } url ? $"[{text}]({url})" : text;
    }
}
