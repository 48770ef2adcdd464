using NotionSync.Mapping.Checking;
using NotionSync.Mapping.Reading;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>Who writes pages is said as for properties: in an order, by those who have something to write.</summary>
internal sealed class Bodies : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from database in set.Databases
        from diagnostic in OfDatabase(set, database).Concat(OfBlocks(database))
        select diagnostic;

    private static IEnumerable<Diagnostic> OfDatabase(MappingSet set, DatabaseDraft database)
    {
        if (database.Content.Body is not { } body)
        {
            yield break;
        }

        string[] writers = [.. body.Writer.Select(writer => writer.ToLowerInvariant())];
        if (writers.Length == 0)
        {
            yield return database.ErrorAtKey("/body", "Nobody writes the pages.", "Add the key 'writer': us, or names of sources.");
        }

        string[] known = [WriterNames.Us, .. WriterNames.Sources.Union(set.Sources.Select(source => source.Name.ToLowerInvariant()))];
        foreach (var writer in writers.Where(writer => !known.Contains(writer)))
        {
            yield return writer is WriterNames.People or WriterNames.Seed
                ? database.Error(
                    "/body/writer",
                    $"'{writer}' cannot be named here.",
                    "People's text stands below ours in any case, and a seed row's 'body' is written when the row is made. Name us or sources.")
                : database.Error("/body/writer", $"Unknown writer '{writer}'.", NearestName.Suggest(writer, known));
        }

        foreach (var twice in writers.GroupBy(writer => writer).Where(group => group.Count() > 1))
        {
            yield return database.Error("/body/writer", $"The writer '{twice.Key}' is named twice.", "Name each once, in order of precedence.");
        }

        var isOurs = body.Value is not null || body.Pages.Count > 0;
        if (writers.Contains(WriterNames.Us) != isOurs)
        {
            yield return !isOurs
                ? database.ErrorAtKey("/body", "The pages are written by us and there is no expression.", "Add the key 'value', or name another writer.")
                : database.ErrorAtKey(
                    $"/body/{(body.Value is null ? "pages" : "value")}",
                    "The pages have an expression and are not written by us.",
                    $"Add 'us' to 'writer', or remove the key '{(body.Value is null ? "pages" : "value")}'.");
        }

        string[] titles = [.. SeedRowDraft.Of(database).Select(row => row.Title)];
        foreach (var page in body.Pages.Keys.Except(titles))
        {
            yield return database.ErrorAtKey(
                PositionMap.Join("/body/pages", page), $"No row of this file is called '{page}'.", NearestName.Suggest(page, titles));
        }

        if (database.Find(CommonProperties.Body) is { Section: not null } clash)
        {
            yield return database.ErrorAtKey(clash.Path, $"'{clash.Name}' is what the pages' content is called in plans and reports.", "Call the property otherwise.");
        }
    }

    private static IEnumerable<Diagnostic> OfBlocks(DatabaseDraft database)
    {
        var writers = database.Content.Body?.Writer.Select(writer => writer.ToLowerInvariant()).ToList();
        foreach (var (index, block) in database.Content.Sources.Index())
        {
            var source = block.Source.ToLowerInvariant();
            if (block.Body is null || source.Length == 0 || writers?.Contains(source) == true)
            {
                continue;
            }

            var path = $"/sources/{index}/body";
            yield return writers is null
                ? database.ErrorAtKey(path, $"'{database.Id}' does not say who writes its pages.", $"Add 'body: {{ writer: {source} }}' beside 'properties'.")
                : database.ErrorAtKey(
                    path,
                    $"The pages are not written by '{source}'.",
                    $"The 'writer' of 'body' is [{string.Join(", ", writers)}]; add '{source}' there, where its rank is, or remove the body here.");
        }
    }
}
