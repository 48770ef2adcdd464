using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Which page of a list is asked for.</summary>
internal sealed record PageRequest(int Size, string? Cursor)
{
    public static PageRequest From(string? size, string? cursor, JsonObject body)
    {
        if (size is null && body["page_size"] is { } given)
        {
            size = given.ToJsonString();
        }

        if (cursor is null && body["start_cursor"] is { } start && start.GetValueKind() == JsonValueKind.String)
        {
            cursor = start.GetValue<string>();
        }

        if (size is null)
        {
            return new PageRequest(NotionLimits.PageSize, cursor);
        }

        if (!double.TryParse(size, CultureInfo.InvariantCulture, out var number) || number < 1 || number % 1 != 0)
        {
            throw ApiException.Body($"body.page_size should be a positive integer, instead was `{size}`.");
        }

        return number > NotionLimits.PageSize
            ? throw ApiException.Body($"body.page_size should be ≤ `{NotionLimits.PageSize}`, instead was `{size}`.")
            : new PageRequest((int)number, cursor);
    }
}
