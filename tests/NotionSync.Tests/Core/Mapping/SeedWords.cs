using System.Globalization;
using System.Text.RegularExpressions;
using NotionSync.Mapping;
using NotionSync.Model;

namespace NotionSync.Tests.Core.Mapping;

/// <summary>The words of seed rows: names and values of their properties, their page, and what they are linked with.</summary>
internal sealed partial class SeedWords(Catalog catalog)
{
    // The documents shorten two names of stages.
    private static readonly Dictionary<string, string> Short = new(StringComparer.OrdinalIgnoreCase) { ["Prod"] = "Production", ["Test"] = "Testing" };

    private readonly Dictionary<RowRef, SeedRow> _rows = catalog.Databases
        .SelectMany(database => database.Rows.Select(row => (Ref: new RowRef(database.Id, row.Key), row)))
        .ToDictionary(entry => entry.Ref, entry => entry.row);

    /// <summary>The words of a text: runs of letters and digits, decimal points within. Emoji, signs and markup are none.</summary>
    public static IEnumerable<string> Of(string text) => Word().Matches(text).Select(match => match.Value);

    /// <summary>Words of a cell that a row lacks.</summary>
    public static IEnumerable<string> Missing(string cell, IReadOnlySet<string> row) =>
        Of(cell).Where(word => !row.Contains(word) && !(Short.TryGetValue(word, out var whole) && row.Contains(whole)));

    /// <summary>The words of one row, letter case not counted.</summary>
    public IReadOnlySet<string> Of(RowRef row)
    {
        var texts = _rows[row].Values.SelectMany(value => Shown(value.Value).Prepend(value.Key)).Append(_rows[row].Body ?? "");
        var relations = catalog[row.Database].Properties.Where(property => property.Schema is PropertySchema.Relation).Select(property => property.Schema.Name);
        return texts.Concat(Linked(row).SelectMany(Names)).Concat(relations).SelectMany(Of).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private IEnumerable<RowRef> Linked(RowRef row) =>
        _rows[row].Links.Values.SelectMany(links => links)
            .Concat(_rows.Where(other => other.Value.Links.Values.Any(links => links.Contains(row))).Select(other => other.Key));

    // A link names its row by title; a document also by where it lies.
    private IEnumerable<string> Names(RowRef row) =>
        [_rows[row].Title, .. _rows[row].Values.Values.OfType<PropertyValue.Url>().Select(url => url.Address)];

    private static IEnumerable<string> Shown(PropertyValue value) => value switch
    {
        PropertyValue.Text text => [text.Content],
        PropertyValue.Number number => [Figure(number.Amount), Figure(number.Amount * 100)],
        PropertyValue.Select select => [select.Option],
        PropertyValue.MultiSelect multi => multi.Options,
        PropertyValue.Date date => [date.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
        PropertyValue.Url url => [url.Address],
        _ => [],
    };

    private static string Figure(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[\p{L}\p{Nd}]+(?:\.\p{Nd}+)*")]
    private static partial Regex Word();
}
