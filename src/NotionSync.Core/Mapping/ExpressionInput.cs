using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Newtonsoft.Json.Linq;
using NotionSync.Mapping.Expressions;

namespace NotionSync.Mapping;

/// <summary>What expressions are evaluated over, prepared once for all expressions of a record or row.</summary>
public sealed class ExpressionInput
{
    private ExpressionInput(JToken token) => Token = token;

    /// <summary>In the form of the expression library.</summary>
    internal JToken Token { get; }

    /// <summary>Prepares a JSON value; null is JSON's null.</summary>
    public static ExpressionInput From(JsonNode? node) => new(ToToken(node));

    internal static JToken ToToken(JsonNode? node) => node switch
    {
        null => JValue.CreateNull(),
        JsonObject members => new JObject(members.Select(member => new JProperty(member.Key, ToToken(member.Value)))),
        JsonArray items => new JArray(items.Select(ToToken)),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.True => new JValue(true),
            JsonValueKind.False => new JValue(false),
            JsonValueKind.Number => NumberToken(value),
            _ => new JValue(value.GetValue<string>()),
        },
        _ => throw new System.Diagnostics.UnreachableException(node.GetType().Name),
    };

    /// <summary>Numbers come out as decimals without binary noise where a decimal can hold them.</summary>
    internal static JsonNode? ToNode(JToken? token) => token switch
    {
        null => null,
        JObject members => new JsonObject(members.Properties().Select(member => KeyValuePair.Create(member.Name, ToNode(member.Value)))),
        JArray items => new JsonArray([.. items.Select(ToNode)]),
        _ => token.Type switch
        {
            JTokenType.Null or JTokenType.Undefined => null,
            JTokenType.Boolean => JsonValue.Create(token.Value<bool>()),
            JTokenType.Integer => JsonValue.Create(token.Value<decimal>()),
            JTokenType.Float => FloatNode(token),
            _ => JsonValue.Create(token.Value<string>()),
        },
    };

    private static JValue NumberToken(JsonValue value)
    {
        var text = value.ToJsonString();
        return long.TryParse(text, CultureInfo.InvariantCulture, out var whole)
            ? Numbers.FromWhole(whole)
            : new JValue(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    private static JsonNode FloatNode(JToken token)
    {
        if (((JValue)token).Value is decimal exact)
        {
            return JsonValue.Create(exact);
        }

        var number = token.Value<double>();
        return double.IsFinite(number)
            ? Numbers.Exact(number) is { } plain ? JsonValue.Create(plain) : JsonValue.Create(number)
            : JsonValue.Create(Numbers.Word(number));
    }
}
