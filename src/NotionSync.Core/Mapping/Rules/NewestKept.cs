using NotionSync.Mapping.Checking;
using NotionSync.Mapping.Files;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>A block that keeps the newest rows says how many, of what, and which are newer, by what it fills itself.</summary>
internal sealed class NewestKept : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from database in set.Databases
        from block in database.Content.Sources.Index()
        where block.Item.KeepNewest is not null
        from diagnostic in Check(database, block.Item, block.Item.KeepNewest!, $"/sources/{block.Index}")
        select diagnostic;

    private static IEnumerable<Diagnostic> Check(DatabaseDraft database, SourceSection block, KeepNewestSection keep, string path)
    {
        var key = $"{path}/keep_newest";
        const string Fix = "Write how many rows of each group stay, e.g. 'count: 200'.";
        if (keep.Count < 1)
        {
            yield return database.Error($"{key}/count", $"'{keep.Count}' rows cannot be kept.", Fix);
        }
        else if (keep.Count is null && !database.Document.Positions.Contains($"{key}/count"))
        {
            yield return database.Error(key, "The key 'count' is missing.", Fix);
        }

        if (!block.Create)
        {
            yield return database.ErrorAtKey(key, "The block makes no rows, so it keeps none.", "Remove 'keep_newest', or 'create: false'.");
        }

        if (keep.Newest.Length > 0 && Newest(database, block, keep.Newest) is var (what, fix))
        {
            yield return database.Error($"{key}/newest", what, fix);
        }

        if (keep.By is { } by && !block.Values.ContainsKey(by) && !block.Links.ContainsKey(by))
        {
            yield return database.Error(
                $"{key}/by",
                $"The block does not fill '{by}'.",
                $"Name a property or relation that its 'values' or 'links' fill. {NearestName.Suggest(by, [.. block.Links.Keys, .. block.Values.Keys])}".Trim());
        }
    }

    private static (string What, string Fix)? Newest(DatabaseDraft database, SourceSection block, string name) => database.Find(name) switch
    {
        { Kind: PropertyKind.Date or PropertyKind.Number } when block.Values.ContainsKey(name) => null,
        { Kind: PropertyKind.Date or PropertyKind.Number or null } => ($"The block does not fill '{name}'.", "Name a date or number that its 'values' fill."),
        { Kind: var kind } => ($"'{name}' is a {PropertyTypes.Word(kind)}, by which nothing is newer.", "Name a date or number that the block's 'values' fill."),
        null => ($"'{database.Id}' has no property '{name}'.", NearestName.Suggest(name, database.Names)),
    };
}
