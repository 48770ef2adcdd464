using System.Collections.Immutable;
using NotionSync.Model;

namespace NotionSync.State;

/// <summary>What is known of one row: its page, and the values that Notion was last known to hold.</summary>
public sealed record LedgerRow
{
    /// <summary>The database's mapping id.</summary>
    public required string Database { get; init; }

    /// <summary>The row's key as it stands in <i>Sync key</i>.</summary>
    public required RowKey Key { get; init; }

    /// <summary>Its title as last known, by which links find it.</summary>
    public required string Title { get; init; }

    /// <summary>The page; null while the row is only wanted.</summary>
    public string? PageId { get; init; }

    /// <summary>The create was sent and no answer is known: look the key up before sending again.</summary>
    public bool Sending { get; init; }

    /// <summary>How it stands to the trash.</summary>
    public RowTrash Trash { get; init; }

    /// <summary>Whether it lies in the trash and stays there.</summary>
    public bool InTrash => Trash is RowTrash.ByPeople or RowTrash.ByUs;

    /// <summary>Whether it is among the living as far as plans are concerned: not in the trash, or on its way out of it.</summary>
    public bool IsHere => Trash is RowTrash.None or RowTrash.Returning or RowTrash.KeptByPeople;

    /// <summary>Every source that spoke of it has lost it.</summary>
    public bool Gone { get; init; }

    /// <summary>What it should be may differ from what it is: plan it.</summary>
    public bool Dirty { get; init; }

    /// <summary>Plan it again at this time although nothing changed (a silence ends, an hour passes); null: never.</summary>
    public DateTimeOffset? RecheckAt { get; init; }

    /// <summary>When we last wrote it; null: never.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>Values by mapped property name as Notion holds them, normalised; links are kept apart.</summary>
    public ImmutableDictionary<string, PropertyValue> Values { get; init; } = ImmutableDictionary<string, PropertyValue>.Empty;

    /// <summary>When a hand-made change of a property was last repaired, by mapped name.</summary>
    public ImmutableDictionary<string, DateTimeOffset> Repaired { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>
    /// Properties in which a value that a person wrote stands against the source's, by mapped name, with what the source said when it was last
    /// looked at; <see cref="PropertyValue.Empty"/>: it was not looked at since.
    /// </summary>
    public ImmutableDictionary<string, PropertyValue> Held { get; init; } = ImmutableDictionary<string, PropertyValue>.Empty;

    /// <summary>The row's reference.</summary>
    public RowRef Ref => new(Database, Key);
}
