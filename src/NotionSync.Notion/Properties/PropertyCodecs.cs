using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;

namespace NotionSync.Notion.Properties;

/// <summary>All property types that a mapping may use, one codec each.</summary>
internal sealed class PropertyCodecs : IValueRules
{
    private readonly IReadOnlyList<PropertyCodec> _codecs =
    [
        new CheckboxCodec(),
        new DateCodec(),
        new FilesCodec(),
        new FormulaCodec(),
        new MultiSelectCodec(),
        new NumberCodec(),
        new RelationCodec(),
        new RollupCodec(),
        new SelectCodec(),
        new TextCodec(),
        new TitleCodec(),
        new UrlCodec(),
    ];

    /// <summary>The codec of a type that a mapping may use.</summary>
    public PropertyCodec this[PropertyKind kind] =>
        _codecs.FirstOrDefault(codec => codec.Kind == kind) ?? throw new ArgumentOutOfRangeException(nameof(kind), kind, "No property type of Notion's is meant.");

    /// <inheritdoc/>
    public PropertyValue Normalize(PropertySchema schema, PropertyValue value) => this[schema.Kind].Normalize(schema, value);

    /// <inheritdoc/>
    public string? Refusal(PropertySchema schema, PropertyValue value) => this[schema.Kind].Refusal(schema, value);

    /// <summary>A property of a schema request: type, configuration, mark.</summary>
    public JsonObject EncodeSchema(PropertySchema schema, SchemaScope scope)
    {
        var codec = this[schema.Kind];
        var encoded = new JsonObject { ["type"] = codec.Type.Name, [codec.Type.Name] = codec.EncodeSchema(schema, scope) };
        if (schema.Mark is { } mark)
        {
            encoded["description"] = mark;
        }

        return encoded;
    }

    /// <summary>A property of a schema answer; one of an unknown type too.</summary>
    public PropertySnapshot DecodeSchema(string name, PropertyConfiguration property)
    {
        var codec = Of(property.Type);
        var common = new PropertySnapshot(
            PropertyId.Decode(property.Id), property.Name is { Length: > 0 } own ? own : name, property.Description ?? "", codec?.Kind ?? PropertyKind.Other);
        return codec is not null && property.Payload is { } payload ? codec.DecodeSchema(common, payload) : common;
    }

    /// <summary>A value of a page request.</summary>
    public JsonObject EncodeValue(WrittenValue written)
    {
        var codec = this[written.Schema.Kind];
        return new() { [codec.Type.Name] = codec.EncodeValue(codec.Normalize(written.Schema, written.Value)) };
    }

    /// <summary>A value of a page answer, normalised; one of an unknown type is kept as its JSON.</summary>
    public PropertyValue DecodeValue(PageProperty property)
    {
        if (property.Payload is not { } payload || Of(property.Type) is not { } codec)
        {
            return new PropertyValue.Other(property.Payload?.GetRawText() ?? "null");
        }

        var value = codec.DecodeValue(payload);
        return property.HasMore is true ? RelationCodec.Cut(value) : value;
    }

    private PropertyCodec? Of(PropertyType type) => _codecs.FirstOrDefault(codec => codec.Type == type);
}
