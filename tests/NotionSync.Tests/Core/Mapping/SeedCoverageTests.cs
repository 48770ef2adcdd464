using NotionSync.Mapping;
using NotionSync.Model;

namespace NotionSync.Tests.Core.Mapping;

/// <summary>Nothing of the design documents' tables is dropped: each cell's words stand in the row that it became.</summary>
public sealed class SeedCoverageTests
{
    private static readonly Lazy<Catalog> Mapped = new(() => ProductFiles.Read() is { Catalog: { } catalog } ? catalog : throw new InvalidOperationException("The mapping files are not valid."));
    private static readonly Lazy<IReadOnlyList<SeedTable>> Tables = new(() => SeedTables.Read(File.ReadAllText(SeedTables.File)));

    /// <summary>Database by the beginning of a table's heading, emoji apart.</summary>
    private static readonly (string Heading, string Database)[] Places =
    [
        ("Model Documentation", "docs"),
        ("System Architecture", "docs"),
        ("Knowledge Base & ADRs", "docs"),
        ("API Overview", "apis"),
        ("Authentication Reference", "apis"),
        ("Performance & Observability", "metrics"),
        ("Integration & Dependencies", "apis"),
        ("1. Executive Console", "console"),
        ("2. Product & Service Tracker", "products"),
        ("3. Model Management", "models"),
        ("4. Dataset Registry", "datasets"),
        ("5. Pipeline Tracker", "pipelines"),
        ("6. Infra & DevOps Tracker", "infra"),
        ("7. API & Integration Tracker", "apis"),
        ("8. Monitoring & Analytics", "metrics"),
        ("9. Incident & Runbook Management", "incidents"),
        ("10. Documentation & Diagrams", "docs"),
        ("11. Dashboard Integrations", "integrations"),
        ("12. Project Templates", "templates"),
    ];

    /// <summary>Rows that the documents name in several ways.</summary>
    private static readonly Dictionary<string, string> Titles = new()
    {
        ["Overall System View (C4)"] = "System Architecture (C4)",
        ["System Architecture"] = "System Architecture (C4)",
        ["ADRs (Design Decisions)"] = "ADRs",
        ["ADRs (Design Records)"] = "ADRs",
        ["Infra Runbooks"] = "Runbooks",
        ["LLM Service (Core)"] = "LLM Service",
        ["Metrics API"] = "Metrics API (Internal Telemetry)",
        ["Internal Telemetry"] = "Metrics API (Internal Telemetry)",
        ["ECS Service Discovery (Cloud Map)"] = "ECS Service Discovery",
        ["API Latency (P95)"] = "API Latency",
        ["Throughput (req/s)"] = "Throughput",
        ["HMAC-Signed Requests"] = "HMAC",
    };

    public static TheoryData<string> Headings => [.. Places.Select(place => place.Heading)];

    [Fact]
    public void Every_table_of_the_documents_has_a_database()
    {
        Assert.Equal(Places.Length, Tables.Value.Count);
        Assert.All(Tables.Value, table => Assert.Contains(Places, place => Bare(table).StartsWith(place.Heading, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Headings))]
    public void Every_value_of_the_documents_tables_stands_in_its_row(string heading)
    {
        var words = new SeedWords(Mapped.Value);
        var table = Tables.Value.Single(table => Bare(table).StartsWith(heading, StringComparison.Ordinal));

        var missing = from cells in table.Rows
                      from row in RowsOf(table, heading, cells)
                      let has = words.Of(row)
                      from cell in cells.Index()
                      let lacking = SeedWords.Missing(SeedTables.Plain(cell.Item), has).ToArray()
                      where lacking.Length > 0
                      select $"{row}, {table.Columns[cell.Index]} '{cell.Item}': {string.Join(' ', lacking)}";

        Assert.Empty(missing);
    }

    [Fact]
    public void A_word_that_no_property_holds_is_found_missing()
    {
        var words = new SeedWords(Mapped.Value).Of(new RowRef("incidents", RowKey.Of("seed", "incidents", "inc-2025-09-20")));

        Assert.Empty(SeedWords.Missing("🔴 Critical", words));
        Assert.Equal(["Low"], SeedWords.Missing("🟢 Low", words));
    }

    private static string Bare(SeedTable table) => string.Concat(table.Heading.SkipWhile(character => !char.IsAscii(character) || character == ' '));

    private static IReadOnlyList<RowRef> RowsOf(SeedTable table, string heading, string[] cells)
    {
        var database = Mapped.Value[Places.Single(place => place.Heading == heading).Database];
        var name = Titles.GetValueOrDefault(SeedTables.Plain(cells[0]), SeedTables.Plain(cells[0]));
        Func<SeedRow, bool> isIt = heading switch
        {
            "Model Documentation" => row => row.Title == $"{name.Split(' ')[0]} model card",
            "3. Model Management" => row => row.Title == $"{name} {cells[Array.IndexOf(table.Columns, "Version")]}",
            "Authentication Reference" => row => row.Values.GetValueOrDefault("Auth method") is PropertyValue.Select method && method.Option == name,
            _ => row => row.Title == name,
        };
        RowRef[] rows = [.. database.Rows.Where(isIt).Select(row => new RowRef(database.Id, row.Key))];
        return rows.Length > 0 ? rows : throw new InvalidOperationException($"No row of '{database.Id}' is '{name}'.");
    }
}
