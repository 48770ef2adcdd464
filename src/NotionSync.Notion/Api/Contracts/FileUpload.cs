namespace NotionSync.Notion.Api.Contracts;

/// <summary>A file on its way. Must be attached within an hour.</summary>
internal sealed record FileUpload : Answer
{
    public string Id { get; init; } = "";

    public UploadStatus Status { get; init; }

    public string? Filename { get; init; }
}

/// <summary>A file to upload in one part, or in several of 5 to 20 MB.</summary>
internal sealed record CreateFileUploadRequest
{
    /// <summary><c>single_part</c> or <c>multi_part</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>At most 900 bytes; its extension must fit the content type.</summary>
    public required string Filename { get; init; }

    public string? ContentType { get; init; }

    public int? NumberOfParts { get; init; }
}
