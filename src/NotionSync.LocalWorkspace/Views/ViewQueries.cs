namespace NotionSync.LocalWorkspace;

/// <summary>Results of view queries, kept for a quarter of an hour.</summary>
internal sealed class ViewQueries
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, ViewQuery> _queries = [];

    public ViewQuery Add(string viewId, IReadOnlyList<string> pageIds, bool isCapped, DateTimeOffset now)
    {
        foreach (var expired in _queries.Values.Where(each => each.ExpiresAt <= now).ToList())
        {
            _queries.Remove(expired.Id);
        }

        var query = new ViewQuery(Ids.New(), viewId, pageIds, isCapped, now + Lifetime);
        _queries[query.Id] = query;
        return query;
    }

    public ViewQuery Get(string id, string viewId, DateTimeOffset now) =>
        _queries.TryGetValue(id, out var query) && query.ViewId == viewId && query.ExpiresAt > now ? query : throw ApiException.NotFound("view_query", id);

    public void Remove(string id) => _queries.Remove(id);
}

internal sealed record ViewQuery(string Id, string ViewId, IReadOnlyList<string> PageIds, bool IsCapped, DateTimeOffset ExpiresAt);
