using NotionSync.Mapping.Checking;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>The other side of a relation has a name that nothing else has there.</summary>
internal sealed class MirrorNames : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set)
    {
        foreach (var database in set.Databases)
        {
            foreach (var name in database.Properties.GroupBy(property => property.Name).Where(group => group.Count() > 1))
            {
                foreach (var clash in name.Where(property => property.IsMirror).Skip(name.Any(property => !property.IsMirror) ? 0 : 1))
                {
                    var declaring = set.Find(clash.To)!;
                    yield return declaring.Error(
                        $"{clash.Path}/mirror",
                        $"'{database.Id}' has a property '{clash.Name}' already.",
                        Origin(name.FirstOrDefault(property => !property.IsMirror) ?? name.First(), clash));
                }

                foreach (var own in name.Where(property => property.Section is not null && name.Any(other => other.IsCommon)))
                {
                    yield return database.ErrorAtKey(own.Path, $"'{own.Name}' is added to every database{(own.Name == CommonProperties.BodyVersion ? " with the key 'body'" : "")}.", "Remove it here or call it otherwise.");
                }
            }
        }
    }

    private static string Origin(PropertyDraft first, PropertyDraft clash) => first switch
    {
        { IsCommon: true } => "It is added to every database; call this side otherwise.",
        { IsMirror: true } => $"It is the other side of '{first.Twin}' in '{first.To}'; call this side otherwise.",
        { Kind: PropertyKind.Relation } when first.Name == first.Twin => "Both sides lie in this database; call this side otherwise.",
        { Kind: PropertyKind.Relation } when first.Twin == clash.Twin && first.To == clash.To =>
            "A relation is written in one of the two files only; remove it from one.",
        _ => "Its own file declares it; call this side otherwise. A relation is written in one of the two files only.",
    };
}
