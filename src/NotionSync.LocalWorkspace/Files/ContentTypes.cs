using System.Collections.Frozen;

namespace NotionSync.LocalWorkspace;

/// <summary>The content types that file names speak of.</summary>
internal static class ContentTypes
{
    private static readonly FrozenDictionary<string, string> ByExtension = new Dictionary<string, string>
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".svg"] = "image/svg+xml",
        [".webp"] = "image/webp",
        [".pdf"] = "application/pdf",
        [".json"] = "application/json",
        [".txt"] = "text/plain",
        [".md"] = "text/markdown",
        [".csv"] = "text/csv",
        [".mp3"] = "audio/mpeg",
        [".mp4"] = "video/mp4",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string? Of(string? fileName) => fileName is null ? null : ByExtension.GetValueOrDefault(Path.GetExtension(fileName));

    /// <summary>Unknown extensions go with anything.</summary>
    public static bool Fits(string fileName, string contentType) =>
        Of(fileName) is not { } expected || contentType.Split(';')[0].Trim().Equals(expected, StringComparison.OrdinalIgnoreCase);
}
