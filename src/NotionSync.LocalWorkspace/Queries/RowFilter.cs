using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Turns a filter into a test of rows. The contract has already checked its shape and that it nests two levels at most.</summary>
internal sealed class RowFilter(Cells cells, DataSource source, string me)
{
    public bool Knows(string property) => source.Find(property) is not null;

    public Func<Page, bool> Compile(JsonObject? filter)
    {
        if (filter is null)
        {
            return _ => true;
        }

        if (filter.Array("and") is { } all)
        {
            var tests = all.Select(each => Compile((JsonObject)each!)).ToList();
            return page => tests.TrueForAll(test => test(page));
        }

        if (filter.Array("or") is { } any)
        {
            var tests = any.Select(each => Compile((JsonObject)each!)).ToList();
            return page => tests.Exists(test => test(page));
        }

        return filter.Text("property") is { } property ? OnProperty(property, filter) : OnTimestamp(filter);
    }

    private Func<Page, bool> OnTimestamp(JsonObject filter)
    {
        var kind = filter.ContainsKey("created_time") ? "created_time" : "last_edited_time";
        var test = DateCondition.Compile(filter.Object(kind)!, cells.Now);
        return page => test(new Cell.Date(Stamp.ToMinute(kind == "created_time" ? page.CreatedTime : page.LastEditedTime), null, true));
    }

    private Func<Page, bool> OnProperty(string name, JsonObject filter)
    {
        var property = source.Find(name) ?? throw ApiException.Validation($"Could not find property with name or id: {name}");
        if (property.Type == "formula")
        {
            throw ApiException.Validation("Unable to filter based on a formula of unknown type");
        }

        var kind = filter.First(member => member.Key is not ("property" or "type")).Key;
        if (!Fits(kind, property.Type))
        {
            throw ApiException.Validation("The property type in the database does not match the property type of the filter provided: "
                + $"database property {property.Type} does not match filter {kind}");
        }

        var condition = filter.Object(kind)!;
        if (kind == "rollup")
        {
            return OnRollup(property, condition);
        }

        var test = Condition.Compile(kind, condition, property, cells.Now, me);
        var column = cells.Column(source, property);
        return page => test(column(page));
    }

    private static bool Fits(string kind, string type) => kind == type || (kind == "rich_text" && type is "title" or "url" or "email" or "phone_number" && kind == "rich_text");

    private Func<Page, bool> OnRollup(Property property, JsonObject condition)
    {
        var (quantifier, inner) = condition.Select(member => (member.Key, (JsonObject)member.Value!)).First();
        if (quantifier is "number" or "date")
        {
            var whole = Condition.Compile(quantifier, inner, property, cells.Now, me);
            return page => whole(Rollups.Of(cells, page, source, property).Cell);
        }

        var rule = property.Rollup!;
        var relation = source.ById(rule.RelationId);
        var other = cells.Workspace.DataSources.Find(relation?.Relation?.DataSourceId);
        if (relation is null || other?.ById(rule.TargetId) is not { } target)
        {
            return _ => false;
        }

        var (kind, sub) = inner.Select(member => (member.Key, (JsonObject)member.Value!)).First();
        var test = Condition.Compile(kind, sub, target, cells.Now, me);
        bool Holds(string id) => test(cells.Of(cells.Workspace.Pages.Find(id)!, other, target));
        return quantifier switch
        {
            "any" => page => cells.Related(page, source, relation).Any(Holds),
            "none" => page => !cells.Related(page, source, relation).Any(Holds),

            // Nothing related: "every" is false in Notion, against the custom of logic.
            _ => page => cells.Related(page, source, relation) is { Count: > 0 } related && related.All(Holds),
        };
    }
}
