using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Http;

namespace NotionSync.Notion.Api;

internal sealed partial class NotionClient
{
    private const string Incomplete = "incomplete";

    /// <summary>Adds a data source to a database.</summary>
    public Task<DataSource> CreateDataSourceAsync(CreateDataSourceRequest source, CancellationToken cancellationToken) => WriteAsync(
        HttpMethod.Post,
        "v1/data_sources",
        RequestEffect.Create,
        source,
        NotionJson.Default.CreateDataSourceRequest,
        NotionJson.Default.DataSource,
        GetDataSourceAsync,
        cancellationToken);

    /// <summary>A schema.</summary>
    public Task<DataSource> GetDataSourceAsync(string dataSourceId, CancellationToken cancellationToken) =>
        GetAsync($"v1/data_sources/{Escape(dataSourceId)}", NotionJson.Default.DataSource, cancellationToken);

    /// <summary>Changes a schema. Keys of properties are ids or names; an unknown key with a configuration adds a property.</summary>
    public Task<DataSource> UpdateDataSourceAsync(string dataSourceId, UpdateDataSourceRequest changes, CancellationToken cancellationToken) => WriteAsync(
        HttpMethod.Patch,
        $"v1/data_sources/{Escape(dataSourceId)}",
        RequestEffect.Replace,
        changes,
        NotionJson.Default.UpdateDataSourceRequest,
        NotionJson.Default.DataSource,
        (_, token) => GetDataSourceAsync(dataSourceId, token),
        cancellationToken);

    /// <summary>
    /// All rows, the oldest first. One query gives 10,000 at most; then the next one starts at the creation time of the last row, and rows
    /// that come again are left out.
    /// </summary>
    /// <exception cref="InvalidDataException">More than 10,000 rows were created within one minute, so that no window can pass them.</exception>
    public async IAsyncEnumerable<Page> QueryAsync(
        string dataSourceId, JsonObject? filter, bool inTrash, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = $"v1/data_sources/{Escape(dataSourceId)}/query";
        var seen = new HashSet<string>();
        var query = new QueryRequest
        {
            Filter = filter,
            Sorts = [new SortRequest { Timestamp = "created_time", Direction = "ascending" }],
            PageSize = NotionLimits.PageSize,
            InTrash = inTrash ? true : null,
        };
        for (DateTimeOffset? last = null, window = null; ;)
        {
            var page = await SendAsync(
                HttpMethod.Post, path, RequestEffect.Read, query, NotionJson.Default.QueryRequest, NotionJson.Default.ListPagePage, cancellationToken);
            foreach (var row in page.Results)
            {
                last = row.CreatedTime;
                if (seen.Add(row.Id))
                {
                    yield return row;
                }
            }

            if (page is { HasMore: true, NextCursor: { } cursor })
            {
                query = query with { StartCursor = cursor };
            }
            else if (page.RequestStatus?.Type != Incomplete || last is not { } from)
            {
                yield break;
            }
            else if (from == window)
            {
                throw new InvalidDataException($"The query of data source {dataSourceId} is capped within the single minute {from:u}; later rows cannot be reached.");
            }
            else
            {
                window = from;
                query = query with { Filter = CreatedFrom(from, filter), StartCursor = null };
            }
        }
    }

    // The filter of the caller is a single condition or a group of one level, so that the nesting stays allowed.
    private static JsonObject CreatedFrom(DateTimeOffset from, JsonObject? filter)
    {
        var created = new JsonObject
        {
            ["timestamp"] = "created_time",
            ["created_time"] = new JsonObject { ["on_or_after"] = from.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture) },
        };
        return filter is null ? created : new JsonObject { ["and"] = new JsonArray(created, filter.DeepClone()) };
    }
}
