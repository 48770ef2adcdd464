namespace NotionSync.LocalWorkspace;

/// <summary>The file of a multipart request.</summary>
internal sealed record SentFile(byte[] Bytes, string? ContentType, int? PartNumber);
