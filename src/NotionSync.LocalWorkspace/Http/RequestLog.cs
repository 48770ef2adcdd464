using System.Globalization;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Counts of the requests since the last reset.</summary>
internal sealed class RequestLog
{
    private const int Kept = 10_000;
    private const int FailuresKept = 100;

    private readonly Lock _lock = new();
    private readonly Queue<(DateTimeOffset At, string Method, string Path, int Status)> _entries = new();
    private readonly SortedDictionary<string, int> _statuses = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _endpoints = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset At, string Message)> _failures = new();
    private int _reads;
    private int _writes;

    /// <param name="status">0 for a request that got no answer.</param>
    public void Add(DateTimeOffset at, string method, string path, Route? route, int status)
    {
        lock (_lock)
        {
            _entries.Enqueue((at, method, path, status));
            if (_entries.Count > Kept)
            {
                _entries.Dequeue();
            }

            var isRead = route?.IsRead ?? method == "GET";
            _ = isRead ? _reads++ : _writes++;
            Count(_statuses, status.ToString(CultureInfo.InvariantCulture));
            Count(_endpoints, route?.CountedAs ?? "unknown");
        }
    }

    /// <summary>Work without a request that did not come to its end.</summary>
    public void Failed(DateTimeOffset at, Exception fault)
    {
        lock (_lock)
        {
            _failures.Enqueue((at, fault.Message));
            if (_failures.Count > FailuresKept)
            {
                _failures.Dequeue();
            }
        }
    }

    public void Reset()
    {
        lock (_lock)
        {
            _entries.Clear();
            _statuses.Clear();
            _endpoints.Clear();
            _failures.Clear();
            (_reads, _writes) = (0, 0);
        }
    }

    /// <summary>The latest requests, newest first.</summary>
    public IReadOnlyList<(DateTimeOffset At, string Method, string Path, int Status)> Latest(int most)
    {
        lock (_lock)
        {
            return [.. _entries.Skip(Math.Max(0, _entries.Count - most)).Reverse()];
        }
    }

    public JsonObject ToJson()
    {
        lock (_lock)
        {
            return new JsonObject
            {
                ["total"] = _reads + _writes,
                ["read"] = _reads,
                ["write"] = _writes,
                ["statuses"] = Counts(_statuses),
                ["byEndpoint"] = Counts(_endpoints),
                ["log"] = new JsonArray([.. _entries.Select(entry => new JsonObject
                {
                    ["at"] = entry.At.ToString("O", CultureInfo.InvariantCulture),
                    ["method"] = entry.Method,
                    ["path"] = entry.Path,
                    ["status"] = entry.Status,
                })]),
                ["failedWork"] = new JsonArray([.. _failures.Select(failure => new JsonObject
                {
                    ["at"] = failure.At.ToString("O", CultureInfo.InvariantCulture),
                    ["message"] = failure.Message,
                })]),
            };
        }
    }

    private static void Count(SortedDictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;

    private static JsonObject Counts(SortedDictionary<string, int> counts)
    {
        var json = new JsonObject();
        foreach (var (key, count) in counts)
        {
            json[key] = count;
        }

        return json;
    }
}
