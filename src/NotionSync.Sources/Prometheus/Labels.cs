using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace NotionSync.Sources.Prometheus;

/// <summary>Label sets as identities and as members of records.</summary>
internal static class Labels
{
    /// <summary>The key of a record that is told apart by no label.</summary>
    public const string NoLabels = "all";

    /// <summary>
    /// The values of some labels in the order of the labels' names, joined by slashes; a label that is absent counts as empty, as in
    /// PromQL. Slashes within values are escaped when there are several, so that no two sets share a key.
    /// </summary>
    public static string Key(IReadOnlyDictionary<string, string> labels, IReadOnlyList<string> by) => by switch
    {
        [] => NoLabels,
        [var only] => labels.GetValueOrDefault(only, ""),
        _ => string.Join('/', by.Order(StringComparer.Ordinal).Select(name => Escape(labels.GetValueOrDefault(name, "")))),
    };

    /// <summary>Sixteen hexadecimal digits that stand for the whole set.</summary>
    public static string Fingerprint(IReadOnlyDictionary<string, string> labels)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in labels.OrderBy(label => label.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append('\0').Append(value).Append('\0');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    /// <summary>The set as an object, ordered by name.</summary>
    public static JsonObject ToNode(IEnumerable<KeyValuePair<string, string>>? labels) =>
        [.. (labels ?? []).OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => KeyValuePair.Create<string, JsonNode?>(label.Key, label.Value))];

    private static string Escape(string value) => value.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);
}
