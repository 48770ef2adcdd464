namespace NotionSync.Scenarios.Memory;

/// <summary>Databases for <see cref="ManyRecords"/>: a row for each record, linked with the row of its lab, and a few rows that records only enrich.</summary>
internal static class ManyRowsMapping
{
    private const string Models = """
        database: { id: models, title: Models }
        properties:
          Model: { type: title, writer: registry }
          Version: { type: text, writer: registry }
          Stage: { type: select, writer: registry, options: [Production, Testing] }
          Accuracy: { type: number, writer: registry }
          Loss: { type: number, writer: registry }
          Trained: { type: date, writer: registry }
          Page: { type: url, writer: registry }
          Description: { type: text, writer: registry }
          Grade: { type: text, writer: us, value: "if(Accuracy > `0.5`, 'good', 'poor')" }
          Lab: { type: relation, to: labs, mirror: Models }
        sources:
          - source: Registry
            kind: http
            read: { path: records, paging: { by: page } }
            key: key
            values: { Model: name, Version: version, Stage: stage, Accuracy: accuracy, Loss: loss, Trained: trained, Page: url, Description: notes }
            links: { Lab: lab }
        """;

    private const string Labs = """
        database: { id: labs, title: Labs }
        properties:
          Lab: { type: title, writer: registry }
        sources:
          - source: Registry
            kind: http
            name: labs
            read: { path: records, paging: { by: page } }
            key: lab
            values: { Lab: lab }
        """;

    private const string Reviews = """
        database: { id: reviews, title: Reviews }
        properties:
          Review: { type: title, writer: seed }
          Accuracy: { type: number, writer: registry }
          Description: { type: text, writer: registry }
        rows:
          - { Review: Model 7 }
          - { Review: Model 4711 }
        sources:
          - source: Registry
            kind: http
            name: reviews
            read: { path: records, paging: { by: page } }
            key: key
            match: { Review: name }
            create: false
            values: { Accuracy: accuracy, Description: notes }
        """;

    /// <summary>Files that make a row of each record.</summary>
    public static IReadOnlyDictionary<string, string> Rows { get; } = new Dictionary<string, string> { ["models.yaml"] = Models, ["labs.yaml"] = Labs };

    /// <summary>Files of rows that records only enrich.</summary>
    public static IReadOnlyDictionary<string, string> Enriched { get; } = new Dictionary<string, string> { ["reviews.yaml"] = Reviews };
}
