using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>The options of select, multi-select and status properties.</summary>
internal static class SelectOptions
{
    private static readonly string[] Colors = ["default", "gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red"];

    private static readonly (string Name, string Color)[] Groups = [("To-do", "gray"), ("In progress", "blue"), ("Complete", "green")];

    /// <summary>The list after a request: known options, found by id or name, stay as they are; new ones are added; the rest goes.</summary>
    public static List<Option> FromRequest(JsonArray? request, IReadOnlyList<Option> known, string type, string path)
    {
        if (type == "status" && request is null or [])
        {
            return known.Count > 0 ? [.. known] : DefaultStatus();
        }

        var options = new List<Option>();
        foreach (var given in (request ?? []).OfType<JsonObject>())
        {
            var option = Find(known, given) ?? Make(given, options.Count, type, path);
            if (given.Text("group") is { } group && type == "status")
            {
                option.Group = group;
            }

            if (options.Any(each => each.Name.Equals(option.Name, StringComparison.OrdinalIgnoreCase)))
            {
                throw ApiException.Validation($"Cannot have duplicate select option names: {option.Name}.");
            }

            options.Add(option);
        }

        return options;
    }

    /// <summary>An option that a page write named and the schema did not know.</summary>
    public static Option Add(Property property, string name)
    {
        var option = new Option { Name = name, Color = Colors[property.Options.Count % Colors.Length] };
        property.Options.Add(option);
        return option;
    }

    public static void RequireNoComma(string name)
    {
        if (name.Contains(',', StringComparison.Ordinal))
        {
            throw ApiException.Validation($"Invalid select option, commas not allowed: {name}");
        }
    }

    public static JsonObject Config(Property property)
    {
        var json = new JsonObject
        {
            ["options"] = Json.ArrayOf(property.Options.Select(option => new JsonObject
            {
                ["id"] = option.Id,
                ["name"] = option.Name,
                ["color"] = option.Color,
                ["description"] = option.Description,
            })),
        };
        if (property.Type == "status")
        {
            json["groups"] = Json.ArrayOf(Groups.Select((group, index) => new JsonObject
            {
                ["id"] = $"{property.Id}-group-{index}",
                ["name"] = group.Name,
                ["color"] = group.Color,
                ["option_ids"] = Json.ArrayOf(property.Options.Where(option => option.Group == group.Name).Select(option => JsonValue.Create(option.Id))),
            }));
        }

        return json;
    }

    public static JsonObject Value(Option option) => new() { ["id"] = option.Id, ["name"] = option.Name, ["color"] = option.Color };

    private static Option? Find(IReadOnlyList<Option> known, JsonObject given) =>
        known.FirstOrDefault(option => option.Id == given.Text("id"))
        ?? known.FirstOrDefault(option => given.Text("name") is { } name && option.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static Option Make(JsonObject given, int index, string type, string path)
    {
        if (given.Text("name") is not { Length: > 0 } name)
        {
            throw ApiException.Body($"{path}.options[{index}].name should be defined, instead was `undefined`.");
        }

        RequireNoComma(name);
        return new Option
        {
            Name = name,
            Color = given.Text("color") ?? Colors[index % Colors.Length],
            Description = given.Text("description"),
            Group = type == "status" ? Groups[0].Name : null,
        };
    }

    private static List<Option> DefaultStatus() =>
    [
        new Option { Name = "Not started", Color = "default", Group = "To-do" },
        new Option { Name = "In progress", Color = "blue", Group = "In progress" },
        new Option { Name = "Done", Color = "green", Group = "Complete" },
    ];
}
