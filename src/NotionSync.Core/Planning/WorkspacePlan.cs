namespace NotionSync.Planning;

/// <summary>Notion's plan of the workspace, which the API does not tell.</summary>
public enum WorkspacePlan
{
    Free,
    Plus,
    Business,
    Enterprise,
}
