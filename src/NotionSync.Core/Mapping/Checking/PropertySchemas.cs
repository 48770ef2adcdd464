using System.Collections.Immutable;
using System.Diagnostics;
using NotionSync.Mapping.Files;
using NotionSync.Model;

namespace NotionSync.Mapping.Checking;

/// <summary>Makes schemas from properties that keep all rules.</summary>
internal static class PropertySchemas
{
    private const string DefaultFormat = "number";

    /// <param name="property">The property.</param>
    /// <param name="section">What its file says.</param>
    /// <param name="other">The database that a relation or rollup leads to; null for other kinds.</param>
    public static PropertySchema Of(PropertyDraft property, PropertySection section, DatabaseDraft? other) => property.Kind switch
    {
        PropertyKind.Title => new PropertySchema.Title { Name = property.Name },
        PropertyKind.Text => new PropertySchema.Text { Name = property.Name },
        PropertyKind.Number => new PropertySchema.Number(section.Format ?? DefaultFormat) { Name = property.Name },
        PropertyKind.Select => new PropertySchema.Select(Options(section)) { Name = property.Name },
        PropertyKind.MultiSelect => new PropertySchema.MultiSelect(Options(section)) { Name = property.Name },
        PropertyKind.Date => new PropertySchema.Date { Name = property.Name },
        PropertyKind.Checkbox => new PropertySchema.Checkbox { Name = property.Name },
        PropertyKind.Url => new PropertySchema.Url { Name = property.Name },
        PropertyKind.Files => new PropertySchema.Files { Name = property.Name },
        PropertyKind.Relation => new PropertySchema.Relation(section.To!, section.Mirror!) { Name = property.Name },
        PropertyKind.Rollup => new PropertySchema.Rollup(section.Relation!, section.Property ?? other!.Title, section.Function!) { Name = property.Name },
        PropertyKind.Formula => new PropertySchema.Formula(section.Expression!) { Name = property.Name },
        _ => throw new UnreachableException($"Unknown kind {property.Kind}."),
    };

    private static ImmutableArray<PropertySchema.SelectOption> Options(PropertySection section) =>
        [.. section.Options.Select(option => new PropertySchema.SelectOption(option.Name, option.Color))];
}
