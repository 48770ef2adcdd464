using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;

namespace NotionSync.Tests.Core.Mapping;

/// <summary>A source that only has a name, kinds and faults to find in settings.</summary>
internal sealed class FakeSource(string name, params string[] kinds) : ISource
{
    public string Name => name;

    public IReadOnlyList<SourceKind> Kinds { get; } = [.. kinds.Select(kind => new SourceKind(kind, "A kind.") { Key = "key", Scope = "server" })];

    public IReadOnlyList<SettingFault> Faults { get; init; } = [];

    public async IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }

    public IReadOnlyList<SettingFault> CheckSettings(string kind, JsonObject? settings) => Faults;

    public Task<IReadOnlyList<Diagnostic>> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Diagnostic>>([]);
}
