using System.Text.Json.Serialization;

namespace NotionSync.Notion.Api.Contracts;

/// <summary>The type of a view.</summary>
[JsonConverter(typeof(OpenNameConverter<ViewType>))]
internal readonly record struct ViewType(string Name) : IOpenName<ViewType>
{
    public static ViewType Table => new("table");

    public static ViewType Board => new("board");

    public static ViewType List => new("list");

    public static ViewType Calendar => new("calendar");

    public static ViewType Timeline => new("timeline");

    public static ViewType Gallery => new("gallery");

    public static ViewType Chart => new("chart");

    public static ViewType Dashboard => new("dashboard");

    /// <inheritdoc/>
    public static ViewType Of(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
