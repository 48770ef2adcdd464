using System.Collections.Frozen;

namespace NotionSync.LocalWorkspace;

internal static class PropertyTypes
{
    /// <summary>Accepted when a database is made, and then not made.</summary>
    public static readonly FrozenSet<string> Ignored = FrozenSet.Create("button", "verification", "location", "last_visited_time");

    public static readonly FrozenSet<string> Known = FrozenSet.Create(
        "title", "rich_text", "number", "select", "multi_select", "status", "date", "people", "files", "checkbox", "url", "email", "phone_number",
        "formula", "relation", "rollup", "created_time", "created_by", "last_edited_time", "last_edited_by", "unique_id", "place",
        "button", "verification", "location", "last_visited_time");

    /// <summary>Properties that nobody can write.</summary>
    public static readonly FrozenSet<string> Computed = FrozenSet.Create(
        "formula", "rollup", "created_time", "created_by", "last_edited_time", "last_edited_by", "unique_id", "button");

    public static readonly FrozenSet<string> WithOptions = FrozenSet.Create("select", "multi_select", "status");

    private static readonly FrozenSet<string> NumberFunctions = FrozenSet.Create("sum", "average", "median", "min", "max", "range");

    private static readonly FrozenSet<string> DateFunctions = FrozenSet.Create("earliest_date", "latest_date", "date_range");

    private static readonly FrozenSet<string> CheckFunctions = FrozenSet.Create("checked", "unchecked", "percent_checked", "percent_unchecked");

    public static bool CanRollUp(string function, string targetType) => targetType == "formula"
        || (!NumberFunctions.Contains(function) || targetType is "number" or "unique_id")
        && (!DateFunctions.Contains(function) || targetType is "date" or "created_time" or "last_edited_time")
        && (!CheckFunctions.Contains(function) || targetType == "checkbox");

    /// <summary>The type that a configuration or a value in a request speaks of.</summary>
    public static string? In(System.Text.Json.Nodes.JsonObject json) => json.Select(member => member.Key).FirstOrDefault(Known.Contains);
}
