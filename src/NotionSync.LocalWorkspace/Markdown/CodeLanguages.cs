namespace NotionSync.LocalWorkspace;

internal static class CodeLanguages
{
    private static readonly string[] Known =
    [
        "bash", "c", "c#", "c++", "css", "diff", "docker", "go", "graphql", "hcl", "html", "java", "javascript", "json", "kotlin", "latex", "lua",
        "makefile", "markdown", "mermaid", "php", "plain text", "powershell", "python", "r", "ruby", "rust", "scala", "shell", "sql", "swift", "toml",
        "typescript", "xml", "yaml",
    ];

    /// <summary>Notion's name for what stands after a fence.</summary>
    public static string Of(string fence) => fence.ToLowerInvariant() switch
    {
        "cs" or "csharp" => "c#",
        "js" => "javascript",
        "ts" => "typescript",
        "py" => "python",
        "sh" => "shell",
        "yml" => "yaml",
        "dockerfile" => "docker",
        "terraform" => "hcl",
        var name => Known.Contains(name) ? name : "plain text",
    };
}
