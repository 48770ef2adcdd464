using System.Collections.Immutable;
using NotionSync.Mapping;
using NotionSync.Model;

namespace NotionSync.Planning;

/// <summary>One call that changes a schema or a view. Names are the mapping's; ids are found when the step is applied. A closed family.</summary>
public abstract record SchemaStep
{
    private SchemaStep()
    {
    }

    /// <summary>The database that changes.</summary>
    public required DatabaseMapping Database { get; init; }

    /// <summary>Creates a database with these properties; the rest follows by <see cref="Alter"/>.</summary>
    public sealed record Create(ImmutableArray<PropertySchema> Properties) : SchemaStep;

    /// <summary>Adds, names and changes properties of a database that exists.</summary>
    public sealed record Alter : SchemaStep
    {
        /// <summary>Properties to add.</summary>
        public ImmutableArray<PropertySchema> Add { get; init; } = [];

        /// <summary>Mirrors that still have Notion's default name, by the wanted name.</summary>
        public ImmutableArray<string> NameMirrors { get; init; } = [];

        /// <summary>Properties that are there and get a new configuration.</summary>
        public ImmutableArray<PropertySchema> Change { get; init; } = [];

        /// <summary>Whether there is nothing to do.</summary>
        public bool IsEmpty => Add.IsEmpty && NameMirrors.IsEmpty && Change.IsEmpty;
    }

    /// <summary>Adds a view, or gives an existing one (<paramref name="ViewId"/>, or the one Notion made with the database) its wanted shape.</summary>
    public sealed record View(ViewSchema Schema, string? ViewId, bool TakesDefault) : SchemaStep;
}
