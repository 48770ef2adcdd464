using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;

namespace NotionSync.Tests.Spine;

/// <summary>Stands for Prometheus where a test has to say what it answers: records by kind and, for series, by their labels.</summary>
internal sealed class FakePrometheus : ISource
{
    private readonly Dictionary<string, List<JsonObject>> records = [];

    public string Name => "Prometheus";

    public IReadOnlyList<SourceKind> Kinds { get; } = [.. new[] { "series", "targets", "rules", "alerts" }.Select(name => new SourceKind(name, "") { Key = "key", Scope = "server" })];

    /// <summary>Ends every read with this error.</summary>
    public string? Fails { get; set; }

    /// <summary>Ends every read with this warning, as when part of the data is missing.</summary>
    public string? Warns { get; set; }

    public static JsonObject Node(string instance, int up = 1, double cpu = 0.25) => new()
    {
        ["key"] = instance,
        ["labels"] = new JsonObject { ["instance"] = instance },
        ["up"] = up,
        ["cores"] = 8,
        ["cpu"] = cpu,
        ["target"] = new JsonObject { ["cluster"] = "gpu", ["region"] = "eu-west-1" },
    };

    public static JsonObject Service(string service, double p95 = 42, double errors = 0.001, int up = 1) => new()
    {
        ["key"] = service,
        ["labels"] = new JsonObject { ["service"] = service },
        ["p95"] = p95,
        ["rate"] = 12.5,
        ["errors"] = errors,
        ["uptime"] = 0.9995,
        ["targets"] = 1,
        ["targets_up"] = up,
    };

    /// <summary>Answers for series grouped by a label.</summary>
    public void Series(string by, params JsonObject[] answers) => records[$"series/{by}"] = [.. answers];

    public async IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        var by = string.Join(',', query.Settings?["by"]?.AsArray().Select(label => label!.GetValue<string>()) ?? []);
        foreach (var record in records.GetValueOrDefault($"{query.Kind}/{by}", []))
        {
            yield return new SourceItem.Found(new SourceRecord("prometheus", (JsonObject)record.DeepClone()));
        }

        if (Fails is not null)
        {
            throw new SourceException(Fails);
        }

        yield return Warns is null ? new SourceItem.ScopeRead("prometheus") : new SourceItem.Partial(Warns);
    }

    public IReadOnlyList<SettingFault> CheckSettings(string kind, JsonObject? settings) => [];

    public Task<IReadOnlyList<Diagnostic>> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Diagnostic>>([]);
}
