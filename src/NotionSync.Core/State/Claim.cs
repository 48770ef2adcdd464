using System.Collections.Immutable;
using NotionSync.Model;

namespace NotionSync.State;

/// <summary>A claim without what it says.</summary>
public sealed record ClaimMark(RowKey Claimant, RowKey Row, string Scope, string Fingerprint, int Absences);

/// <summary>What one record of one source (or one seed row) says about a row. Several claims may share a row: one thing, one row.</summary>
public sealed record Claim
{
    /// <summary>The database's mapping id.</summary>
    public required string Database { get; init; }

    /// <summary>The record's own key: <c>source/kind/id</c>.</summary>
    public required RowKey Claimant { get; init; }

    /// <summary>The row that it speaks of; the same as <see cref="Claimant"/> for the row's maker.</summary>
    public required RowKey Row { get; init; }

    /// <summary>The mapping block that made it.</summary>
    public required string Block { get; init; }

    /// <summary>The part of the source from which it was read.</summary>
    public required string Scope { get; init; }

    /// <summary>Values by property. <see cref="PropertyValue.Empty"/>: the source says that there is none.</summary>
    public required ImmutableDictionary<string, PropertyValue> Values { get; init; }

    /// <summary>Titles or keys of linked rows by relation.</summary>
    public required ImmutableDictionary<string, ImmutableArray<string>> Links { get; init; }

    /// <summary>Hash of values and links: the same hash, the same claim.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Complete reads in a row in which the record was missing; 0 while it is there.</summary>
    public int Absences { get; init; }

    /// <summary>When it was first missing; null while it is there.</summary>
    public DateTimeOffset? AbsentSince { get; init; }

    /// <summary>Who speaks: <c>seed</c>, <c>us</c> or a source's name in lower case.</summary>
    public string Writer => Claimant.Source;
}
