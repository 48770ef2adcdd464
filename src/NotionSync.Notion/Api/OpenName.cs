using System.Text.Json;
using System.Text.Json.Serialization;

namespace NotionSync.Notion.Api;

/// <summary>An enumeration to which Notion may add names: known ones are constants, unknown ones are kept as they are.</summary>
internal interface IOpenName<TSelf>
    where TSelf : IOpenName<TSelf>
{
    /// <summary>Notion's name.</summary>
    string Name { get; }

    /// <summary>Wraps any name.</summary>
    static abstract TSelf Of(string name);
}

/// <summary>Reads and writes an open enumeration as its name.</summary>
internal sealed class OpenNameConverter<T> : JsonConverter<T>
    where T : struct, IOpenName<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.Of(reader.GetString() ?? "");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
