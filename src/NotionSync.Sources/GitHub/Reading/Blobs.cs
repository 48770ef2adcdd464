using System.Text;
using System.Text.Json.Nodes;

namespace NotionSync.Sources.GitHub.Reading;

/// <summary>Reads the text of blobs.</summary>
internal static class Blobs
{
    /// <summary>The text of a blob's answer; null when it is no text in base64.</summary>
    public static string? Text(JsonObject blob)
    {
        if (blob.Text("content") is not { } content || blob.Text("encoding") is not (null or "base64"))
        {
            return null;
        }

        var bytes = new byte[content.Length];
        // GitHub breaks its base64 into lines; those are blanks to the decoder.
        return Convert.TryFromBase64String(content, bytes, out var count) ? new UTF8Encoding(false).GetString(bytes, 0, count).TrimStart('\uFEFF') : null;
    }
}
