using NotionSync.Model;

namespace NotionSync.Mapping.Checking;

/// <summary>The words for property types in mapping files.</summary>
internal static class PropertyTypes
{
    private static readonly Dictionary<string, PropertyKind> Kinds = new()
    {
        ["title"] = PropertyKind.Title,
        ["text"] = PropertyKind.Text,
        ["number"] = PropertyKind.Number,
        ["select"] = PropertyKind.Select,
        ["multi_select"] = PropertyKind.MultiSelect,
        ["date"] = PropertyKind.Date,
        ["checkbox"] = PropertyKind.Checkbox,
        ["url"] = PropertyKind.Url,
        ["files"] = PropertyKind.Files,
        ["relation"] = PropertyKind.Relation,
        ["rollup"] = PropertyKind.Rollup,
        ["formula"] = PropertyKind.Formula,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<string> Words => Kinds.Keys;

    /// <summary>The type for a word; null for an unknown one.</summary>
    public static PropertyKind? Find(string word) => Kinds.TryGetValue(word, out var kind) ? kind : null;

    /// <summary>The word for a type.</summary>
    public static string Word(PropertyKind? kind) => Kinds.FirstOrDefault(pair => pair.Value == kind).Key ?? "unknown type";
}
