using NotionSync.Mapping.Checking;
using NotionSync.Mapping.Files;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>A source block reads a kind of a source that exists, with settings that it takes, under a name of its own.</summary>
internal sealed class SourceBlocks : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from database in set.Databases
        from diagnostic in database.Content.Sources.Index()
            .SelectMany(block => Check(set, database, block.Item, $"/sources/{block.Index}"))
            .Concat(Names(database))
        select diagnostic;

    private static IEnumerable<Diagnostic> Check(MappingSet set, DatabaseDraft database, SourceSection block, string path)
    {
        if (block.Source.Length == 0)
        {
            yield break;
        }

        if (set.FindSource(block.Source) is not { } source)
        {
            yield return database.Error(
                $"{path}/source",
                $"There is no source '{block.Source}'.",
                NearestName.Suggest(block.Source, [.. set.Sources.Select(known => known.Name)]));
            yield break;
        }

        if (block.Kind.Length > 0 && source.Kinds.All(kind => kind.Name != block.Kind))
        {
            yield return database.Error(
                $"{path}/kind",
                $"{source.Name} has no kind '{block.Kind}'.",
                NearestName.Suggest(block.Kind, [.. source.Kinds.Select(kind => kind.Name)]));
            yield break;
        }

        foreach (var fault in block.Kind.Length == 0 ? [] : source.CheckSettings(block.Kind, block.Read))
        {
            yield return database.Error($"{path}/read{fault.Path}", fault.What, fault.Fix);
        }
    }

    private static IEnumerable<Diagnostic> Names(DatabaseDraft database) =>
        from same in database.Content.Sources.Index().GroupBy(block => BlockNames.Of(block.Item))
        from again in same.Skip(1)
        select database.Error($"/sources/{again.Index}", $"A second block is called '{same.Key}'.", "Add the key 'name' with a name of its own.");
}
