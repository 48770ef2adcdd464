using NotionSync.Mapping.Checking;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>A relation leads to a database that exists.</summary>
internal sealed class RelationTargets : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from database in set.Databases
        from relation in database.Mapped
        let to = relation.To ?? ""
        where relation is { Kind: PropertyKind.Relation, To: not null } && set.Find(to) is null
        select database.Error($"{relation.Path}/to", $"There is no database '{to}'.", NearestName.Suggest(to, [.. set.Databases.Select(other => other.Id)]));
}
