using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace.Preview;

/// <summary>A view's filter and order in words, as Notion shows them above the rows.</summary>
internal static class Conditions
{
    public static IReadOnlyList<string> Of(View view, JsonArray? sorts, DataSource source) => [.. Filters(ViewFilters.Whole(view), source), .. Sorts(sorts, source)];

    private static IEnumerable<string> Filters(JsonObject? filter, DataSource source)
    {
        if (filter is null)
        {
            return [];
        }

        if (filter.Array("and") is { } all)
        {
            return all.OfType<JsonObject>().SelectMany(part => Filters(part, source));
        }

        return filter.Array("or") is { } any
            ? [string.Join(" or ", any.OfType<JsonObject>().SelectMany(part => Filters(part, source)))]
            : [Leaf(filter, source)];
    }

    private static string Leaf(JsonObject leaf, DataSource source)
    {
        var name = leaf.Text("property") is { } key ? source.Find(key)?.Name ?? key : leaf.Text("timestamp")?.Replace('_', ' ') ?? "";
        var test = leaf.FirstOrDefault(member => member.Key is not ("property" or "timestamp" or "type") && member.Value is JsonObject).Value as JsonObject;
        return $"{name} {Test(test)}";
    }

    private static string Test(JsonObject? test)
    {
        if (test is null || test.Count == 0)
        {
            return "";
        }

        var (name, value) = test.First();
        var said = name switch { "equals" => "is", "does_not_equal" => "is not", _ => name.Replace('_', ' ') };
        return value switch
        {
            JsonObject inner => inner.Count == 0 ? said : $"{said} {Test(inner)}",
            JsonArray many => $"{said} {string.Join(" or ", many.Select(Said))}",
            _ => value?.GetValueKind() == JsonValueKind.True && name.StartsWith("is_", StringComparison.Ordinal) ? said : $"{said} {Said(value)}",
        };
    }

    private static string Said(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => value.AsText(),
        JsonValueKind.True => "checked",
        JsonValueKind.False => "unchecked",
        null => "nothing",
        _ => value!.ToJsonString(),
    };

    private static IEnumerable<string> Sorts(JsonArray? sorts, DataSource source) => (sorts ?? []).OfType<JsonObject>().Select(sort =>
        $"{(sort.Text("direction") == "descending" ? "↓" : "↑")} {(sort.Text("property") is { } key ? source.Find(key)?.Name ?? key : sort.Text("timestamp")?.Replace('_', ' '))}");
}
