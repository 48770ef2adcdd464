using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Addresses of uploaded bytes: signed, and good for an hour.</summary>
internal static class FileAddress
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public static JsonObject For(Call call, string uploadId)
    {
        var expiry = call.Now + Lifetime;
        var seconds = expiry.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var path = $"files/{uploadId}?expires={seconds}&signature={Signature(call.Workspace, uploadId, seconds)}";
        return new JsonObject { ["url"] = new Uri(call.Workspace.BaseUrl, path).ToString(), ["expiry_time"] = Stamp.Exact(expiry) };
    }

    public static bool IsGood(Workspace workspace, string uploadId, string? expires, string? signature, DateTimeOffset now) =>
        long.TryParse(expires, CultureInfo.InvariantCulture, out var seconds)
        && now.ToUnixTimeSeconds() <= seconds
        && signature == Signature(workspace, uploadId, expires);

    private static string Signature(Workspace workspace, string uploadId, string expires) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(workspace.Settings.FileKey), Encoding.UTF8.GetBytes($"{uploadId}/{expires}")));
}
