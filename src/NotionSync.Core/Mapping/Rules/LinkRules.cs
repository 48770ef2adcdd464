using NotionSync.Mapping.Checking;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>A link rule is for a relation of its database.</summary>
internal sealed class LinkRules : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from database in set.Databases
        from rule in database.Content.Links.Index()
        where rule.Item.Property.Length > 0
        let path = $"/links/{rule.Index}/property"
        let fault = database.Find(rule.Item.Property) switch
        {
            null => database.NoProperty(path, rule.Item.Property),
            { Kind: PropertyKind.Relation or null } => null,
            { Kind: var kind } => database.Error(
                path,
                $"'{rule.Item.Property}' is a {PropertyTypes.Word(kind)}, not a relation.",
                "Name a relation of this database."),
        }
        where fault is not null
        select fault;
}
