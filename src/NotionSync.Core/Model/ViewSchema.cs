using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace NotionSync.Model;

/// <summary>What one view of a database should be. Properties are named as mapped; the wire turns names into ids.</summary>
public sealed record ViewSchema
{
    /// <summary>The tab's name, unique in its database.</summary>
    public required string Name { get; init; }

    /// <summary>Notion's name of the type: <c>table board list calendar timeline gallery chart</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The properties to show, in this order; all others are hidden. Empty: Notion's default.</summary>
    public ImmutableArray<string> Properties { get; init; } = [];

    /// <summary>The property by which rows are grouped (table, board); null for none. A board needs one.</summary>
    public string? GroupBy { get; init; }

    /// <summary>The date property of a calendar or timeline.</summary>
    public string? Date { get; init; }

    /// <summary>The end date property of a timeline.</summary>
    public string? EndDate { get; init; }

    /// <summary>Conditions; all must hold. Empty shows every row.</summary>
    public ImmutableArray<ViewCondition> Where { get; init; } = [];

    /// <summary>Sorts, the first weighs most.</summary>
    public ImmutableArray<ViewSort> Sort { get; init; } = [];

    /// <summary>A chart's shape; null for other types.</summary>
    public ViewChart? Chart { get; init; }
}

/// <summary>
/// A condition in Notion's words, e.g. property <c>Status</c>, operator <c>does_not_equal</c>, value <c>["Resolved","Closed"]</c>
/// (text, number, boolean or list of texts; <c>true</c> for <c>is_empty</c> and <c>is_not_empty</c>). The wire adds the property's type.
/// </summary>
public sealed record ViewCondition(string Property, string Operator, JsonNode Value);

/// <summary>A sort by a property.</summary>
public sealed record ViewSort(string Property, bool Descending);

/// <summary>A chart.</summary>
/// <param name="Type"><c>column bar line donut number</c>.</param>
/// <param name="By">The property on the x axis; null for a number chart.</param>
/// <param name="Aggregate">Notion's aggregator: <c>count sum average min max median</c>, ….</param>
/// <param name="Of">The property that is aggregated; null for <c>count</c>.</param>
public sealed record ViewChart(string Type, string? By, string Aggregate, string? Of);
