using System.Collections.Immutable;

namespace NotionSync.Model;

/// <summary>What one property of a database should be. A closed family, one case per type that a mapping may use.</summary>
public abstract record PropertySchema
{
    private PropertySchema()
    {
    }

    /// <summary>The property's name as mapped; people may show it under another one.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// What stands in the property's description in Notion: the mark by which the property is known again. Null for a mirror, which
    /// is known through its twin.
    /// </summary>
    public string? Mark { get; init; }

    /// <summary>The type.</summary>
    public abstract PropertyKind Kind { get; }

    /// <summary>The page's name; exactly one in a database.</summary>
    public sealed record Title : PropertySchema
    {
        /// <inheritdoc/>
        public override PropertyKind Kind => PropertyKind.Title;
    }

    /// <summary>Text.</summary>
    public sealed record Text : PropertySchema
    {
        /// <inheritdoc/>
        public override PropertyKind Kind => PropertyKind.Text;
    }

    /// <summary>A number with Notion's name of its format (<c>number</c>, <c>percent</c>, <c>dollar</c>, …); an open list.</summary>
    public sealed record Number(string Format) : PropertySchema
    {
        /// <inheritdoc/>
        public override PropertyKind Kind => PropertyKind.Number;
    }

    /// <summary>One of the options.</summary>
    public sealed record Select(ImmutableArray<SelectOption> Options) : PropertySchema
    {
        /// <inheritdoc/>
        public override PropertyKind Kind => PropertyKind.Select;
    }

    /// <summary>Any of the options.</summary>
    public sealed record MultiSelect(ImmutableArray<SelectOption> Options) : PropertySchema
    {
        /// <inheritdoc/>
        public override PropertyKind Kind => PropertyKind.MultiSelect;
    }

    /// <summary>A day or an instant.</summary>
    public sealed record Date : PropertySchema
    {
        /// <inheritdoc/>
        public override PropertyKind Kind => PropertyKind.Date;
    }

    /// <summary>A tick.</summary>
    public sealed record Checkbox : PropertySchema
    {
        /// <inheritdoc/>
        public override PropertyKind Kind => PropertyKind.Checkbox;
    }

    /// <summary>An address.</summary>
    public sealed record Url : PropertySchema
    {
        /// <inheritdoc/>
        public override PropertyKind Kind => PropertyKind.Url;
    }

    /// <summary>Files.</summary>
    public sealed record Files : PropertySchema
    {
        /// <inheritdoc/>
        public override PropertyKind Kind => PropertyKind.Files;
    }

    /// <summary>
    /// One side of a dual relation. <paramref name="Database"/> is the mapping id of the other database (or this one) and
    /// <paramref name="Mirror"/> the name of the property on that side.
    /// </summary>
    public sealed record Relation(string Database, string Mirror) : PropertySchema
    {
        /// <inheritdoc/>
        public override PropertyKind Kind => PropertyKind.Relation;
    }

    /// <summary>Notion computes <paramref name="Function"/> over <paramref name="Of"/> of the rows linked by <paramref name="Via"/>, a relation of this database.</summary>
    public sealed record Rollup(string Via, string Of, string Function) : PropertySchema
    {
        /// <inheritdoc/>
        public override PropertyKind Kind => PropertyKind.Rollup;
    }

    /// <summary>Notion computes the expression, for display only.</summary>
    public sealed record Formula(string Expression) : PropertySchema
    {
        /// <inheritdoc/>
        public override PropertyKind Kind => PropertyKind.Formula;
    }

    /// <summary>An option: its name, without commas, and Notion's name of its colour; null leaves the colour to Notion.</summary>
    public readonly record struct SelectOption(string Name, string? Color);
}
