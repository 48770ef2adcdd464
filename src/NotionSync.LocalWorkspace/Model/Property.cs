using System.Text.Json.Serialization;

namespace NotionSync.LocalWorkspace;

/// <summary>A column. Of the parts at the end, those of its type are set.</summary>
internal sealed class Property
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string Type { get; set; } = "";

    public string? Description { get; set; }

    /// <summary>Made at the first look at its links; rows by the thousand are looked at with it.</summary>
    [JsonIgnore]
    public string? LinksKey { get; set; }

    public string? Format { get; set; }

    public string? Prefix { get; set; }

    public List<Option> Options { get; set; } = [];

    public RelationEnd? Relation { get; set; }

    public RollupRule? Rollup { get; set; }

    /// <summary>The expression with property ids in place of names.</summary>
    public string? Formula { get; set; }

    /// <summary>Another one that is like it, options and all.</summary>
    public Property Copy()
    {
        var copy = (Property)MemberwiseClone();
        copy.Options = [.. Options.Select(option => option.Copy())];
        return copy;
    }

    public Option? OptionById(string? id) => Options.Find(option => option.Id == id);

    public Option? OptionByName(string name) =>
        Options.Find(option => option.Name == name) ?? Options.Find(option => option.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

internal sealed class Option
{
    public string Id { get; set; } = Ids.NewOption();

    public string Name { get; set; } = "";

    public string Color { get; set; } = "default";

    public string? Description { get; set; }

    /// <summary>Of a status: To-do, In progress or Complete.</summary>
    public string? Group { get; set; }

    public Option Copy() => (Option)MemberwiseClone();
}

/// <param name="DataSourceId">Whose pages are related.</param>
/// <param name="SyncedPropertyId">The property on the other side of a two-way relation; null for a one-way one.</param>
internal sealed record RelationEnd(string DataSourceId, string? SyncedPropertyId);

/// <param name="RelationId">The relation that is followed, a property of the same data source.</param>
/// <param name="TargetId">The property that is read, on the related pages.</param>
/// <param name="Function">What is made of the values.</param>
internal sealed record RollupRule(string RelationId, string TargetId, string Function);
