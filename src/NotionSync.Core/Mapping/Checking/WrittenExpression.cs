using System.Text.Json.Nodes;
using NotionSync.Mapping.Expressions;
using NotionSync.Mapping.Reading;
using NotionSync.Model;

namespace NotionSync.Mapping.Checking;

/// <summary>What an expression is evaluated over.</summary>
internal enum Sight
{
    /// <summary>A record of a source.</summary>
    Record,

    /// <summary>A row of this database with <c>links</c>, <c>samples</c> and <c>now</c>.</summary>
    OwnRow,

    /// <summary>As <see cref="OwnRow"/>, with <c>relations</c>.</summary>
    OneRow,

    /// <summary>A row of another database with <c>self</c> and <c>now</c>.</summary>
    OtherRow,
}

/// <summary>An expression where it stands in a file.</summary>
/// <param name="Text">As written.</param>
/// <param name="Owner">What it is for: a property's name, or the key.</param>
/// <param name="Path">Its path in the file.</param>
/// <param name="Position">Its place.</param>
/// <param name="Sees">What it is evaluated over.</param>
internal sealed record WrittenExpression(string Text, string Owner, string Path, SourcePosition Position, Sight Sees)
{
    /// <summary>Every expression of a database's file.</summary>
    public static IEnumerable<WrittenExpression> All(DatabaseDraft database) =>
    [
        .. database.Mapped.Where(property => property.Section?.Value is not null)
            .Select(property => At(database, property.Section!.Value!, property.Name, $"{property.Path}/value", Sight.OwnRow)),
        .. database.Content.Body?.Value is { } body ? [At(database, body, CommonProperties.Body, "/body/value", Sight.OwnRow)] : Array.Empty<WrittenExpression>(),
        .. OfPages(database),
        .. database.Content.Links.Index().SelectMany(rule => OfRule(database, rule.Item.Rows, rule.Item.Where, rule.Item.Property, $"/links/{rule.Index}")),
        .. database.Content.Sources.Index().SelectMany(block => OfBlock(database, block.Item, $"/sources/{block.Index}")),
    ];

    /// <summary>The expressions for pages of single rows, each with the row's title as its owner.</summary>
    public static IEnumerable<WrittenExpression> OfPages(DatabaseDraft database) => database.Content.Body is not { } section
        ? []
        : section.Pages.Select(page => At(database, page.Value, page.Key, PositionMap.Join("/body/pages", page.Key), Sight.OneRow));

    /// <summary>An expression at a path of a database's file.</summary>
    public static WrittenExpression At(DatabaseDraft database, string text, string owner, string path, Sight sees) =>
        new(text, owner, path, database.Document.Positions.Value(path), sees);

    /// <summary>Parses it.</summary>
    /// <exception cref="ExpressionException">It is no expression.</exception>
    public JmesPathExpression Parse() => JmesPathExpression.Parse(Text, Owner, Position);

    /// <summary>An input of the right form that knows nothing, for a dry run.</summary>
    public JsonObject EmptyInput() => Sees switch
    {
        Sight.Record => [],
        Sight.OwnRow => new JsonObject { ["links"] = new JsonObject(), ["samples"] = new JsonObject(), ["now"] = SampleInstant },
        Sight.OneRow => new JsonObject
        {
            ["links"] = new JsonObject(),
            ["relations"] = new JsonObject(),
            ["samples"] = new JsonObject(),
            ["now"] = SampleInstant,
        },
        _ => new JsonObject { ["self"] = new JsonObject(), ["now"] = SampleInstant },
    };

    private const string SampleInstant = "2026-01-01T00:00:00Z";

    private static IEnumerable<WrittenExpression> OfRule(DatabaseDraft database, string? rows, string where, string owner, string path)
    {
        if (rows is not null)
        {
            yield return At(database, rows, owner, $"{path}/rows", Sight.OwnRow);
        }

        if (where.Length > 0)
        {
            yield return At(database, where, owner, $"{path}/where", Sight.OtherRow);
        }
    }

    private static IEnumerable<WrittenExpression> OfBlock(DatabaseDraft database, Files.SourceSection block, string path)
    {
        (string Key, string? Text)[] single = [("where", block.Where), ("key", block.Key), ("body", block.Body)];
        (string Key, IReadOnlyDictionary<string, string> Texts)[] several = [("match", block.Match), ("values", block.Values), ("links", block.Links)];
        return
        [
            .. single.Where(entry => entry.Text is { Length: > 0 }).Select(entry => At(database, entry.Text!, entry.Key, $"{path}/{entry.Key}", Sight.Record)),
            .. from entry in several
               from pair in entry.Texts
               select At(database, pair.Value, pair.Key, PositionMap.Join($"{path}/{entry.Key}", pair.Key), Sight.Record),
        ];
    }
}
