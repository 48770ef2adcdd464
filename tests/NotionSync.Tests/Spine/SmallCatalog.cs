using System.Collections.Immutable;
using NotionSync.Mapping;

namespace NotionSync.Tests.Spine;

/// <summary>Catalogs of two databases, for what the twelve do not show.</summary>
internal static class SmallCatalog
{
    private const string Things = """
        database: { id: things, title: Things }
        properties:
          Thing: { type: title, writer: [seed, prometheus] }
          Words: { type: text, writer: [seed, prometheus] }
          At: { type: date, writer: [seed, prometheus] }
          Colour: { type: select, writer: [seed, prometheus], options: [Red, Green] }
          Size: { type: number, writer: [seed, prometheus] }
          Doubled: { type: formula, expression: prop("Size") * 2 }
          Next: { type: relation, to: things, mirror: Previous }
          Boxes: { type: relation, to: boxes, mirror: Things }
        sources:
          - source: Prometheus
            kind: series
            read: { by: [thing], queries: { a: up } }
            key: key
            values: { Thing: key, Words: words, At: at, Colour: colour, Size: size }
        """;

    private const string Boxes = """
        database: { id: boxes, title: Boxes }
        properties:
          Box: { type: title, writer: seed }
          Contents: { type: rollup, relation: Things, property: Size, function: sum }
        """;

    /// <summary>The catalog with these seed rows, each as YAML in flow style.</summary>
    public static Catalog With(IEnumerable<string> things, IEnumerable<string>? boxes = null)
    {
        var result = CatalogReader.Read(
            "mappings",
            [("mappings/things.yaml", Things + Rows(things)), ("mappings/boxes.yaml", Boxes + Rows(boxes ?? []))],
            [new FakePrometheus()]);
        Assert.True(result.Catalog is not null, string.Join('\n', result.Diagnostics));
        return result.Catalog;
    }

    private static string Rows(IEnumerable<string> rows) => rows.ToImmutableArray() is { IsEmpty: false } given
        ? "\nrows:\n" + string.Join('\n', given.Select(row => $"  - {row}")) + "\n"
        : "\n";
}
