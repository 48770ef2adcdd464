using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;

namespace NotionSync.Notion.Properties;

/// <summary>
/// Everything about one property type: its configuration and values both ways, what Notion does to values when it stores them, and what
/// it refuses. Source: developers.notion.com/reference/property-object and page-property-values, read August 2026.
/// </summary>
internal abstract class PropertyCodec(PropertyKind kind, PropertyType type)
{
    /// <summary>Our name of the type.</summary>
    public PropertyKind Kind => kind;

    /// <summary>Notion's name of the type.</summary>
    public PropertyType Type => type;

    /// <summary>What stands under the type's name in a schema request.</summary>
    public virtual JsonObject EncodeSchema(PropertySchema schema, SchemaScope scope) => [];

    /// <summary>Adds what the configuration says to the id, name and description that all properties have.</summary>
    public virtual PropertySnapshot DecodeSchema(PropertySnapshot common, JsonElement payload) => common;

    /// <summary>What stands under the type's name in a page request, for a normalised value that is not refused.</summary>
    public abstract JsonNode? EncodeValue(PropertyValue value);

    /// <summary>A value as Notion sent it, normalised.</summary>
    public abstract PropertyValue DecodeValue(JsonElement payload);

    /// <summary>See <see cref="IValueRules.Normalize"/>.</summary>
    public virtual PropertyValue Normalize(PropertySchema schema, PropertyValue value) => value;

    /// <summary>See <see cref="IValueRules.Refusal"/>.</summary>
    public abstract string? Refusal(PropertySchema schema, PropertyValue value);

    /// <summary>How a view groups by the property; null when Notion cannot.</summary>
    public virtual JsonObject? GroupBy(string propertyId) => null;

    /// <summary>What stands under the type's name in a filter.</summary>
    public virtual JsonNode Condition(string operation, JsonNode value) => new JsonObject { [operation] = value.DeepClone() };

    /// <summary>A grouping in the order in which people sort the groups.</summary>
    protected JsonObject Grouping(string propertyId, string? by = null)
    {
        var grouping = new JsonObject { ["type"] = type.Name, ["property_id"] = propertyId, ["sort"] = new JsonObject { ["type"] = "manual" } };
        if (by is not null)
        {
            grouping["group_by"] = by;
        }

        return grouping;
    }

    /// <summary>The refusal of a value of another sort than the property's.</summary>
    protected static string WrongSort(PropertySchema schema, PropertyValue value) =>
        $"'{schema.Name}' is a {Words(schema.Kind)} property and cannot hold a {value.GetType().Name.ToLowerInvariant()} value.";

    private static string Words(PropertyKind kind) => kind is PropertyKind.MultiSelect ? "multi-select" : kind.ToString().ToLowerInvariant();
}
