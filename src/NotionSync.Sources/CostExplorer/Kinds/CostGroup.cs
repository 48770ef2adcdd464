using System.Text.Json.Nodes;

namespace NotionSync.Sources.CostExplorer.Kinds;

/// <summary>By what costs are told apart: a dimension, a tag or a cost category.</summary>
/// <param name="Sort">In AWS's words: <c>DIMENSION</c>, <c>TAG</c> or <c>COST_CATEGORY</c>.</param>
/// <param name="Name">E.g. <c>SERVICE</c>, or a tag's name.</param>
internal sealed record CostGroup(string Sort, string Name)
{
    private static readonly Dictionary<string, string> Dimensions = new(StringComparer.Ordinal)
    {
        ["account"] = "LINKED_ACCOUNT",
        ["az"] = "AZ",
        ["database_engine"] = "DATABASE_ENGINE",
        ["instance_type"] = "INSTANCE_TYPE",
        ["invoicing_entity"] = "INVOICING_ENTITY",
        ["legal_entity"] = "LEGAL_ENTITY_NAME",
        ["operating_system"] = "OPERATING_SYSTEM",
        ["operation"] = "OPERATION",
        ["platform"] = "PLATFORM",
        ["purchase_type"] = "PURCHASE_TYPE",
        ["record_type"] = "RECORD_TYPE",
        ["region"] = "REGION",
        ["service"] = "SERVICE",
        ["tenancy"] = "TENANCY",
        ["usage_type"] = "USAGE_TYPE",
    };

    /// <summary>The words for dimensions.</summary>
    public static IReadOnlyCollection<string> Words => Dimensions.Keys;

    /// <summary>Reads e.g. <c>service</c>, <c>tag:team</c> or <c>category:product</c>; null when it is none.</summary>
    public static CostGroup? Parse(string? written) => written switch
    {
        null => null,
        _ when After(written, "tag:") is { } tag => new("TAG", tag),
        _ when After(written, "category:") is { } category => new("COST_CATEGORY", category),
        _ => Dimensions.TryGetValue(written, out var key) ? new("DIMENSION", key) : null,
    };

    /// <summary>As a request names it.</summary>
    public JsonObject Definition => new() { ["Type"] = Sort, ["Key"] = Name };

    /// <summary>The value in a key of an answer: tags and categories are prefixed there, <c>team$</c> is what has none.</summary>
    public string Value(string key) => Sort is not "DIMENSION" && key.StartsWith($"{Name}$", StringComparison.Ordinal) ? key[(Name.Length + 1)..] : key;

    private static string? After(string written, string prefix) =>
        written.StartsWith(prefix, StringComparison.Ordinal) && written.Length > prefix.Length ? written[prefix.Length..] : null;
}
