using NotionSync.Mapping;

namespace NotionSync.Tests.Core.Mapping;

/// <summary>
/// Two databases without a fault: <c>t.yaml</c>, to which tests add from line 4 on, and <c>u.yaml</c>, which has one property of most kinds, two
/// rows and a relation <c>Owner</c> to <c>t</c> whose other side is <c>Items</c>.
/// </summary>
internal static class TwoDatabases
{
    public const string Head = """
        database: { id: t, title: T }
        properties:
          Name: { type: title, writer: seed }

        """;

    public const string Other = """
        database: { id: u, title: U }
        properties:
          Item: { type: title, writer: seed }
          Amount: { type: number, writer: seed }
          Note: { type: text, writer: seed }
          Day: { type: date, writer: seed }
          Done: { type: checkbox, writer: seed }
          Doubled: { type: formula, expression: 'prop("Amount") * 2' }
          Owner: { type: relation, to: t, mirror: Items }
          Owners: { type: rollup, relation: Owner, function: count }
        rows:
          - { Item: One }
          - { Item: Two }
        """;

    public static FakeSource Prometheus { get; } = new("Prometheus", "series", "targets");

    /// <summary>The catalog of <c>t.yaml</c> with these lines after its third, and of <c>u.yaml</c>.</summary>
    public static CatalogResult Read(string lines, params FakeSource[] sources) =>
        CatalogReader.Read("mappings", [("t.yaml", Head + lines), ("u.yaml", Other)], sources.Length > 0 ? sources : [Prometheus]);

    /// <summary>Its faults, one line each.</summary>
    public static string[] Faults(string lines, params FakeSource[] sources) => [.. Read(lines, sources).Diagnostics.Select(diagnostic => diagnostic.ToString())];

    /// <summary>Asserts that the lines have exactly these faults.</summary>
    public static void AssertFaults(string lines, params string[] expected) =>
        Assert.Equal(string.Join('\n', expected), string.Join('\n', Faults(lines)));
}
