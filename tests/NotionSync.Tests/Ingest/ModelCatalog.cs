using NotionSync.Abstractions;
using NotionSync.Mapping;

namespace NotionSync.Tests.Ingest;

/// <summary>Two databases that two sources fill: one makes the models, the other knows more of them; a third block takes the same records for labs.</summary>
internal static class ModelCatalog
{
    private const string Models = """
        database: { id: models, title: Models }
        properties:
          Model: { type: title, writer: [seed, mlflow, wandb] }
          Name: { type: text, writer: [seed, mlflow, wandb] }
          Version: { type: text, writer: [seed, mlflow, wandb] }
          Accuracy: { type: number, writer: mlflow }
          Score: { type: number, writer: wandb }
          Lab: { type: relation, to: labs, mirror: Models }
        sources:
          - source: MLflow
            kind: version
            read: { pages: 2, words: [a, b] }
            key: key
            match: { Name: name, Version: version }
            values: { Model: "concat(name, ' v', version)", Name: name, Version: version, Accuracy: accuracy }
            links: { Lab: lab }
          - source: Wandb
            kind: artifact
            key: key
            match: { Name: name, Version: version }
            create: false
            values: { Score: score }
        """;

    private const string Labs = """
        database: { id: labs, title: Labs }
        properties:
          Lab: { type: title, writer: [seed, mlflow] }
          Place: { type: text, writer: mlflow }
        sources:
          - source: MLflow
            kind: version
            read: { words: [a, b], pages: 2.0, rest: null }
            name: labs
            where: lab != `null`
            key: lab || key
            values: { Lab: lab, Place: place }
        """;

    private const string Integrations = """
        database: { id: integrations, title: Integrations }
        properties:
          Tool: { type: title, writer: seed }
          Integration status: { type: select, writer: us, options: [Connected, Degraded, Failing] }
          Last sync: { type: date, writer: us }
          Errors: { type: number, writer: us }
          Sync now: { type: checkbox, writer: [us, people] }
          Approve removals: { type: checkbox, writer: [us, people] }
        """;

    /// <summary>The catalog.</summary>
    /// <param name="sources">Named MLflow and Wandb.</param>
    /// <param name="change">A change of the text of the models' mapping; none when left out.</param>
    /// <param name="withIntegrations">Whether there is a database that tells how sources fare.</param>
    public static Catalog With(IReadOnlyList<ISource> sources, Func<string, string>? change = null, bool withIntegrations = false)
    {
        (string, string)[] files = [("mappings/1-models.yaml", change is null ? Models : change(Models)), ("mappings/2-labs.yaml", Labs)];
        var result = CatalogReader.Read("mappings", withIntegrations ? [.. files, ("mappings/3-integrations.yaml", Integrations)] : files, sources);
        Assert.True(result.Catalog is not null, string.Join('\n', result.Diagnostics));
        return result.Catalog;
    }
}
