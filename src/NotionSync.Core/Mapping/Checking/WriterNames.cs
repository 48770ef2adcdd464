namespace NotionSync.Mapping.Checking;

/// <summary>Who may write a property.</summary>
internal static class WriterNames
{
    public const string Seed = "seed";
    public const string People = "people";
    public const string Us = "us";
    public const string Notion = "notion";

    /// <summary>
    /// The sources of the product, in lower case. A property may name one that is not switched on or not there yet, so that the
    /// precedence is written down once.
    /// </summary>
    public static IReadOnlyList<string> Sources => ["cloudwatch", "costexplorer", "github", "mlflow", "pagerduty", "prometheus", "wandb"];

    /// <summary>Whether the writer is neither a source nor unknown.</summary>
    public static bool IsOurOwn(string writer) => writer is Seed or People or Us;

    /// <summary>
    /// Databases of which the program itself writes properties from what it knows (its runs, the templates it carried out); there a
    /// property of ours needs no expression.
    /// </summary>
    public static bool AreWrittenByTheProgram(string database) => database is "integrations" or "templates";
}
