using System.Text;
using System.Text.RegularExpressions;

namespace NotionSync.Sources.Http;

/// <summary>Words of a vendor, made fit for a message: no secret, one line, not long.</summary>
internal static partial class AnswerText
{
    /// <summary>Characters of a vendor's words that a message takes.</summary>
    public const int Longest = 300;

    private const int MostBytesRead = 64 * 1024;

    /// <summary>Reads the beginning of a body as text.</summary>
    public static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MostBytesRead];
        var count = await stream.ReadAtLeastAsync(buffer, MostBytesRead, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }

    /// <summary>Takes out secrets, joins lines and cuts to <see cref="Longest"/> characters.</summary>
    public static string Clean(string text, IEnumerable<string> secrets)
    {
        foreach (var secret in secrets)
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        }

        // Tokens that a vendor minted itself are known by their beginning alone.
        text = MintedToken().Replace(text, "***");
        var line = Blank().Replace(text, " ").Trim();
        if (line.Length <= Longest)
        {
            return line;
        }

        var end = char.IsHighSurrogate(line[Longest - 2]) ? Longest - 2 : Longest - 1;
        return line[..end] + "…";
    }

    [GeneratedRegex(@"\b(gh[a-z]_|github_pat_)[\w.\-]+")]
    private static partial Regex MintedToken();

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Blank();
}
