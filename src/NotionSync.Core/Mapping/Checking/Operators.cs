using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Model;

namespace NotionSync.Mapping.Checking;

/// <summary>Notion's filter operators by kind of property (developers.notion.com/reference/filter-data-source-entries, read August 2026).</summary>
internal static class Operators
{
    private static readonly string[] Existence = ["is_empty", "is_not_empty"];
    private static readonly string[] Equality = ["equals", "does_not_equal"];
    private static readonly string[] Containment = ["contains", "does_not_contain"];
    private static readonly string[] Spans = ["this_week", "past_week", "past_month", "past_year", "next_week", "next_month", "next_year"];

    private static readonly string[] Comparisons =
        ["greater_than", "less_than", "greater_than_or_equal_to", "less_than_or_equal_to"];

    /// <summary>The operators that a kind has. A rollup is filtered by its number.</summary>
    public static IReadOnlyCollection<string> For(PropertyKind kind) => kind switch
    {
        PropertyKind.Title or PropertyKind.Text or PropertyKind.Url => [.. Equality, .. Containment, "starts_with", "ends_with", .. Existence],
        PropertyKind.Number => [.. Equality, .. Comparisons, .. Existence],
        PropertyKind.Rollup => [.. Equality, .. Comparisons],
        PropertyKind.Checkbox => Equality,
        PropertyKind.Select => [.. Equality, .. Existence],
        PropertyKind.MultiSelect => [.. Containment, .. Existence],
        PropertyKind.Date => ["equals", "before", "after", "on_or_before", "on_or_after", .. Spans, .. Existence],
        PropertyKind.Relation or PropertyKind.Files => Existence,
        _ => [],
    };

    /// <summary>Whether an operator of a kind takes this value.</summary>
    public static bool Takes(PropertyKind kind, string name, JsonNode value) => Form(kind, name) switch
    {
        ValueForm.True => value.GetValueKind() is JsonValueKind.True,
        ValueForm.Boolean => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        ValueForm.Number => value.GetValueKind() is JsonValueKind.Number,
        ValueForm.Texts => SeedValues.Texts(value) is { Length: > 0 },
        _ => value.GetValueKind() is JsonValueKind.String,
    };

    /// <summary>What an operator of a kind takes, for messages.</summary>
    public static string Expected(PropertyKind kind, string name) => Form(kind, name) switch
    {
        ValueForm.True => "true",
        ValueForm.Boolean => "true or false",
        ValueForm.Number => "a number",
        ValueForm.Texts => "an option or a list of options",
        _ => "text",
    };

    private static ValueForm Form(PropertyKind kind, string name) => kind switch
    {
        _ when Existence.Contains(name) || Spans.Contains(name) => ValueForm.True,
        PropertyKind.Checkbox => ValueForm.Boolean,
        PropertyKind.Number or PropertyKind.Rollup => ValueForm.Number,
        PropertyKind.Select or PropertyKind.MultiSelect => ValueForm.Texts,
        _ => ValueForm.Text,
    };

    private enum ValueForm
    {
        True,
        Boolean,
        Number,
        Text,
        Texts,
    }
}
