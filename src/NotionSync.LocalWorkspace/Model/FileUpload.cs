namespace NotionSync.LocalWorkspace;

internal sealed class FileUpload : Dated
{
    public string Mode { get; set; } = "single_part";

    public string Status { get; set; } = "pending";

    public string? FileName { get; set; }

    public string? ContentType { get; set; }

    public long? ContentLength { get; set; }

    public int? Parts { get; set; }

    public List<int> SentParts { get; set; } = [];

    public bool IsAttached { get; set; }

    /// <summary>Of an import: where the file is.</summary>
    public string? ExternalUrl { get; set; }

    /// <summary>When an import ended.</summary>
    public DateTimeOffset? ImportedTime { get; set; }

    public DateTimeOffset? ExpiryTime { get; set; }
}
