using System.Diagnostics.CodeAnalysis;

namespace NotionSync.Notion.Properties;

/// <summary>The address of a file whose content was just sent to Notion. It lives from the upload to the row's write and is never kept.</summary>
internal static class UploadAddress
{
    private const string Prefix = "notion-upload:";

    /// <summary>The address of an upload.</summary>
    public static string Of(string uploadId) => Prefix + uploadId;

    /// <summary>The upload behind an address.</summary>
    public static bool TryRead(string address, [NotNullWhen(true)] out string? uploadId)
    {
        uploadId = address.StartsWith(Prefix, StringComparison.Ordinal) ? address[Prefix.Length..] : null;
        return uploadId is not null;
    }
}
