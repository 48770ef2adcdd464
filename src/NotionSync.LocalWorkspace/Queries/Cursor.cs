using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Pages of lists. A cursor looks like an id and means a position.</summary>
internal static class Cursor
{
    private static readonly byte[] Mark = [0x4c, 0x40, 0x43, 0x41, 0x8c, 0x57, 0x53, 0x50, 0x43, 0x55, 0x52, 0x53];

    /// <summary>How much of a list must be there to cut a page out of it.</summary>
    public static int EndOf(PageRequest request) => (request.Cursor is null ? 0 : Position(request.Cursor)) + request.Size;

    /// <summary>Cuts one page out of a list and describes it.</summary>
    public static (IReadOnlyList<T> Items, JsonNode? Next, bool HasMore) Page<T>(IReadOnlyList<T> all, PageRequest request)
    {
        var start = request.Cursor is null ? 0 : Position(request.Cursor);
        var end = Math.Min(all.Count, start + request.Size);
        IReadOnlyList<T> items = start >= all.Count ? [] : [.. all.Skip(start).Take(end - start)];
        return (items, end < all.Count ? JsonValue.Create(At(end)) : null, end < all.Count);
    }

    public static JsonObject List<T>(IReadOnlyList<T> all, PageRequest request, string type, Func<T, JsonNode?> show)
    {
        var (items, next, hasMore) = Page(all, request);
        return new JsonObject
        {
            ["object"] = "list",
            ["results"] = Json.ArrayOf(items.Select(show)),
            ["next_cursor"] = next,
            ["has_more"] = hasMore,
            ["type"] = type,
            [type] = new JsonObject(),
        };
    }

    private static string At(int position)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteInt32BigEndian(bytes, position);
        Mark.CopyTo(bytes, 4);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private static int Position(string cursor)
    {
        if (Guid.TryParse(cursor, out var id) && id.ToByteArray(bigEndian: true) is var bytes && bytes.AsSpan(4).SequenceEqual(Mark))
        {
            return BinaryPrimitives.ReadInt32BigEndian(bytes);
        }

        throw ApiException.Validation($"The start_cursor provided is invalid: {cursor}");
    }
}
