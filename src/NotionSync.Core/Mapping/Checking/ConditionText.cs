using System.Text.Json.Nodes;
using NotionSync.Model;

namespace NotionSync.Mapping.Checking;

/// <summary>Conditions of views as mapping files write them.</summary>
internal static class ConditionText
{
    /// <summary>Reads <c>{ property: Status, does_not_equal: [Resolved, Closed] }</c>; null when it is none.</summary>
    public static ViewCondition? Parse(JsonObject condition)
    {
        var operators = condition.Where(member => member.Key != "property").ToList();
        return condition["property"] is JsonValue named && named.TryGetValue<string>(out var property) && operators is [{ Key: var name, Value: { } value }]
            ? new ViewCondition(property, name, value.DeepClone())
            : null;
    }
}
