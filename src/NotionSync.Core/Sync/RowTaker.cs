using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Reads a page of Notion in the mapping's terms.</summary>
internal sealed class RowTaker(DatabaseMapping database, KnownDatabase known, RelationMap relations)
{
    private readonly ImmutableDictionary<string, string> nameById = known.Properties.ToImmutableDictionary(entry => entry.Value.Id, entry => entry.Key);

    /// <summary>The page's key; null when it carries none.</summary>
    public RowKey? Key(WorkspaceRow row) =>
        known.Properties.TryGetValue(CommonProperties.SyncKey, out var property)
        && row.ValuesByPropertyId.GetValueOrDefault(property.Id) is PropertyValue.Text { Content.Length: > 0 } text
            ? new RowKey(text.Content)
            : null;

    /// <summary>The page's title; empty when it has none.</summary>
    public string Title(WorkspaceRow row) => Values(row).GetValueOrDefault(database.TitleProperty.Schema.Name) is PropertyValue.Text text ? text.Content : "";

    /// <summary>Mapped values that can be written, by mapped name; links and computed values are left out, and so is what is empty.</summary>
    public ImmutableDictionary<string, PropertyValue> Values(WorkspaceRow row) => row.ValuesByPropertyId
        .Where(entry => entry.Value is not (PropertyValue.Relation or PropertyValue.Computed or PropertyValue.Other or PropertyValue.Empty))
        .Where(entry => nameById.ContainsKey(entry.Key))
        .ToImmutableDictionary(entry => nameById[entry.Key], entry => entry.Value);

    /// <summary>Lists of linked pages by relation side.</summary>
    public IEnumerable<(RelationSide Side, string PropertyId, PropertyValue.Relation Pages)> Relations(WorkspaceRow row) =>
        from entry in row.ValuesByPropertyId
        where entry.Value is PropertyValue.Relation && nameById.ContainsKey(entry.Key)
        let side = relations.Side(database.Id, nameById[entry.Key])
        where side is not null
        select (side.Value, entry.Key, (PropertyValue.Relation)entry.Value);
}
