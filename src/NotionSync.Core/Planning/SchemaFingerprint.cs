using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NotionSync.Model;

namespace NotionSync.Planning;

/// <summary>Tells whether a mapping changed since its schema was last applied.</summary>
public static class SchemaFingerprint
{
    /// <summary>Of a property's configuration; its name and mark do not count.</summary>
    public static string Of(PropertySchema schema) => Hash(schema switch
    {
        PropertySchema.Number number => $"number {number.Format}",
        PropertySchema.Select select => "select " + Options(select.Options),
        PropertySchema.MultiSelect multi => "multi_select " + Options(multi.Options),
        PropertySchema.Relation relation => $"relation {relation.Database} {relation.Mirror}",
        PropertySchema.Rollup rollup => $"rollup {rollup.Via}|{rollup.Of}|{rollup.Function}",
        PropertySchema.Formula formula => $"formula {formula.Expression}",
        _ => schema.Kind.ToString(),
    });

    /// <summary>Of a view.</summary>
    public static string Of(ViewSchema view) => Hash(string.Join(
        '\n',
        view.Name,
        view.Type,
        string.Join('|', view.Properties),
        view.GroupBy,
        view.Date,
        view.EndDate,
        string.Join('|', view.Where.Select(condition => $"{condition.Property} {condition.Operator} {condition.Value.ToJsonString()}")),
        string.Join('|', view.Sort.Select(sort => $"{sort.Property} {sort.Descending}")),
        view.Chart));

    // Colours may be changed by people and are no reason to write.
    private static string Options(ImmutableArray<PropertySchema.SelectOption> options) => string.Join('|', options.Select(option => option.Name));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
