using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.State;

namespace NotionSync.Planning;

/// <summary>What is there of one database: what we know of it and how it is in Notion now.</summary>
/// <param name="Known">As last applied; property ids by mapped name.</param>
/// <param name="Schema">As it is now.</param>
/// <param name="ViewIds">Its views as they are now, in Notion's order.</param>
/// <param name="Views">Those that were read, by id; the rest is known by id alone.</param>
public sealed record CurrentDatabase(
    KnownDatabase Known, DatabaseSnapshot Schema, ImmutableArray<string> ViewIds, ImmutableDictionary<string, ViewSnapshot> Views);

/// <summary>What is there of all databases, by mapping id; those that do not exist are absent.</summary>
public sealed record WorkspaceSchema(ImmutableDictionary<string, CurrentDatabase> Databases)
{
    /// <summary>Nothing is there yet.</summary>
    public static WorkspaceSchema Empty { get; } = new(ImmutableDictionary<string, CurrentDatabase>.Empty);
}
