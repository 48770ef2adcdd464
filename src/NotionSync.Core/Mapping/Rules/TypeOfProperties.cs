using NotionSync.Mapping.Checking;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>Each property has a type that we know.</summary>
internal sealed class TypeOfProperties : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from database in set.Databases
        from property in database.Mapped
        let type = property.Section?.Type ?? ""
        where property.Kind is null && type.Length > 0
        select database.Error($"{property.Path}/type", $"Unknown type '{type}'.", NearestName.Suggest(type, PropertyTypes.Words));
}
