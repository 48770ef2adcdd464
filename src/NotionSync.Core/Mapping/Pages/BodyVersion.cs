using System.Security.Cryptography;
using System.Text;

namespace NotionSync.Mapping.Pages;

/// <summary>
/// What stands in <i>Body version</i>: <c>3fa2c19b4e5d-91ab33cd02ef</c>, the hash of the text as it was written, and the hash of the bare
/// text as the page showed it then. By the first it is known, even after the state was lost, that a page holds the newest text; by the
/// second that nobody changed it since.
/// </summary>
public static class BodyVersion
{
    private const int HashLength = 12;

    /// <summary>The version of a text.</summary>
    /// <param name="markdown">As it is written.</param>
    /// <param name="shown">As the page shows it; null where that is not known yet.</param>
    public static string Of(string markdown, string? shown = null) => $"{Hash(markdown)}-{Hash(BareText.Of(shown ?? markdown))}";

    /// <summary>Whether a version is the one of this text.</summary>
    public static bool IsOf(string? version, string markdown) => version is not null && version.StartsWith(Hash(markdown) + "-", StringComparison.Ordinal);

    /// <summary>Whether a page shows what it showed when the version was noted; false for a version that is not known.</summary>
    public static bool IsUnchanged(string? version, string shown) => version is not null && version.EndsWith("-" + Hash(BareText.Of(shown)), StringComparison.Ordinal);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashLength];
}
