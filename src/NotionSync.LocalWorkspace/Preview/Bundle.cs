using System.Collections.Frozen;
using System.Security.Cryptography;

namespace NotionSync.LocalWorkspace.Preview;

/// <summary>Style sheet, scripts and libraries, embedded in the assembly. Addresses change with the content, so that browsers may keep them.</summary>
internal static class Bundle
{
    private const string Prefix = "preview/";

    private static readonly FrozenDictionary<string, Asset> All = Load().ToFrozenDictionary(asset => asset.Name);

    public static string Address(string name) => $"{PreviewAddress.Root}/assets/{name}?{All[name].Version}";

    public static Asset? Find(string name) => All.GetValueOrDefault(name);

    private static IEnumerable<Asset> Load()
    {
        var assembly = typeof(Bundle).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var name = resource[Prefix.Length..].Replace('\\', '/');
            var type = Path.GetExtension(name) switch { ".css" => "text/css; charset=utf-8", ".svg" => "image/svg+xml", _ => "text/javascript; charset=utf-8" };
            yield return new Asset(name, type, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]);
        }
    }
}

/// <param name="Version">Changes with the bytes.</param>
internal sealed record Asset(string Name, string ContentType, byte[] Bytes, string Version);
