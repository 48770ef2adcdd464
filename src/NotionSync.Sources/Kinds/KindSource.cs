using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.Kinds;

/// <summary>A source that is the sum of its kinds.</summary>
/// <param name="name">In the vendor's own spelling.</param>
/// <param name="kinds">What it offers.</param>
/// <param name="check">Asks it whether address, credential and rights are right; empty when all is well.</param>
internal sealed class KindSource(string name, ImmutableArray<IKind> kinds, Func<CancellationToken, Task<IReadOnlyList<Diagnostic>>> check) : ISource
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyList<SourceKind> Kinds { get; } = [.. kinds.Select(kind => kind.Kind)];

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var kind = Find(query.Kind);
        if (kind.Check(query.Settings).FirstOrDefault() is { } fault)
        {
            throw new SourceException($"{name} cannot read '{query.Kind}': {fault.Path}: {fault.What} {fault.Fix}");
        }

        await using var items = kind.ReadAsync(query, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(items))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return items.Current;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<SettingFault> CheckSettings(string kind, JsonObject? settings) => [.. Find(kind).Check(settings)];

    /// <inheritdoc/>
    public Task<IReadOnlyList<Diagnostic>> CheckAsync(CancellationToken cancellationToken) => check(cancellationToken);

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<SourceItem> items)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (AnswerException refusal)
        {
            throw new SourceException(refusal.Message, refusal) { HarmsAll = refusal.HarmsAll };
        }
    }

    private IKind Find(string kind) => kinds.FirstOrDefault(one => one.Kind.Name == kind)
        ?? throw new SourceException($"{name} offers no kind '{kind}'. {NearestName.Suggest(kind, [.. kinds.Select(one => one.Kind.Name)])}");
}
