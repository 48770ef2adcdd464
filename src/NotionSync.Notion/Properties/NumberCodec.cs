using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;

namespace NotionSync.Notion.Properties;

/// <summary>A number. Notion stores doubles, so a decimal is compared as the double that comes back.</summary>
internal sealed class NumberCodec() : PropertyCodec(PropertyKind.Number, PropertyType.Number)
{
    /// <inheritdoc/>
    public override JsonObject EncodeSchema(PropertySchema schema, SchemaScope scope) => new() { ["format"] = ((PropertySchema.Number)schema).Format };

    /// <inheritdoc/>
    public override PropertySnapshot DecodeSchema(PropertySnapshot common, JsonElement payload) =>
        payload.TryGetProperty("format", out var format) ? common with { Format = format.GetString() } : common;

    /// <inheritdoc/>
    public override JsonNode? EncodeValue(PropertyValue value) => value is PropertyValue.Number number ? JsonValue.Create(number.Amount) : null;

    /// <inheritdoc/>
    public override PropertyValue DecodeValue(JsonElement payload) => payload.ValueKind is JsonValueKind.Number
        ? AsStored(payload.GetDouble()) is { } amount ? new PropertyValue.Number(amount) : new PropertyValue.Other(payload.GetRawText())
        : PropertyValue.Empty.Value;

    /// <inheritdoc/>
    public override PropertyValue Normalize(PropertySchema schema, PropertyValue value) =>
        value is PropertyValue.Number number && AsStored(number.Amount) is { } amount ? new PropertyValue.Number(amount) : value;

    /// <inheritdoc/>
    public override string? Refusal(PropertySchema schema, PropertyValue value) => value switch
    {
        PropertyValue.Empty => null,
        PropertyValue.Number number when AsStored(number.Amount) is not null => null,
        PropertyValue.Number number => $"The number {number.Amount} is too large to come back from Notion unchanged.",
        _ => WrongSort(schema, value),
    };

    /// <inheritdoc/>
    public override JsonObject? GroupBy(string propertyId) => Grouping(propertyId);

    // Through texts, as on the wire: the direct conversions round differently and would not be idempotent.
    private static decimal? AsStored(decimal amount) => AsStored(double.Parse(amount.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    private static decimal? AsStored(double stored) => decimal.TryParse(
        stored.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : null;
}
