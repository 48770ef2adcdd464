namespace NotionSync.Notion.Properties;

/// <summary>Ids of pages, databases, data sources, blocks and views: UUIDs, taken with or without dashes.</summary>
internal static class NotionId
{
    /// <summary>Lower case with dashes; a text that is no UUID stays as it is.</summary>
    public static string Canonical(string id) => Guid.TryParse(id, out var uuid) ? uuid.ToString("D") : id;
}
