using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>One operator of a filter as a test of a cell.</summary>
internal static class Condition
{
    public static Func<Cell, bool> Compile(string kind, JsonObject condition, Property property, DateTimeOffset now, string me)
    {
        if (condition.ContainsKey("is_empty"))
        {
            return cell => cell.IsEmpty;
        }

        if (condition.ContainsKey("is_not_empty"))
        {
            return cell => !cell.IsEmpty;
        }

        if (kind is "date" or "created_time" or "last_edited_time")
        {
            return DateCondition.Compile(condition, now);
        }

        if (condition.Count == 0)
        {
            throw ApiException.Body($"body.filter.{kind} should have one operator, instead was `{{}}`.");
        }

        var (name, value) = condition.First();
        return kind switch
        {
            "number" or "unique_id" => Number(name, value!.AsDouble()),
            "checkbox" => Checkbox(name, value!.GetValueKind() == JsonValueKind.True),
            "select" or "status" or "multi_select" => Options(name, value!, property),
            "people" or "created_by" or "last_edited_by" or "relation" => References(name, value!.AsText(), me),
            "title" or "rich_text" or "url" or "email" or "phone_number" => Text(name, value!.AsText()),
            _ => throw ApiException.Validation($"Filters on {kind} are not supported."),
        };
    }

    private static Func<Cell, bool> Text(string name, string value)
    {
        const StringComparison Ignoring = StringComparison.OrdinalIgnoreCase;
        return name switch
        {
            "equals" => cell => cell.AsText().Equals(value, Ignoring),
            "does_not_equal" => cell => !cell.AsText().Equals(value, Ignoring),
            "contains" => cell => cell.AsText().Contains(value, Ignoring),
            "does_not_contain" => cell => !cell.AsText().Contains(value, Ignoring),
            "starts_with" => cell => cell.AsText().StartsWith(value, Ignoring),
            _ => cell => cell.AsText().EndsWith(value, Ignoring),
        };
    }

    private static Func<Cell, bool> Number(string name, double value) => name switch
    {
        "equals" => cell => cell is Cell.Number number && number.Value == value,
        "does_not_equal" => cell => cell is not Cell.Number number || number.Value != value,
        "greater_than" => cell => cell is Cell.Number number && number.Value > value,
        "less_than" => cell => cell is Cell.Number number && number.Value < value,
        "greater_than_or_equal_to" => cell => cell is Cell.Number number && number.Value >= value,
        _ => cell => cell is Cell.Number number && number.Value <= value,
    };

    private static Func<Cell, bool> Checkbox(string name, bool value)
    {
        var wanted = name == "equals" ? value : !value;
        return cell => cell is Cell.Flag flag && flag.Value == wanted;
    }

    private static Func<Cell, bool> Options(string name, JsonNode value, Property property)
    {
        var names = value is JsonArray many ? many.Select(each => each!.AsText()).ToList() : [value.AsText()];
        var ids = names.SelectMany(each => Matching(each, property)).ToHashSet();
        bool Holds(Cell cell)
        {
            if (cell is Cell.Choice choice)
            {
                for (var i = 0; i < choice.Options.Count; i++)
                {
                    if (ids.Contains(choice.Options[i].Id))
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        return name is "equals" or "contains" ? Holds : cell => !Holds(cell);
    }

    private static List<string> Matching(string name, Property property)
    {
        var found = property.Options
            .Where(option => option.Id == name || option.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || option.Group == name)
            .Select(option => option.Id)
            .ToList();
        return found.Count > 0 || (property.Type == "status" && name is "To-do" or "In progress" or "Complete")
            ? found
            : throw ApiException.Validation($"{property.Type} option \"{name}\" not found for property \"{property.Name}\". "
                + $"Available options: {string.Join(", ", property.Options.Select(option => $"\"{option.Name}\""))}");
    }

    private static Func<Cell, bool> References(string name, string value, string me)
    {
        var id = value == "me" ? me : Ids.TryParse(value, out var parsed)
            ? parsed
            : throw ApiException.Body($"body.filter.{name} should be a valid uuid, instead was `\"{value}\"`.");
        return name == "contains"
            ? cell => cell is Cell.Refs refs && refs.Ids.Contains(id)
            : cell => cell is not Cell.Refs refs || !refs.Ids.Contains(id);
    }
}
