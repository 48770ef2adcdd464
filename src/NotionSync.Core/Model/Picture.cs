using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace NotionSync.Model;

/// <summary>
/// A small picture (SVG) that the program drew. Its name ends with a hash of its content: Notion gives names back but neither content nor a
/// lasting address, so by the name alone it is known that a picture is the same.
/// </summary>
/// <param name="name">As <see cref="IsName"/> wants it.</param>
/// <param name="content">The file, a few thousand bytes.</param>
public sealed partial class Picture(string name, ReadOnlyMemory<byte> content)
{
    /// <summary>The content's type, which fits the name's extension.</summary>
    public const string ContentType = "image/svg+xml";

    private const string DataPrefix = $"data:{ContentType};base64,";
    private const int HashBytes = 8;

    /// <summary>The file's name, e.g. <c>loss-3f9a0c1d2e4b5a67.svg</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The file.</summary>
    public ReadOnlyMemory<byte> Content { get; } = content;

    /// <summary>The content as an address (RFC 2397), by which it travels from an expression to Notion.</summary>
    public string Address => DataPrefix + Convert.ToBase64String(Content.Span);

    /// <summary>Names a picture after its content.</summary>
    /// <param name="stem">How the name begins: letters, digits and dashes.</param>
    /// <param name="content">The file.</param>
    public static Picture Of(string stem, byte[] content) =>
        new($"{stem}-{Convert.ToHexStringLower(SHA256.HashData(content)[..HashBytes])}.svg", content);

    /// <summary>Whether a file of this name is a picture that the program drew.</summary>
    public static bool IsName(string name) => NamePattern().IsMatch(name);

    /// <summary>The picture whose content a link carries.</summary>
    /// <returns>False when the link leads elsewhere, or its address or name are not of the form that <see cref="Of"/> gives.</returns>
    public static bool TryRead(PropertyValue.FileLink link, [NotNullWhen(true)] out Picture? picture)
    {
        var content = new byte[Math.Max(0, link.Address.Length - DataPrefix.Length)];
        picture = IsName(link.Name)
            && link.Address.StartsWith(DataPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64Chars(link.Address.AsSpan(DataPrefix.Length), content, out var length)
            ? new Picture(link.Name, content.AsMemory(0, length))
            : null;
        return picture is not null;
    }

    [GeneratedRegex("-[0-9a-f]{16}\\.svg$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();
}
