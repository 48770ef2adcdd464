using System.Collections.Immutable;

namespace NotionSync.State;

/// <summary>A database as it was last applied.</summary>
public sealed record KnownDatabase
{
    /// <summary>The mapping id.</summary>
    public required string Id { get; init; }

    /// <summary>Notion's id of the container; null while its creation is on its way and not confirmed.</summary>
    public string? DatabaseId { get; init; }

    /// <summary>Notion's id of the data source; null like <see cref="DatabaseId"/>.</summary>
    public string? DataSourceId { get; init; }

    /// <summary>The page on which it was made.</summary>
    public required string ParentPageId { get; init; }

    /// <summary>Properties by mapped name.</summary>
    public ImmutableDictionary<string, KnownProperty> Properties { get; init; } = ImmutableDictionary<string, KnownProperty>.Empty;

    /// <summary>Views by mapped name.</summary>
    public ImmutableDictionary<string, KnownView> Views { get; init; } = ImmutableDictionary<string, KnownView>.Empty;

    /// <summary>Whether its rows were read into the ledger, or it was made by us with none.</summary>
    public bool RowsAdopted { get; init; }
}

/// <summary>A property of ours.</summary>
/// <param name="Id">Notion's id, decoded.</param>
/// <param name="Applied">Fingerprint of the schema that was last sent; a different one means that the mapping changed.</param>
public sealed record KnownProperty(string Id, string Applied);

/// <summary>A view of ours.</summary>
/// <param name="Id">Notion's id.</param>
/// <param name="Applied">Fingerprint of the view that was last sent.</param>
public sealed record KnownView(string Id, string Applied);
