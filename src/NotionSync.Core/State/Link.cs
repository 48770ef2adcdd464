using NotionSync.Model;

namespace NotionSync.State;

/// <summary>A link of one dual relation. <paramref name="Relation"/> is <c>database.Property</c> of the side that declares it (the left).</summary>
public readonly record struct LinkId(string Relation, RowRef Left, RowRef Right) : IComparable<LinkId>
{
    /// <summary>Orders by relation, then left, then right row, so that plans have one order everywhere.</summary>
    public int CompareTo(LinkId other) => string.CompareOrdinal(Relation, other.Relation) is var byRelation and not 0 ? byRelation
        : Left.CompareTo(other.Left) is var byLeft and not 0 ? byLeft
        : Right.CompareTo(other.Right);
}

/// <summary>A link as it is in Notion.</summary>
/// <param name="Id">Which.</param>
/// <param name="OfPeople">Made by people, or given to them with the seed: never removed by us.</param>
public sealed record Link(LinkId Id, bool OfPeople);

/// <summary>A link that somebody wants.</summary>
/// <param name="Id">Which.</param>
/// <param name="Maker">The claimant's key, or <c>rule:database.Property</c> for a link rule.</param>
public sealed record WantedLink(LinkId Id, string Maker);
