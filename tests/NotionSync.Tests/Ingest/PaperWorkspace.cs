using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Mapping.Pages;
using NotionSync.Model;

namespace NotionSync.Tests.Ingest;

/// <summary>
/// A workspace of rows alone, in memory, for laws that need many of them. Properties and databases have their mapped names as ids; of links
/// only what was written is kept.
/// </summary>
internal sealed class PaperWorkspace : IWorkspace
{
    private readonly Lock gate = new();
    private readonly List<(string Database, RowKey Key, string PageId)> pages = [];
    private readonly Dictionary<string, Dictionary<string, PropertyValue>> values = [];
    private readonly List<string> writes = [];
    private readonly HashSet<string> trashed = [];
    private long reads;

    /// <summary>What happens before a write; may wait or throw.</summary>
    public Func<string, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What happens after a write, before it is answered; may wait or throw.</summary>
    public Func<string, CancellationToken, Task> After { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Writes in their order, each as <c>create models/key</c>, <c>update models/key</c>, <c>trash models/key</c> or <c>restore models/key</c>.</summary>
    public IReadOnlyList<string> Writes
    {
        get
        {
            lock (gate)
            {
                return [.. writes];
            }
        }
    }

    public CallCount Calls
    {
        get
        {
            lock (gate)
            {
                return new CallCount(reads, writes.Count);
            }
        }
    }

    public IWorkspace Urgent => this;

    public IHomePages Home => throw OnlyRows();

    /// <summary>The keys of a database's rows that are not in the trash, in order.</summary>
    public IReadOnlyList<string> Live(string database)
    {
        lock (gate)
        {
            return [.. pages.Where(page => page.Database == database && !trashed.Contains(page.PageId)).Select(page => page.Key.Value).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Every row's values as texts, by database and key, without the links.</summary>
    public IReadOnlyList<string> Rows(params string[] without)
    {
        lock (gate)
        {
            return
            [
                .. pages.Select(page => $"{page.Database} {page.Key} {string.Join("; ", values[page.PageId]
                    .Where(value => value.Value is not (PropertyValue.Relation or PropertyValue.Empty) && !without.Contains(value.Key))
                    .OrderBy(value => value.Key, StringComparer.Ordinal)
                    .Select(value => $"{value.Key}={NotionSync.State.ValueText.Write(value.Value)}"))}").Order(StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>A person writes a value.</summary>
    public void Edit(string database, string key, string property, PropertyValue value)
    {
        lock (gate)
        {
            values[pages.Single(page => page.Database == database && page.Key.Value == key).PageId][property] = value;
        }
    }

    /// <summary>What a row shows.</summary>
    public PropertyValue Shown(string database, string key, string property)
    {
        lock (gate)
        {
            return values[pages.Single(page => page.Database == database && page.Key.Value == key).PageId].GetValueOrDefault(property) ?? PropertyValue.Empty.Value;
        }
    }

    public async Task<string> CreateRowAsync(NewRow row, CancellationToken cancellationToken)
    {
        await Before($"create {row.DataSourceId}/{row.Key}", cancellationToken);
        var pageId = Guid.NewGuid().ToString();
        lock (gate)
        {
            writes.Add($"create {row.DataSourceId}/{row.Key}");
            pages.Add((row.DataSourceId, row.Key, pageId));
            values[pageId] = row.ValuesByPropertyId.ToDictionary(entry => entry.Key, entry => entry.Value.Value);
        }

        await After($"create {row.DataSourceId}/{row.Key}", cancellationToken);
        return pageId;
    }

    public async Task UpdateRowAsync(string pageId, IReadOnlyDictionary<string, WrittenValue> valuesByPropertyId, CancellationToken cancellationToken)
    {
        await Before($"update {Name(pageId)}", cancellationToken);
        lock (gate)
        {
            writes.Add($"update {Name(pageId)}");
            foreach (var (property, value) in valuesByPropertyId)
            {
                values[pageId][property] = value.Value;
            }
        }

        await After($"update {Name(pageId)}", cancellationToken);
    }

    public async Task<string> WriteBodyAsync(string pageId, PageBody body, CancellationToken cancellationToken)
    {
        await Before($"body {Name(pageId)}", cancellationToken);
        lock (gate)
        {
            writes.Add($"body {Name(pageId)}");
        }

        return BodyVersion.Of(body.Markdown);
    }

    public async Task TrashRowAsync(string pageId, bool inTrash, CancellationToken cancellationToken)
    {
        var write = $"{(inTrash ? "trash" : "restore")} {Name(pageId)}";
        await Before(write, cancellationToken);
        lock (gate)
        {
            writes.Add(write);
            Assert.True(inTrash ? trashed.Add(pageId) : trashed.Remove(pageId), $"{write} changes nothing");
        }
    }

    public IAsyncEnumerable<WorkspaceRow> QueryRowsAsync(string dataSourceId, RowQuery query, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            reads++;
            return pages
                .Where(page => page.Database == dataSourceId && (query.Key is null || page.Key == query.Key))
                .Select(page => new WorkspaceRow(
                    page.PageId, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null, false, values[page.PageId].ToImmutableDictionary()))
                .ToList()
                .ToAsyncEnumerable();
        }
    }

    public Task<ImmutableArray<string>> ReadRelationAsync(string pageId, string propertyId, CancellationToken cancellationToken) => throw OnlyRows();

    public Task<WorkspaceIdentity> ConnectAsync(string parentPageId, CancellationToken cancellationToken) => throw OnlyRows();

    public IAsyncEnumerable<FoundDatabase> ListDatabasesAsync(string pageId, CancellationToken cancellationToken) => throw OnlyRows();

    public Task<DatabaseSnapshot?> ReadDatabaseAsync(string dataSourceId, CancellationToken cancellationToken) => throw OnlyRows();

    public Task<CreatedDatabase> CreateDatabaseAsync(NewDatabase database, CancellationToken cancellationToken) => throw OnlyRows();

    public Task<DatabaseSnapshot> UpdateSchemaAsync(string dataSourceId, SchemaUpdate update, CancellationToken cancellationToken) => throw OnlyRows();

    public Task<IReadOnlyList<string>> ListViewsAsync(string databaseId, CancellationToken cancellationToken) => throw OnlyRows();

    public Task<ViewSnapshot?> ReadViewAsync(string viewId, CancellationToken cancellationToken) => throw OnlyRows();

    public Task<string> CreateViewAsync(ViewTarget target, ViewSchema view, CancellationToken cancellationToken) => throw OnlyRows();

    public Task UpdateViewAsync(string viewId, ViewTarget target, ViewSchema view, CancellationToken cancellationToken) => throw OnlyRows();

    private static NotSupportedException OnlyRows() => new("This workspace has rows alone.");

    private string Name(string pageId)
    {
        lock (gate)
        {
            var (database, key, _) = pages.Single(page => page.PageId == pageId);
            return $"{database}/{key}";
        }
    }
}
