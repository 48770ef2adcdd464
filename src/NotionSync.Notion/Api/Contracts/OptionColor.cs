using System.Text.Json.Serialization;

namespace NotionSync.Notion.Api.Contracts;

/// <summary>The colour of an option.</summary>
[JsonConverter(typeof(OpenNameConverter<OptionColor>))]
internal readonly record struct OptionColor(string Name) : IOpenName<OptionColor>
{
    public static OptionColor Default => new("default");

    /// <inheritdoc/>
    public static OptionColor Of(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
