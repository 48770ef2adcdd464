namespace NotionSync.Commands;

/// <summary>What goes to standard output.</summary>
public enum OutputFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>Markdown, where the command has it.</summary>
    Markdown,
}
