using System.Text;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Rich text as written and as read back. It is stored as read back.</summary>
internal static class RichText
{
    /// <summary>The plain text of rich text, as read back or as pages keep it.</summary>
    public static string Plain(JsonNode? items)
    {
        if (items is not JsonArray array)
        {
            return Json.IsText(items) ? items.AsText() : "";
        }

        var text = new StringBuilder();
        foreach (var item in array)
        {
            var json = (JsonObject)item!;
            text.Append(json.Text("plain_text") ?? json.Text("text"));
        }

        return text.ToString();
    }

    public static JsonArray FromPlain(string text) => text.Length == 0 ? [] : [TextItem(text, null, [])];

    public static JsonObject TextItem(string text, string? url, JsonObject annotations) => new()
    {
        ["type"] = "text",
        ["text"] = new JsonObject { ["content"] = text, ["link"] = url is null ? null : new JsonObject { ["url"] = url } },
        ["annotations"] = Annotations(annotations),
        ["plain_text"] = text,
        ["href"] = url,
    };

    /// <summary>Request form to stored form: annotations filled, equal neighbours merged, empty segments dropped.</summary>
    public static JsonArray FromRequest(Workspace workspace, JsonArray? request)
    {
        var items = new JsonArray();
        foreach (var given in request ?? [])
        {
            var item = Item(workspace, (JsonObject)given!);
            if (item.Text("plain_text") is "" && item.Text("type") == "text")
            {
                continue;
            }

            if (items.Count > 0 && Merged((JsonObject)items[^1]!, item) is { } merged)
            {
                items[^1] = merged;
            }
            else
            {
                items.Add(item);
            }
        }

        return items;
    }

    private static JsonObject Item(Workspace workspace, JsonObject given)
    {
        var annotations = given.Object("annotations") ?? [];
        if (given.Object("text") is { } text)
        {
            return TextItem(text.Text("content")!, Urls.AsReadBack(text.Object("link")?.Text("url")), annotations);
        }

        if (given.Object("equation") is { } equation)
        {
            var expression = equation.Text("expression")!;
            return Other("equation", new JsonObject { ["expression"] = expression }, annotations, expression, null);
        }

        return Mention(workspace, given.Object("mention")!, annotations);
    }

    private static JsonObject Mention(Workspace workspace, JsonObject mention, JsonObject annotations)
    {
        if (mention.Object("user") is { } user)
        {
            var id = user.Id("id")!;
            var found = workspace.Users.Find(id);
            JsonObject shown = new() { ["type"] = "user", ["user"] = found is null ? Json.Partial("user", id) : UserJson.Full(found, viewer: null) };
            return Other("mention", shown, annotations, $"@{found?.Name ?? "Anonymous"}", null);
        }

        if (mention.Object("date") is { } date)
        {
            var value = DateValue.FromRequest(date, "mention.date");
            return Other("mention", new JsonObject { ["type"] = "date", ["date"] = value }, annotations, value.Text("start")!, null);
        }

        foreach (var kind in (string[])["page", "database"])
        {
            if (mention.Object(kind)?.Id("id") is { } given)
            {
                var id = kind == "database" && workspace.DataSources.Find(given) is { } source ? source.DatabaseId : given;
                var title = kind == "page" ? workspace.Pages.Find(id) is { } page ? PageTitle.Of(workspace, page) : null : workspace.Databases.Find(id)?.PlainTitle;
                JsonObject shown = new() { ["type"] = kind, [kind] = new JsonObject { ["id"] = id } };
                return Other("mention", shown, annotations, title is null or "" ? "Untitled" : title, Urls.Of(id));
            }
        }

        var type = mention.First(member => member.Key != "type").Key;
        return Other("mention", new JsonObject { ["type"] = type, [type] = mention[type]!.DeepClone() }, annotations, "@", null);
    }

    private static JsonObject Other(string type, JsonObject value, JsonObject annotations, string plain, string? href) => new()
    {
        ["type"] = type,
        [type] = value,
        ["annotations"] = Annotations(annotations),
        ["plain_text"] = plain,
        ["href"] = href,
    };

    private static JsonObject Annotations(JsonObject given) => new()
    {
        ["bold"] = given.Flag("bold") ?? false,
        ["italic"] = given.Flag("italic") ?? false,
        ["strikethrough"] = given.Flag("strikethrough") ?? false,
        ["underline"] = given.Flag("underline") ?? false,
        ["code"] = given.Flag("code") ?? false,
        ["color"] = given.Text("color") ?? "default",
    };

    private static JsonObject? Merged(JsonObject left, JsonObject right) =>
        left.Text("type") == "text" && right.Text("type") == "text"
        && left.Text("href") == right.Text("href") && Json.Same(left["annotations"], right["annotations"])
            ? TextItem(left.Text("plain_text") + right.Text("plain_text"), left.Text("href"), left.Object("annotations")!)
            : null;
}
