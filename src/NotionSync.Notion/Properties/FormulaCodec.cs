using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;

namespace NotionSync.Notion.Properties;

/// <summary>An expression, for display only. Notion rewrites its text, so that it is never compared; see the mark in the description.</summary>
internal sealed class FormulaCodec() : ComputedCodec(PropertyKind.Formula, PropertyType.Formula)
{
    /// <inheritdoc/>
    public override JsonObject EncodeSchema(PropertySchema schema, SchemaScope scope) => new() { ["expression"] = ((PropertySchema.Formula)schema).Expression };

    /// <inheritdoc/>
    public override JsonNode Condition(string operation, JsonNode value) => new JsonObject
    {
        [value.GetValueKind() switch
        {
            JsonValueKind.Number => "number",
            JsonValueKind.True or JsonValueKind.False => "checkbox",
            _ => "string",
        }] = base.Condition(operation, value),
    };
}
