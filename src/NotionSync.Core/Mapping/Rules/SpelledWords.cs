using NotionSync.Mapping.Checking;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>Words that must be one of a few are: what happens to what is missing, formats of numbers, spans of time.</summary>
internal sealed class SpelledWords : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from database in set.Databases
        from diagnostic in database.Mapped.SelectMany(property => OfProperty(database, property)).Concat(OfBlocks(database))
        select diagnostic;

    private static IEnumerable<Diagnostic> OfProperty(DatabaseDraft database, PropertyDraft property)
    {
        var (path, section) = (property.Path, property.Section!);
        if (!Words.MissingValue.Contains(section.Missing))
        {
            yield return database.Error($"{path}/missing", $"Unknown word '{section.Missing}'.", NearestName.Suggest(section.Missing, Words.MissingValue));
        }

        if (section.Format is { } format && !Words.NumberFormats.Contains(format))
        {
            yield return database.Warning($"{path}/format", $"'{format}' is no number format that we know.", Nearest(format));
        }

        if (section.Silence is { } silence && Words.Span(silence) is null)
        {
            yield return database.Error($"{path}/silence", $"'{silence}' is no span of time.", "Write a number with m, h or d, e.g. 30m, 6h, 1d.");
        }

        if (section is { Silence: not null, Tolerance: null } && property.Kind is PropertyKind.Number)
        {
            yield return database.ErrorAtKey(
                $"{path}/silence",
                $"'{property.Name}' has a silence and no tolerance.",
                "Without a tolerance each change is written at once; add one or remove 'silence'.");
        }

        if (section.Tolerance is < 0)
        {
            yield return database.Error(
                $"{path}/tolerance",
                $"The tolerance '{section.Tolerance}' is below zero.",
                "Write how much a change may be without being worth a write.");
        }
    }

    private static IEnumerable<Diagnostic> OfBlocks(DatabaseDraft database) =>
        from block in database.Content.Sources.Index()
        where !Words.MissingRecord.Contains(block.Item.Missing)
        select database.Error(
            $"/sources/{block.Index}/missing",
            $"Unknown word '{block.Item.Missing}'.",
            NearestName.Suggest(block.Item.Missing, Words.MissingRecord));

    private static string Nearest(string format) => NearestName.Find(format, Words.NumberFormats) is { } name
        ? $"Did you mean '{name}'?"
        : "Notion may refuse it; its formats are number, percent, dollar and other currencies.";
}
