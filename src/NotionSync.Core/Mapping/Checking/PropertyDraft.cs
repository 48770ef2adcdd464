using NotionSync.Mapping.Files;
using NotionSync.Mapping.Reading;
using NotionSync.Model;

namespace NotionSync.Mapping.Checking;

/// <summary>A property of a database as the files give it, before it is known to be right.</summary>
internal sealed record PropertyDraft
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its type; null when the file gives none that we know.</summary>
    public required PropertyKind? Kind { get; init; }

    /// <summary>What the file says; null for mirrors and common properties.</summary>
    public PropertySection? Section { get; init; }

    /// <summary>The path of its entry in the file that declares it (a mirror: of the relation that makes it); empty for common ones.</summary>
    public string Path { get; init; } = "";

    /// <summary>A relation: the id of the other database, as written.</summary>
    public string? To { get; init; }

    /// <summary>A relation: the name of the other side.</summary>
    public string? Twin { get; init; }

    /// <summary>Made by Notion for a relation that another property declares.</summary>
    public bool IsMirror { get; init; }

    /// <summary>One of the four that every database has.</summary>
    public bool IsCommon { get; init; }

    /// <summary>The options by name; empty for kinds without.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Whether values outside of the options are allowed.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether Notion computes it.</summary>
    public bool IsComputed => Kind is PropertyKind.Rollup or PropertyKind.Formula;

    /// <summary>As a file's entry says.</summary>
    public static PropertyDraft Of(string name, PropertySection section) => new()
    {
        Name = name,
        Kind = PropertyTypes.Find(section.Type),
        Section = section,
        Path = PositionMap.Join("/properties", name),
        To = section.To,
        Twin = section.Mirror,
        IsOpen = section.Open,
        Options = [.. section.Options.Select(option => option.Name)],
    };
}
