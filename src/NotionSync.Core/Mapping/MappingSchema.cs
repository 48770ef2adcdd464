using System.ComponentModel;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using NotionSync.Mapping.Checking;
using NotionSync.Mapping.Files;
using NotionSync.Mapping.Reading;

namespace NotionSync.Mapping;

/// <summary>
/// The JSON Schema by which editors complete and check mapping files (<c>mappings/mapping.schema.json</c>), made from the types that the
/// reader follows. It cannot see across files; <c>notionsync validate</c> can.
/// </summary>
public static class MappingSchema
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as JSON text, indented, with a line end at the end.</summary>
    public static string Generate()
    {
        var options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };
        var exported = (JsonObject)MappingFileJson.Default.MappingFile.GetJsonSchemaAsNode(options);
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "NotionSync mapping file",
        };
        foreach (var (name, value) in exported)
        {
            schema[name] = value?.DeepClone();
        }

        return schema.ToJsonString(Layout) + "\n";
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        var schema = context.TypeInfo.Type switch
        {
            var type when type == typeof(OneOrMany<string>) => TextOrTexts(),
            var type when type == typeof(OptionSection) => NameOr((JsonObject)node),
            _ => node as JsonObject,
        };
        if (schema is null || context.PropertyInfo is not { } member)
        {
            return schema ?? node;
        }

        if (WordsOf(member.DeclaringType, member.Name) is { } words)
        {
            schema["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]);
        }

        if (member.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false) is [DescriptionAttribute described, ..])
        {
            schema.Insert(0, "description", described.Description);
        }

        return schema;
    }

    private static JsonObject TextOrTexts() => new()
    {
        ["type"] = new JsonArray("string", "array"),
        ["items"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject NameOr(JsonObject option) => new() { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, option.DeepClone()) };

    private static IReadOnlyCollection<string>? WordsOf(Type section, string member) => member switch
    {
        "type" when section == typeof(PropertySection) => PropertyTypes.Words,
        "function" when section == typeof(PropertySection) => Aggregation.RollupFunctions,
        "missing" when section == typeof(PropertySection) => Words.MissingValue,
        "color" when section == typeof(OptionSection) => Words.Colors,
        "type" when section == typeof(ViewSection) => Words.ViewTypes,
        "chart" when section == typeof(ViewSection) => Words.ChartTypes,
        "aggregate" when section == typeof(ViewSection) => Aggregation.ChartFunctions,
        "missing" when section == typeof(SourceSection) => Words.MissingRecord,
        _ => null,
    };
}
