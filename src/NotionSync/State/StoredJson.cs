using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NotionSync.Model;

namespace NotionSync.State;

/// <summary>The dictionaries of records as JSON texts, one text per row of a table.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, string[]>))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    // The texts are read by this program alone: escaping for web pages would only make them longer.
    private static readonly StoredJson Plain = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write(IEnumerable<string> texts) => JsonSerializer.Serialize([.. texts], Plain.StringArray);

    public static string Write(ImmutableDictionary<string, PropertyValue> values) =>
        values.IsEmpty ? "{}" : JsonSerializer.Serialize(values.ToDictionary(pair => pair.Key, pair => ValueText.Write(pair.Value)), Plain.DictionaryStringString);

    public static string Write(ImmutableDictionary<string, DateTimeOffset> instants) =>
        instants.IsEmpty ? "{}" : JsonSerializer.Serialize(instants.ToDictionary(pair => pair.Key, pair => Instant.Write(pair.Value)), Plain.DictionaryStringString);

    public static string Write(ImmutableDictionary<string, ImmutableArray<string>> lists) =>
        lists.IsEmpty ? "{}" : JsonSerializer.Serialize(lists.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray()), Plain.DictionaryStringStringArray);

    public static string WritePairs(IEnumerable<(string Name, string Id, string Applied)> pairs) =>
        JsonSerializer.Serialize(pairs.ToDictionary(pair => pair.Name, pair => new[] { pair.Id, pair.Applied }), Plain.DictionaryStringStringArray);

    public static ImmutableDictionary<string, T> ReadPairs<T>(string json, Func<string, string, T> create) =>
        Lists(json).ToImmutableDictionary(pair => Name(pair.Key), pair => create(pair.Value[0], pair.Value[1]));

    public static ImmutableDictionary<string, PropertyValue> ReadValues(string json) =>
        json == "{}" ? ImmutableDictionary<string, PropertyValue>.Empty : Texts(json).ToImmutableDictionary(pair => Name(pair.Key), pair => ValueText.Read(pair.Value));

    public static ImmutableDictionary<string, DateTimeOffset> ReadInstants(string json) =>
        json == "{}" ? ImmutableDictionary<string, DateTimeOffset>.Empty : Texts(json).ToImmutableDictionary(pair => Name(pair.Key), pair => Instant.Read(pair.Value));

    public static ImmutableDictionary<string, ImmutableArray<string>> ReadLists(string json) =>
        json == "{}"
            ? ImmutableDictionary<string, ImmutableArray<string>>.Empty
            : Lists(json).ToImmutableDictionary(pair => Name(pair.Key), pair => pair.Value.ToImmutableArray());

    private static Dictionary<string, string> Texts(string json) => JsonSerializer.Deserialize(json, Plain.DictionaryStringString) ?? [];

    private static Dictionary<string, string[]> Lists(string json) => JsonSerializer.Deserialize(json, Plain.DictionaryStringStringArray) ?? [];

    // A hundred thousand rows share a few hundred property names.
    private static string Name(string text) => string.Intern(text);
}
