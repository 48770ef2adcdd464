using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NotionSync.Model;

namespace NotionSync.Sync;

/// <summary>
/// Remembers which of very many keys were seen. Holds 16 bytes of a key's hash instead of the key: two keys that are taken for one are less
/// likely than a fault of the machine.
/// </summary>
internal sealed class KeySet
{
    private readonly HashSet<UInt128> hashes = [];

    /// <summary>How many keys there are.</summary>
    public int Count => hashes.Count;

    /// <summary>Adds a key.</summary>
    /// <returns>Whether it was not there before.</returns>
    public bool Add(RowKey key) => hashes.Add(HashOf(key));

    /// <summary>Takes a key out.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(RowKey key) => hashes.Remove(HashOf(key));

    /// <summary>Adds keys.</summary>
    public void UnionWith(IEnumerable<RowKey> keys)
    {
        foreach (var key in keys)
        {
            Add(key);
        }
    }

    /// <summary>Whether a key was added.</summary>
    public bool Contains(RowKey key) => hashes.Contains(HashOf(key));

    private static UInt128 HashOf(RowKey key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(key.Value.AsSpan()), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}
