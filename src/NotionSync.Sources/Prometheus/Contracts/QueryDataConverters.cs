using System.Text.Json;
using System.Text.Json.Serialization;

namespace NotionSync.Sources.Prometheus.Contracts;

/// <summary>Reads an element of a result by its shape.</summary>
internal sealed class ResultItemConverter : JsonConverter<ResultItem>
{
    /// <inheritdoc/>
    public override ResultItem Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.StartObject => new ResultItem.Of(JsonSerializer.Deserialize(ref reader, PrometheusJson.Default.Series)!),
        JsonTokenType.Number => new ResultItem.Time(reader.GetDecimal()),
        JsonTokenType.String => new ResultItem.Text(reader.GetString()!),
        _ => throw new JsonException($"A result holds {reader.TokenType}."),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ResultItem value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Results are only read.");
}

/// <summary>Reads the pair <c>[seconds, "number"]</c>.</summary>
internal sealed class SampleConverter : JsonConverter<Sample>
{
    /// <inheritdoc/>
    public override Sample Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Expect(reader.TokenType is JsonTokenType.StartArray);
        Expect(reader.Read() && reader.TokenType is JsonTokenType.Number);
        var seconds = reader.GetDecimal();
        Expect(reader.Read() && reader.TokenType is JsonTokenType.String);
        var value = PromNumber.Parse(reader.GetString());
        Expect(reader.Read() && reader.TokenType is JsonTokenType.EndArray);
        return new Sample(seconds, value);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Sample value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Samples are only read.");

    private static void Expect(bool holds)
    {
        if (!holds)
        {
            throw new JsonException("A sample is not a pair of a time and a text.");
        }
    }
}
