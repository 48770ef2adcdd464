using System.Text.Json.Serialization;

namespace NotionSync.Notion.Api.Contracts;

/// <summary>What a rollup computes.</summary>
[JsonConverter(typeof(OpenNameConverter<RollupFunction>))]
internal readonly record struct RollupFunction(string Name) : IOpenName<RollupFunction>
{
    public static RollupFunction Sum => new("sum");

    public static RollupFunction Average => new("average");

    public static RollupFunction Count => new("count");

    /// <inheritdoc/>
    public static RollupFunction Of(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
