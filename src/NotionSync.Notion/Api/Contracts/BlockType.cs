using System.Text.Json.Serialization;

namespace NotionSync.Notion.Api.Contracts;

/// <summary>The type of a block.</summary>
[JsonConverter(typeof(OpenNameConverter<BlockType>))]
internal readonly record struct BlockType(string Name) : IOpenName<BlockType>
{
    public static BlockType ChildDatabase => new("child_database");

    public static BlockType ChildPage => new("child_page");

    public static BlockType Paragraph => new("paragraph");

    public static BlockType Heading => new("heading_2");

    public static BlockType Code => new("code");

    public static BlockType Callout => new("callout");

    public static BlockType TableOfContents => new("table_of_contents");

    /// <inheritdoc/>
    public static BlockType Of(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
