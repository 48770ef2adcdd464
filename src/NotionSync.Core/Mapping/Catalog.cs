using System.Collections.Immutable;
using NotionSync.Model;

namespace NotionSync.Mapping;

/// <summary>All mapping files, read and found valid: what the workspace should be and who fills it.</summary>
/// <param name="Databases">In the order of their files' names.</param>
public sealed record Catalog(ImmutableArray<DatabaseMapping> Databases)
{
    /// <summary>The page on which people begin; null for none.</summary>
    public HomePage? Home { get; init; }

    /// <summary>The database with this mapping id.</summary>
    /// <exception cref="KeyNotFoundException">There is none; a valid catalog never asks.</exception>
    public DatabaseMapping this[string id] =>
        Databases.FirstOrDefault(database => database.Id == id) ?? throw new KeyNotFoundException($"No database '{id}' in the catalog.");
}
