using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace NotionSync.LocalWorkspace;

/// <summary>Ids of objects are UUIDs; ids of properties are a few random characters, some of which need URL-encoding, as Notion's do.</summary>
internal static class Ids
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Odd = ":;<=>?@[\\]^`{|}";

    public static string New() => Guid.NewGuid().ToString();

    public static bool TryParse(string? text, [NotNullWhen(true)] out string? id)
    {
        id = text is { Length: 36 or 32 } && Guid.TryParse(text, out var guid) ? guid.ToString() : null;
        return id is not null;
    }

    public static string NewProperty(Func<string, bool> isTaken)
    {
        while (true)
        {
            var id = RandomNumberGenerator.GetString(Letters, 3).Insert(RandomNumberGenerator.GetInt32(4), RandomNumberGenerator.GetString(Odd, 1));
            if (!isTaken(id))
            {
                return id;
            }
        }
    }

    public static string NewOption() => Guid.NewGuid().ToString();

    public static string Encoded(string propertyId) => Uri.EscapeDataString(propertyId);
}
