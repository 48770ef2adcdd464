using System.Collections.Immutable;
using NotionSync.Mapping.Files;
using NotionSync.Mapping.Reading;
using NotionSync.Model;

namespace NotionSync.Mapping.Checking;

/// <summary>Makes the catalog from mapping files that keep all rules.</summary>
internal sealed class CatalogBuilder(MappingSet set)
{
    private readonly Dictionary<string, SeedRowIndex> _rows = set.Databases.ToDictionary(database => database.Id, database => new SeedRowIndex(database));

    public Catalog Build() => new([.. set.Databases.Select(Database)]) { Home = set.Databases.Select(database => HomePageBuilder.Of(database, set)).FirstOrDefault(home => home is not null) };

    private DatabaseMapping Database(DatabaseDraft database) => new()
    {
        Id = database.Id,
        Title = database.Content.Database.Title,
        Icon = database.Content.Database.Icon,
        IsUrgent = database.Content.Database.Urgent,
        Description = Marks.ForDatabase(database.Content.Database.Description, database.Id),
        File = database.Document.File,
        Properties =
        [
            .. database.Mapped.Select(property => Mapped(database, property)),
            .. database.Properties.Where(property => property.IsMirror).Select(Mirror),
            .. CommonProperties.All,
            .. database.Content.Body is null ? Array.Empty<PropertyMapping>() : [CommonProperties.Version],
        ],
        Body = database.Content.Body is { } body ? Body(database, body) : null,
        Pages = database.Content.Body is { } section ? Pages(database, section) : ImmutableSortedDictionary<RowKey, PropertyMapping>.Empty,
        Views = [.. database.Content.Views.Select(view => View(database, view))],
        LinkRules = [.. database.Content.Links.Select((rule, index) => LinkRuleOf(database, rule, $"/links/{index}"))],
        Sources = [.. database.Content.Sources.Select((block, index) => Block(database, block, $"/sources/{index}"))],
        Rows = [.. SeedRowDraft.Of(database).Select(Row)],
    };

    private PropertyMapping Mapped(DatabaseDraft database, PropertyDraft property)
    {
        var section = property.Section!;
        ImmutableArray<string> writers = property.IsComputed ? [WriterNames.Notion] : [.. section.Writer.Select(writer => writer.ToLowerInvariant())];
        var schema = PropertySchemas.Of(property, section, set.Find(property.To ?? database.Find(section.Relation ?? "")?.To));
        return new PropertyMapping
        {
            Schema = schema with { Mark = Marks.ForProperty(schema, writers, section.Note) },
            Writers = writers,
            Value = section.Value is { } value ? WrittenExpression.At(database, value, property.Name, $"{property.Path}/value", Sight.OwnRow).Parse() : null,
            Samples = section.Samples ?? 0,
            Tolerance = section.Tolerance,
            Silence = section.Silence is { } silence ? Words.Span(silence) : null,
            People = section.People is { } people ? new PeopleRule([.. people.MaySet], [.. people.Until]) : null,
            ClearWhenMissing = section.Missing == "clear",
            Open = section.Open,
        };
    }

    private static PropertyMapping Body(DatabaseDraft database, BodySection section) => new()
    {
        Schema = new PropertySchema.Text { Name = CommonProperties.Body },
        Writers = [.. section.Writer.Select(writer => writer.ToLowerInvariant())],
        Value = section.Value is { } value ? WrittenExpression.At(database, value, CommonProperties.Body, "/body/value", Sight.OwnRow).Parse() : null,
    };

    private static ImmutableSortedDictionary<RowKey, PropertyMapping> Pages(DatabaseDraft database, BodySection section)
    {
        var body = Body(database, section);
        var rows = SeedRowDraft.Of(database).ToLookup(row => row.Title);
        return WrittenExpression.OfPages(database).ToImmutableSortedDictionary(
            written => rows[written.Owner].First().Key, written => body with { Value = written.Parse() });
    }

