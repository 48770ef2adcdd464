using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;

namespace NotionSync.Notion.Properties;

/// <summary>Text.</summary>
internal class TextCodec(PropertyKind kind, PropertyType type, string groupType) : PropertyCodec(kind, type)
{
    /// <summary>The property type <c>rich_text</c>, which groupings call <c>text</c>.</summary>
    public TextCodec()
        : this(PropertyKind.Text, PropertyType.RichText, "text")
    {
    }

    /// <inheritdoc/>
    public override JsonNode EncodeValue(PropertyValue value) => value is PropertyValue.Text text ? RichTextSegments.Encode(text.Content) : new JsonArray();

    /// <inheritdoc/>
    public override PropertyValue DecodeValue(JsonElement payload) => OfText(RichTextSegments.Decode(payload));

    /// <inheritdoc/>
    public override PropertyValue Normalize(PropertySchema schema, PropertyValue value) => value is PropertyValue.Text text ? OfText(text.Content) : value;

    /// <inheritdoc/>
    public override string? Refusal(PropertySchema schema, PropertyValue value) => value switch
    {
        PropertyValue.Empty => null,
        PropertyValue.Text text when RichTextSegments.Fits(text.Content) => null,
        PropertyValue.Text text => $"The text has {text.Content.Length} characters; Notion takes {RichTextSegments.MaximumLength}. Shorten it in the mapping.",
        _ => WrongSort(schema, value),
    };

    /// <inheritdoc/>
    public override JsonObject? GroupBy(string propertyId)
    {
        var grouping = Grouping(propertyId, "exact");
        grouping["type"] = groupType;
        return grouping;
    }

    private static PropertyValue OfText(string content) => content.Length is 0 ? PropertyValue.Empty.Value : new PropertyValue.Text(RichTextSegments.Clean(content));
}
