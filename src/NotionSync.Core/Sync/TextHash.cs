using System.Security.Cryptography;
using System.Text;

namespace NotionSync.Sync;

/// <summary>A short name for a text, by which a change of it is known.</summary>
internal static class TextHash
{
    /// <summary>Sixteen hexadecimal digits.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
