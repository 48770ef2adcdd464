using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>What a change of the schema does to rows, links and the other side of relations.</summary>
internal static class SchemaValues
{
    public static void Drop(Workspace workspace, DataSource source, Property property)
    {
        workspace.Links.RemoveProperty(Links.Key(source, property));
        foreach (var row in workspace.RowsOf(source.Id).Where(row => row.Values.ContainsKey(property.Id)))
        {
            workspace.Pages.Watch(row);
            row.Values.Remove(property.Id);
            workspace.Pages.Save(row);
        }
    }

    public static void DropLostOptions(Workspace workspace, DataSource source, Property property)
    {
        foreach (var row in workspace.RowsOf(source.Id))
        {
            switch (row.Values.GetValueOrDefault(property.Id))
            {
                case JsonArray many when many.Any(each => property.OptionById(each!.AsText()) is null):
                    workspace.Pages.Watch(row);
                    row.Values[property.Id] = Json.ArrayOf(many.Where(each => property.OptionById(each!.AsText()) is not null).Select(each => each!.DeepClone()));
                    workspace.Pages.Save(row);
                    break;
                case JsonValue one when property.OptionById(one.AsText()) is null:
                    workspace.Pages.Watch(row);
                    row.Values.Remove(property.Id);
                    workspace.Pages.Save(row);
                    break;
                default:
                    break;
            }
        }
    }

    public static void AddMirror(Call call, DataSource target, Property mirror)
    {
        target.Properties.Add(mirror);
        target.MarkEdited(call.Now, call.Actor);
        call.Workspace.DataSources.Save(target);
    }

    public static void FillMirror(Workspace workspace, DataSource source, Property property, DataSource target, Property mirror)
    {
        foreach (var row in workspace.RowsOf(source.Id))
        {
            foreach (var related in workspace.Links.Of(Links.Key(source, property), row.Id))
            {
                workspace.Links.Add(Links.Key(target, mirror), related, row.Id);
            }
        }
    }

    public static void MakeOneWay(Call call, string dataSourceId, string propertyId)
    {
        if (call.Workspace.DataSources.Find(dataSourceId) is { } source && source.ById(propertyId) is { } property)
        {
            property.Relation = property.Relation! with { SyncedPropertyId = null };
            call.Workspace.DataSources.Save(source);
        }
    }

    /// <summary>Values that mean something in the new type stay, the others go.</summary>
    public static void Convert(Workspace workspace, DataSource source, Property before, Property after)
    {
        workspace.Links.RemoveProperty(Links.Key(source, before));
        foreach (var row in workspace.RowsOf(source.Id))
        {
            if (row.Values.GetValueOrDefault(before.Id) is { } value)
            {
                workspace.Pages.Watch(row);
                row.Values.Remove(before.Id);
                if (Converted(workspace, before, after, value) is { } converted)
                {
                    row.Values[after.Id] = converted;
                }

                workspace.Pages.Save(row);
            }
        }
    }

    private static JsonNode? Converted(Workspace workspace, Property before, Property after, JsonNode value)
    {
        if (PropertyTypes.WithOptions.Contains(before.Type) && PropertyTypes.WithOptions.Contains(after.Type))
        {
            return after.Type == "multi_select"
                ? value is JsonArray ? value : new JsonArray(value.DeepClone())
                : value is JsonArray many ? many.FirstOrDefault()?.DeepClone() : value;
        }

        var text = Text(workspace, before, value);
        return after.Type switch
        {
            "rich_text" => text.Length == 0 ? null : text,
            "number" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Json.Number(number) : null,
            "url" or "email" or "phone_number" when text.Length > 0 => text,
            _ => null,
        };
    }

    private static string Text(Workspace workspace, Property property, JsonNode value) => value switch
    {
        JsonArray many when PropertyTypes.WithOptions.Contains(property.Type) => string.Join(", ", many.Select(each => property.OptionById(each!.AsText())?.Name)),
        JsonArray people when property.Type == "people" => string.Join(", ", people.Select(id => workspace.Users.Find(id!.AsText())?.Name ?? "Anonymous")),
        JsonArray files when property.Type == "files" => string.Join(", ", files.OfType<JsonObject>().Select(file => file.Text("name"))),
        JsonArray => RichText.Plain(value),
        JsonObject json => json.Text("start") ?? json.Text("name") ?? "",
        _ when PropertyTypes.WithOptions.Contains(property.Type) => property.OptionById(value.AsText())?.Name ?? "",
        _ when value.GetValueKind() == JsonValueKind.String => value.AsText(),
        _ => value.ToJsonString(),
    };
}
