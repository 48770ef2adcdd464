using System.Text.Json.Nodes;
using NotionSync.Mapping;
using NotionSync.Planning;

namespace NotionSync.Sync;

/// <summary>
/// The scopes that a read went through to their end. A scope is that of the settings it was read with: what other settings no longer ask
/// for is out of scope, not gone.
/// </summary>
/// <param name="settings">The block's <c>read</c> section; null when it has none.</param>
internal sealed class ReadScopes(JsonObject? settings)
{
    private readonly string part = settings is null ? "" : $"{TextHash.Of(CanonicalJson.Of(settings))}/";
    private readonly HashSet<string> read = [];

    /// <summary>Whether no scope was read to its end.</summary>
    public bool IsEmpty => read.Count == 0;

    /// <summary>A source's scope as the state has it.</summary>
    public string Of(string scope) => part + scope;

    /// <summary>Notes that a source's scope was read to its end.</summary>
    public void Add(string scope) => read.Add(Of(scope));

    /// <summary>Whether a scope, as the state has it, was read to its end.</summary>
    public bool Contains(string scope) => read.Contains(scope);

    /// <summary>Whether a scope, as the state has it, was read with other settings.</summary>
    public bool IsForeign(string scope) => !scope.StartsWith(part, StringComparison.Ordinal);
}
