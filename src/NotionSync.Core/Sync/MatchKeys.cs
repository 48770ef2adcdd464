using System.Collections.Immutable;
using System.Globalization;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>The values by which a row and a record are known to be the same thing, as one text.</summary>
internal static class MatchKeys
{
    private const char Separator = '\u001f';

    /// <summary>What a record's row must hold; null when a value is missing, for nothing is the same as nothing.</summary>
    public static string? Of(MappedRecord record) => Join(record.Match.Select(entry => entry.Value));

    /// <summary>What a row will hold when it is written next, as far as claims tell; null when a value is missing.</summary>
    /// <param name="database">The row's database.</param>
    /// <param name="properties">By which properties.</param>
    /// <param name="row">As the ledger has it.</param>
    /// <param name="claims">Claims on it, by claimant.</param>
    public static string? Of(DatabaseMapping database, ImmutableArray<string> properties, LedgerRow row, IReadOnlyCollection<Claim> claims) =>
        Join(properties.Select(name => database.Find(name) is { } property ? Plain(Value(property, row, claims)) : null));

    /// <summary>A value as text; null for none.</summary>
    public static string? Plain(PropertyValue? value) => value switch
    {
        null or PropertyValue.Empty or PropertyValue.Text { Content: "" } => null,
        PropertyValue.Text text => text.Content,
        PropertyValue.Select select => select.Option,
        PropertyValue.Number number => (number.Amount / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        PropertyValue.Url url => url.Address,
        _ => ValueText.Write(value),
    };

    private static string? Join(IEnumerable<string?> values) =>
        values.ToList() is { Count: > 0 } all && all.TrueForAll(value => value is not null) ? string.Join(Separator, all) : null;

    private static PropertyValue? Value(PropertyMapping property, LedgerRow row, IReadOnlyCollection<Claim> claims)
    {
        var name = property.Schema.Name;
        foreach (var writer in property.Writers.Where(writer => writer != "seed"))
        {
            if (claims.FirstOrDefault(claim => claim.Writer == writer && claim.Absences == 0 && claim.Values.ContainsKey(name)) is { } claim)
            {
                return claim.Values[name];
            }
        }

        return (row.PageId is null ? claims.FirstOrDefault(claim => claim.Writer == "seed")?.Values.GetValueOrDefault(name) : null)
            ?? (property.Schema is PropertySchema.Title ? new PropertyValue.Text(row.Title) : row.Values.GetValueOrDefault(name));
    }
}
