using System.Collections.Immutable;

namespace NotionSync.Planning;

/// <summary>What a change does; its symbol is the same in every output: <c>+ ~ -</c>.</summary>
public enum ChangeAction
{
    /// <summary>Something new: <c>+</c>.</summary>
    Create,

    /// <summary>Something that is there changes: <c>~</c>.</summary>
    Update,

    /// <summary>A row is marked gone or put in the trash: <c>-</c>.</summary>
    Remove,

    /// <summary>Only links of a row change: <c>~</c>.</summary>
    Link,
}

/// <summary>What sort of thing changes.</summary>
public enum ChangeObject
{
    Database,
    Property,
    View,
    Page,
    Row,
}

/// <summary>One line of a plan, for people and for scripts.</summary>
public sealed record PlannedChange
{
    /// <summary>What happens.</summary>
    public required ChangeAction Action { get; init; }

    /// <summary>To what sort of thing.</summary>
    public required ChangeObject Object { get; init; }

    /// <summary>The database's mapping id.</summary>
    public required string Database { get; init; }

    /// <summary>A row's sync key, or the name of a property or view; the database's title for a database.</summary>
    public required string Key { get; init; }

    /// <summary>What a reader would call it: a row's title; the same as <see cref="Key"/> elsewhere.</summary>
    public required string Title { get; init; }

    /// <summary>Properties that change, by mapped name, in the mapping's order; empty when that says nothing.</summary>
    public ImmutableArray<string> Properties { get; init; } = [];

    /// <summary>Why, in a few words, e.g. <c>not in Notion yet</c>, <c>Status: Active → Down</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>What it would write, as texts by property (see <see cref="State.ValueText"/>; links as the keys of the rows), by which a saved plan is compared.</summary>
    public ImmutableSortedDictionary<string, string> Values { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <inheritdoc/>
    public bool Equals(PlannedChange? other) =>
        other is not null
        && (Action, Object, Database, Key, Title) == (other.Action, other.Object, other.Database, other.Key, other.Title)
        && Properties.SequenceEqual(other.Properties)
        && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Action, Object, Database, Key);
}
