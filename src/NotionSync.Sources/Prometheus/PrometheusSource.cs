using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources.Prometheus.Kinds;

namespace NotionSync.Sources.Prometheus;

/// <summary>Prometheus and stores that speak its HTTP API, as a source: figures by query, targets, rules and alerts.</summary>
internal sealed class PrometheusSource(PrometheusClient client, PrometheusCheck check) : ISource
{
    private readonly ImmutableArray<IKind> kinds = [new AlertsKind(client), new RulesKind(client), new SeriesKind(client), new TargetsKind(client)];

    /// <inheritdoc/>
    public string Name => "Prometheus";

    /// <inheritdoc/>
    public IReadOnlyList<SourceKind> Kinds => [.. kinds.Select(kind => kind.Kind)];

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var item in await ItemsAsync(query, cancellationToken))
        {
            yield return item;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<SettingFault> CheckSettings(string kind, JsonObject? settings) => [.. Find(kind).Check(settings)];

    /// <inheritdoc/>
    public Task<IReadOnlyList<Diagnostic>> CheckAsync(CancellationToken cancellationToken) => check.RunAsync(cancellationToken);

    private async Task<IReadOnlyList<SourceItem>> ItemsAsync(SourceQuery query, CancellationToken cancellationToken)
    {
        var kind = Find(query.Kind);
        if (kind.Check(query.Settings).FirstOrDefault() is { } fault)
        {
            throw new SourceException($"Prometheus cannot read '{query.Kind}': {fault.Path}: {fault.What} {fault.Fix}");
        }

        try
        {
            return await kind.ReadAsync(query, cancellationToken);
        }
        catch (PrometheusException refusal)
        {
            throw new SourceException(refusal.Message, refusal);
        }
    }

    private IKind Find(string kind) => kinds.FirstOrDefault(one => one.Kind.Name == kind)
        ?? throw new SourceException($"Prometheus offers no kind '{kind}'. {NearestName.Suggest(kind, [.. kinds.Select(one => one.Kind.Name)])}");
}
