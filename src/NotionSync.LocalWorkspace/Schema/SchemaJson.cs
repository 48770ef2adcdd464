using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Property configurations as answers show them.</summary>
internal static class SchemaJson
{
    public static JsonObject Properties(Call call, DataSource source)
    {
        var json = new JsonObject();
        foreach (var property in source.InOrder())
        {
            json[property.Name] = Property(call, source, property);
        }

        return json;
    }

    private static JsonObject Property(Call call, DataSource source, Property property) => new()
    {
        ["id"] = Ids.Encoded(property.Id),
        ["name"] = property.Name,
        ["description"] = property.Description,
        ["type"] = property.Type,
        [property.Type] = Config(call, source, property),
    };

    private static JsonObject Config(Call call, DataSource source, Property property) => property.Type switch
    {
        "number" => new JsonObject { ["format"] = property.Format ?? "number" },
        "select" or "multi_select" or "status" => SelectOptions.Config(property),
        "unique_id" => new JsonObject { ["prefix"] = property.Prefix },
        "formula" => new JsonObject { ["expression"] = FormulaText.ReadBack(property.Formula!, source, call.Options.FormulasReadBackByName) },
        "relation" => Relation(call.Workspace, property.Relation!),
        "rollup" => Rollup(call.Workspace, source, property.Rollup!),
        _ => [],
    };

    private static JsonObject Relation(Workspace workspace, RelationEnd end)
    {
        var target = workspace.DataSources.Find(end.DataSourceId);
        var json = new JsonObject { ["database_id"] = target?.DatabaseId ?? "", ["data_source_id"] = end.DataSourceId };
        if (end.SyncedPropertyId is null)
        {
            json["type"] = "single_property";
            json["single_property"] = new JsonObject();
            return json;
        }

        json["type"] = "dual_property";
        json["dual_property"] = new JsonObject
        {
            ["synced_property_name"] = target?.ById(end.SyncedPropertyId)?.Name ?? "",
            ["synced_property_id"] = Ids.Encoded(end.SyncedPropertyId),
        };
        return json;
    }

    private static JsonObject Rollup(Workspace workspace, DataSource source, RollupRule rule)
    {
        var relation = source.ById(rule.RelationId);
        var target = relation?.Relation is { } end ? workspace.DataSources.Find(end.DataSourceId)?.ById(rule.TargetId) : null;

        // Ids inside a rollup's configuration are the only ones that are not URL-encoded.
        return new JsonObject
        {
            ["relation_property_name"] = relation?.Name ?? "",
            ["relation_property_id"] = rule.RelationId,
            ["rollup_property_name"] = target?.Name ?? "",
            ["rollup_property_id"] = rule.TargetId,
            ["function"] = rule.Function,
        };
    }
}
