using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;

namespace NotionSync.Tests.Ingest;

/// <summary>
/// A source whose records a test puts, changes and takes away. It can tell what changed since a cursor, as a source does that is built
/// well: a read of everything says that every scope was read, one since a cursor says it of none.
/// </summary>
internal sealed class LivingSource(string name, params string[] kinds) : ISource
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<(string Kind, string Key), (string Scope, JsonObject Data, int Change)> records = [];
    private readonly List<SourceQuery> queries = [];
    private readonly HashSet<string> scopes = ["all"];
    private int change;

    public string Name => name;

    public IReadOnlyList<SourceKind> Kinds { get; } = [.. kinds.Select(kind => new SourceKind(kind, "A kind.") { Key = "key", Scope = "all", Incremental = "change" })];

    /// <summary>Whether reads name the place from which the next one may begin.</summary>
    public bool NamesCursors { get; set; } = true;

    /// <summary>What happens before the record of this number (from 0) is given, and at the end; may wait or throw.</summary>
    public Func<int, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Whether some of every record cannot be read.</summary>
    public bool IsPartial { get; set; }

    /// <summary>What every read gives besides its records.</summary>
    public SourceItem? Also { get; set; }

    /// <summary>Orders the records of a read; null: by key.</summary>
    public Func<IReadOnlyList<string>, IReadOnlyList<string>>? Order { get; set; }

    /// <summary>What was asked so far.</summary>
    public IReadOnlyList<SourceQuery> Queries
    {
        get
        {
            lock (gate)
            {
                return [.. queries];
            }
        }
    }

    public void Put(string kind, string key, string json, string scope = "all")
    {
        lock (gate)
        {
            var data = JsonNode.Parse(json)!.AsObject();
            data["key"] = key;
            scopes.Add(scope);
            records[(kind, key)] = (scope, data, ++change);
        }
    }

    public void Take(string kind, string key)
    {
        lock (gate)
        {
            records.Remove((kind, key));
            change++;
        }
    }

    public async IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SourceRecord[] answer;
        string[] read;
        int next;
        lock (gate)
        {
            queries.Add(query);
            var since = query.Cursor is null ? 0 : int.Parse(query.Cursor);
            var found = records.Where(entry => entry.Key.Kind == query.Kind && entry.Value.Change > since).ToDictionary(entry => entry.Key.Key, entry => entry.Value);
            var order = Order?.Invoke([.. found.Keys]) ?? [.. found.Keys];
            answer = [.. order.Select(key => new SourceRecord(found[key].Scope, (JsonObject)found[key].Data.DeepClone()) { IsPartial = IsPartial })];
            read = query.Cursor is null ? [.. scopes] : [];
            next = change;
        }

        for (var number = 0; number < answer.Length; number++)
        {
            await Before(number, cancellationToken);
            yield return new SourceItem.Found(answer[number]);
        }

        await Before(answer.Length, cancellationToken);
        if (Also is not null)
        {
            yield return Also;
        }

        foreach (var scope in read)
        {
            yield return new SourceItem.ScopeRead(scope);
        }

        if (NamesCursors)
        {
            yield return new SourceItem.Next($"{next}");
        }
    }

    public IReadOnlyList<SettingFault> CheckSettings(string kind, JsonObject? settings) => [];

    public Task<IReadOnlyList<Diagnostic>> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Diagnostic>>([]);
}
