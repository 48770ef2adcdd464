using System.Collections.Immutable;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Planning;

/// <summary>A row while it is planned: what is known of it, who speaks of it, and what it should hold as far as that is decided.</summary>
internal sealed class RowDraft(DatabaseMapping database, LedgerRow row, ImmutableArray<Claim> claims)
{
    /// <summary>The row's database.</summary>
    public DatabaseMapping Database { get; } = database;

    /// <summary>As the ledger has it.</summary>
    public LedgerRow Row { get; } = row;

    /// <summary>Claims on it, by claimant.</summary>
    public ImmutableArray<Claim> Claims { get; } = claims;

    /// <summary>Which row.</summary>
    public RowRef Ref => Row.Ref;

    /// <summary>Whether it is not in Notion yet.</summary>
    public bool IsNew => Row.PageId is null;

    /// <summary>Decided values by property, normalised.</summary>
    public ImmutableDictionary<string, PropertyValue> Wanted { get; set; } = ImmutableDictionary<string, PropertyValue>.Empty;

    /// <summary>As <see cref="LedgerRow.Held"/> is after what was decided.</summary>
    public ImmutableDictionary<string, PropertyValue> Held { get; set; } = row.Held;

    /// <summary>The row as the ledger is to have it when nothing else changes.</summary>
    public LedgerRow Settled => Row with { Held = Held };

    /// <summary>Properties whose winning value is a source's, not ours.</summary>
    public ImmutableHashSet<string> FromSources { get; set; } = [];

    /// <summary>What could not be decided, and why, by property.</summary>
    public ImmutableSortedDictionary<string, string> Faults { get; set; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The values that the row will hold.</summary>
    public ImmutableDictionary<string, PropertyValue> Effective => Row.Values.SetItems(Wanted);
}
