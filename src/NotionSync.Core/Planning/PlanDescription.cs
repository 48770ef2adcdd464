using System.Collections.Immutable;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Planning;

/// <summary>Says in words what steps and writes do.</summary>
internal static class PlanDescription
{
    private const int ShownChanges = 2;
    private const int ShownCharacters = 40;

    /// <summary>The changes of a schema step: the object itself, and a line for each property.</summary>
    public static IEnumerable<PlannedChange> Of(SchemaStep step) => step switch
    {
        SchemaStep.Create create =>
        [
            new PlannedChange
            {
                Action = ChangeAction.Create,
                Object = ChangeObject.Database,
                Database = step.Database.Id,
                Key = step.Database.Title,
                Title = step.Database.Title,
                Properties = [.. create.Properties.Select(property => property.Name)],
                Reason = "not in Notion yet",
            },
        ],
        SchemaStep.Alter alter => alter.Add.Select(property => Property(step, ChangeAction.Create, property.Name, Why(property)))
            .Concat(alter.NameMirrors.Select(name => Property(step, ChangeAction.Update, name, "the other side of a relation gets its name")))
            .Concat(alter.Change.Select(property => Property(step, ChangeAction.Update, property.Name, "the mapping changed"))),
        SchemaStep.View view =>
        [
            new PlannedChange
            {
                Action = view.ViewId is null && !view.TakesDefault ? ChangeAction.Create : ChangeAction.Update,
                Object = ChangeObject.View,
                Database = step.Database.Id,
                Key = view.Schema.Name,
                Title = view.Schema.Name,
                Properties = view.Schema.Properties,
                Reason = view.TakesDefault ? "takes Notion's default view" : view.ViewId is null ? "not in Notion yet" : "the mapping changed",
            },
        ],
        _ => throw new System.Diagnostics.UnreachableException(step.GetType().Name),
    };

    /// <summary>The change of a step of the home page.</summary>
    public static PlannedChange Of(HomeStep step)
    {
        PlannedChange Of(ChangeAction action, ChangeObject thing, string database, string name, string reason) => new()
        {
            Action = action,
            Object = thing,
            Database = database,
            Key = name,
            Title = name,
            Reason = reason,
        };
        PlannedChange View(HomeView view, ChangeAction action, string reason) =>
            Of(action, ChangeObject.View, view.Database, $"{step.Home.Title} / {view.Key}", reason) with { Properties = view.Schema.Properties };
        return step switch
        {
            HomeStep.Create => Of(ChangeAction.Create, ChangeObject.Page, step.Home.Database, step.Home.Title, "not in Notion yet"),
            HomeStep.AddSection section =>
                Of(ChangeAction.Update, ChangeObject.Page, step.Home.Database, step.Home.Title, $"the section {section.Content.Heading} is not there yet"),
            HomeStep.Linked linked => View(linked.View, ChangeAction.Create, $"a linked database under {linked.Section.Heading}"),
            HomeStep.Tab tab => View(tab.View, ChangeAction.Create, "a tab of a linked database"),
            HomeStep.Widget widget => View(widget.View, ChangeAction.Create, $"a widget of {widget.Dashboard.Name}"),
            HomeStep.Draw draw =>
                Of(ChangeAction.Update, ChangeObject.Page, step.Home.Database, step.Home.Title, $"the drawing of {draw.Drawing.Title} is not there yet"),
            HomeStep.Change change => View(change.View, ChangeAction.Update, "the mapping changed"),
            _ => throw new System.Diagnostics.UnreachableException(step.GetType().Name),
        };
    }

    /// <summary>The change of a row.</summary>
    public static PlannedChange Of(RowWrite write, DatabaseMapping database)
    {
        var names = database.Properties
            .Select(property => property.Schema.Name)
            .Append(CommonProperties.Body)
            .Where(name => name != CommonProperties.BodyVersion && (write.Values.ContainsKey(name) || write.Links.ContainsKey(name)))
            .ToImmutableArray();
        return new PlannedChange
        {
            Action = write.Action,
            Object = ChangeObject.Row,
            Database = database.Id,
            Key = write.Row.Key.Value,
            Title = write.Values.GetValueOrDefault(database.TitleProperty.Schema.Name) is PropertyValue.Text text ? text.Content : write.Row.Title,
            Properties = names,
            Reason = Why(write, names),
            Values = write.Values
                .Where(entry => entry.Key is not (CommonProperties.SyncedAt or CommonProperties.Body))
                .Select(entry => KeyValuePair.Create(entry.Key, ValueText.Write(entry.Value.Remembered())))
                .Concat(write.Links.Select(entry => KeyValuePair.Create(entry.Key, string.Join(", ", entry.Value))))
                .ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    private static PlannedChange Property(SchemaStep step, ChangeAction action, string name, string reason) => new()
    {
        Action = action,
        Object = ChangeObject.Property,
        Database = step.Database.Id,
        Key = name,
        Title = name,
        Reason = reason,
    };

    private static string Why(PropertySchema property) => property switch
    {
        PropertySchema.Relation relation => $"links to {relation.Database}",
        PropertySchema.Rollup rollup => $"{rollup.Function} of {rollup.Via}, {rollup.Of}",
        PropertySchema.Formula => "computed by Notion, for display",
        _ => "not in Notion yet",
    };

    private static string Why(RowWrite write, ImmutableArray<string> names) => write.Action switch
    {
        ChangeAction.Create => write.Cause == "seed" ? "seed row, not in Notion yet" : $"new in {write.Cause}",
        ChangeAction.Remove => write.Row.Gone ? $"gone from {write.Cause} for good" : "older than the newest that are kept",
        ChangeAction.Link => "links: " + string.Join(", ", names),
        _ => Shorten(
        [
            .. Restored(write),
            .. from name in names
               where write.Values.ContainsKey(name) && name != CommonProperties.SyncedAt
               let before = write.Row.Values.GetValueOrDefault(name) ?? PropertyValue.Empty.Value
               select name == CommonProperties.Body ? "Body: another text" : $"{name}: {Shown(before)} → {Shown(write.Values[name])}",
        ]),
    };

    private static IEnumerable<string> Restored(RowWrite write) => write.Restores ? ["back again, out of the trash"] : [];

    private static string Shorten(ImmutableArray<string> changes) => changes.Length <= ShownChanges
        ? string.Join("; ", changes)
        : $"{string.Join("; ", changes.Take(ShownChanges))}; and {changes.Length - ShownChanges} more";

    private static string Shown(PropertyValue value)
    {
        var text = value switch
        {
            PropertyValue.Empty => "nothing",
            PropertyValue.Files files => string.Join(", ", files.Links.Select(link => link.Name)),
            _ => ValueText.Write(value)[2..],
        };
        return text.Length <= ShownCharacters ? text : text[..(ShownCharacters - 1)] + "…";
    }
}