    private static PropertyMapping Mirror(PropertyDraft mirror) => new()
    {
        Schema = new PropertySchema.Relation(mirror.To!, mirror.Twin!) { Name = mirror.Name },
        Writers = [],
        IsMirror = true,
    };

    /// <summary>A view of this database, whatever file it stands in.</summary>
    public static ViewSchema View(DatabaseDraft database, ViewSection view) => new()
    {
        Name = view.Name,
        Type = view.Type,
        Properties = [.. view.Show],
        GroupBy = view.GroupBy,
        Date = view.Date,
        EndDate = view.EndDate,
        Where = [.. view.Where.Select(condition => ConditionText.Parse(condition)!)],
        Sort = [.. view.Sort.Select(sort => SortText.Parse(sort, name => database.Find(name) is not null))],
        Chart = view.Chart is { } chart ? new ViewChart(chart, view.X, view.Aggregate ?? "count", view.Of) : null,
    };

    private static LinkRule LinkRuleOf(DatabaseDraft database, LinkRuleSection rule, string path) => new(
        rule.Property,
        rule.Rows is { } rows ? WrittenExpression.At(database, rows, rule.Property, $"{path}/rows", Sight.OwnRow).Parse() : null,
        WrittenExpression.At(database, rule.Where, rule.Property, $"{path}/where", Sight.OtherRow).Parse());

    private static SourceBlock Block(DatabaseDraft database, SourceSection block, string path)
    {
        IExpression Parse(string text, string key) => WrittenExpression.At(database, text, key, $"{path}/{key}", Sight.Record).Parse();
        ImmutableArray<KeyValuePair<string, IExpression>> ParseAll(IReadOnlyDictionary<string, string> texts, string key) =>
        [
            .. texts.Select(pair => KeyValuePair.Create<string, IExpression>(
                pair.Key,
                WrittenExpression.At(database, pair.Value, pair.Key, PositionMap.Join($"{path}/{key}", pair.Key), Sight.Record).Parse())),
        ];
        return new SourceBlock
        {
            Source = block.Source.ToLowerInvariant(),
            Kind = block.Kind,
            Name = BlockNames.Of(block),
            Read = block.Read,
            Where = block.Where is { } where ? Parse(where, "where") : null,
            Key = Parse(block.Key, "key"),
            Match = ParseAll(block.Match, "match"),
            Create = block.Create,
            KeepNewest = block.KeepNewest is { } keep ? new KeepNewest(keep.Count!.Value, keep.By, keep.Newest) : null,
            Missing = Enum.Parse<MissingPolicy>(block.Missing, ignoreCase: true),
            Values = ParseAll(block.Values, "values"),
            Body = block.Body is { } body ? Parse(body, "body") : null,
            Links = ParseAll(block.Links, "links"),
            Position = database.Document.Positions.Value(path),
        };
    }

    private SeedRow Row(SeedRowDraft row)
    {
        var values = ImmutableDictionary.CreateBuilder<string, PropertyValue>();
        var links = ImmutableDictionary.CreateBuilder<string, ImmutableArray<RowRef>>();
        foreach (var (name, node) in row.Members)
        {
            var property = row.Database.Find(name)!;
            if (property.Kind is PropertyKind.Relation)
            {
                links[name] = [.. (SeedValues.Texts(node) ?? []).Select(title => new RowRef(property.To!, _rows[property.To!].Find(title)[0].Key)).Distinct()];
            }
            else if (SeedValues.Read(property, node).Value is { } value)
            {
                values[name] = value;
            }
        }

        return new SeedRow(
            row.Key,
            row.Title,
            values.ToImmutable(),
            links.ToImmutable(),
            row.Content[SeedRowDraft.IconWord]?.GetValue<string>(),
            row.Content[SeedRowDraft.BodyWord]?.GetValue<string>(),
            row.Database.Document.Positions.Value(row.Path));
    }
}
