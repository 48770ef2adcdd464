using System.Collections.Frozen;
using System.Collections.Immutable;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Mapping;

/// <summary>One dual relation: the side that declares it (left) and its mirror (right).</summary>
public sealed record DualRelation(string LeftDatabase, string LeftProperty, string RightDatabase, string RightProperty)
{
    /// <summary>The relation's name in the state: <c>database.Property</c> of the left side.</summary>
    public string Id => $"{LeftDatabase}.{LeftProperty}";

    /// <summary>Whether both sides lie in one database.</summary>
    public bool IsSelf => LeftDatabase == RightDatabase;
}

/// <summary>A relation as one of its two properties sees it.</summary>
/// <param name="Relation">Which.</param>
/// <param name="IsLeft">Whether the property is the declaring side.</param>
public readonly record struct RelationSide(DualRelation Relation, bool IsLeft)
{
    /// <summary>The database of this side.</summary>
    public string Database => IsLeft ? Relation.LeftDatabase : Relation.RightDatabase;

    /// <summary>This side's property.</summary>
    public string Property => IsLeft ? Relation.LeftProperty : Relation.RightProperty;

    /// <summary>The other side.</summary>
    public RelationSide Other => new(Relation, !IsLeft);

    /// <summary>The link between a row of this side and one of the other.</summary>
    public LinkId Link(RowRef here, RowRef there) => IsLeft ? new LinkId(Relation.Id, here, there) : new LinkId(Relation.Id, there, here);

    /// <summary>This side's row of a link.</summary>
    public RowRef Here(LinkId link) => IsLeft ? link.Left : link.Right;

    /// <summary>The other side's row of a link.</summary>
    public RowRef There(LinkId link) => IsLeft ? link.Right : link.Left;
}

/// <summary>All dual relations of a catalog, found by either property.</summary>
public sealed class RelationMap
{
    private readonly FrozenDictionary<(string Database, string Property), RelationSide> sides;
    private readonly FrozenDictionary<string, DualRelation> byId;

    /// <summary>Reads the relations of a valid catalog.</summary>
    public RelationMap(Catalog catalog)
        : this([
            .. from database in catalog.Databases
               from property in database.Properties
               where !property.IsMirror && property.Schema is PropertySchema.Relation
               let relation = (PropertySchema.Relation)property.Schema
               select new DualRelation(database.Id, relation.Name, relation.Database, relation.Mirror),
        ])
    {
    }

    private RelationMap(ImmutableArray<DualRelation> all)
    {
        All = all;
        sides = All
            .SelectMany(relation => new[] { new RelationSide(relation, true), new RelationSide(relation, false) })
            .ToFrozenDictionary(side => (side.Database, side.Property));
        byId = All.ToFrozenDictionary(relation => relation.Id);
    }

    /// <summary>Every relation, in the order of the mapping.</summary>
    public ImmutableArray<DualRelation> All { get; }

    /// <summary>The relation of a property; null when the property is none.</summary>
    public RelationSide? Side(string database, string property) => sides.TryGetValue((database, property), out var side) ? side : null;

    /// <summary>The relation of an id; null when the mapping no longer has it.</summary>
    public DualRelation? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>Only the relations of a database to itself.</summary>
    public RelationMap Within(string database) => new([.. All.Where(relation => relation.IsSelf && relation.LeftDatabase == database)]);

    /// <summary>The sides that lie in a database.</summary>
    public IEnumerable<RelationSide> SidesOf(string database) =>
        All.SelectMany(relation => new[] { new RelationSide(relation, true), new RelationSide(relation, false) }).Where(side => side.Database == database);
}
