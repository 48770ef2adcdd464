using System.Text.Json.Serialization;

namespace NotionSync.Notion.Api.Contracts;

/// <summary>The type of a property.</summary>
[JsonConverter(typeof(OpenNameConverter<PropertyType>))]
internal readonly record struct PropertyType(string Name) : IOpenName<PropertyType>
{
    public static PropertyType Title => new("title");

    public static PropertyType RichText => new("rich_text");

    public static PropertyType Number => new("number");

    public static PropertyType Select => new("select");

    public static PropertyType MultiSelect => new("multi_select");

    public static PropertyType Date => new("date");

    public static PropertyType Checkbox => new("checkbox");

    public static PropertyType Url => new("url");

    public static PropertyType Files => new("files");

    public static PropertyType Relation => new("relation");

    public static PropertyType Rollup => new("rollup");

    public static PropertyType Formula => new("formula");

    /// <inheritdoc/>
    public static PropertyType Of(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
