using System.Security.Cryptography;
using System.Text;
using NotionSync.Model;

namespace NotionSync.Mapping;

/// <summary>
/// The marks by which we know databases and properties again after people renamed them: they stand in the descriptions and read as
/// a remark to a person.
/// </summary>
public static class Marks
{
    private const string DatabaseLead = "Kept by NotionSync · ";
    private const string Separator = " · ";

    /// <summary>A database's description: the mapping's own words, then the mark.</summary>
    public static string ForDatabase(string description, string id) => description.Length == 0 ? DatabaseLead + id : $"{description} {DatabaseLead}{id}";

    /// <summary>The end of a home page's first text, by the mapping id of the database whose file declares it.</summary>
    public static string ForHome(string id) => $"{DatabaseLead}{id} home";

    /// <summary>The mapping id in a database's description; null when it has no mark.</summary>
    public static string? DatabaseId(string description) =>
        description.LastIndexOf(DatabaseLead, StringComparison.Ordinal) is var at and >= 0 ? description[(at + DatabaseLead.Length)..].Trim() : null;

    /// <summary>
    /// A property's description, e.g. <c>Written by Prometheus, CloudWatch · Uptime</c>; a formula's ends with the hash of its expression, which
    /// Notion rewrites: <c>Computed by Notion · Age (h) · 3fa2c19b</c>.
    /// </summary>
    public static string ForProperty(PropertySchema schema, IEnumerable<string> writers, string? note)
    {
        var lead = schema switch
        {
            PropertySchema.Rollup or PropertySchema.Formula => "Computed by Notion",
            PropertySchema.Relation => "Linked by NotionSync",
            _ => "Written by " + string.Join(", ", writers.Select(Shown)),
        };
        var hash = schema is PropertySchema.Formula formula ? Separator + Hash(formula.Expression) : "";
        return $"{(note is null ? "" : note + " ")}{lead}{Separator}{schema.Name}{hash}";
    }

    /// <summary>Whether a description is the mark of this property, whatever its writers or note were when it was made.</summary>
    public static bool IsMarkOf(string description, string property, PropertyKind kind) => kind is PropertyKind.Formula
        ? description.Contains($"{Separator}{property}{Separator}", StringComparison.Ordinal)
        : description.EndsWith(Separator + property, StringComparison.Ordinal);

    private static string Hash(string expression) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(expression)))[..8];

    private static string Shown(string writer) => writer switch
    {
        "seed" => "people, after a first value",
        "us" => "NotionSync",
        _ => writer,
    };
}
