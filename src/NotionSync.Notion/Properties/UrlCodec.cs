using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;

namespace NotionSync.Notion.Properties;

/// <summary>An address, stored as it is sent.</summary>
internal sealed class UrlCodec() : PropertyCodec(PropertyKind.Url, PropertyType.Url)
{
    /// <summary>Why Notion would refuse an address; null when it takes it.</summary>
    public static string? AddressRefusal(string address) => address switch
    {
        { Length: > NotionLimits.UrlCharacters } => $"The address has {address.Length} characters; Notion takes {NotionLimits.UrlCharacters}.",
        _ when !Uri.TryCreate(address, UriKind.Absolute, out _) => $"'{address}' is no absolute address. Give it a scheme and a host, e.g. https://….",
        _ => null,
    };

    /// <inheritdoc/>
    public override JsonNode? EncodeValue(PropertyValue value) => value is PropertyValue.Url url ? JsonValue.Create(url.Address) : null;

    /// <inheritdoc/>
    public override PropertyValue DecodeValue(JsonElement payload) => payload.ValueKind is JsonValueKind.String ? OfAddress(payload.GetString() ?? "") : PropertyValue.Empty.Value;

    /// <inheritdoc/>
    public override PropertyValue Normalize(PropertySchema schema, PropertyValue value) => value is PropertyValue.Url url ? OfAddress(url.Address) : value;

    /// <inheritdoc/>
    public override string? Refusal(PropertySchema schema, PropertyValue value) => value switch
    {
        PropertyValue.Empty => null,
        PropertyValue.Url url => AddressRefusal(url.Address),
        _ => WrongSort(schema, value),
    };

    /// <inheritdoc/>
    public override JsonObject? GroupBy(string propertyId) => Grouping(propertyId, "exact");

    private static PropertyValue OfAddress(string address) =>
        RichTextSegments.Clean(address.Trim()) is { Length: > 0 } clean ? new PropertyValue.Url(clean) : PropertyValue.Empty.Value;
}
