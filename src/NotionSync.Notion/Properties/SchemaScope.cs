using NotionSync.Abstractions;
using NotionSync.Model;

namespace NotionSync.Notion.Properties;

/// <summary>What a property's configuration may refer to.</summary>
/// <param name="Resolve">Ids of other databases and their properties.</param>
/// <param name="Database">The mapping id of the database; null while it is being created.</param>
/// <param name="Sent">The properties that travel in the same request.</param>
internal sealed record SchemaScope(ISchemaIds Resolve, string? Database, IEnumerable<PropertySchema> Sent)
{
    /// <summary>The mapping id of the database to which a relation leads; null when it is not known.</summary>
    public string? RelatedDatabase(string relation) =>
        Sent.OfType<PropertySchema.Relation>().FirstOrDefault(property => property.Name == relation)?.Database
        ?? (Database is null ? null : Resolve.RelatedDatabase(Database, relation));

    /// <summary>The id of a property of this database; null when it does not exist yet.</summary>
    public string? OwnPropertyId(string property) => Database is null ? null : Resolve.PropertyId(Database, property);
}
