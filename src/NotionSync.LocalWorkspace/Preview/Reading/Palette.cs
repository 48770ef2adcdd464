using System.Collections.Frozen;

namespace NotionSync.LocalWorkspace.Preview;

/// <summary>Notion's colours as style classes. A colour that is unknown is the default one.</summary>
internal static class Palette
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create("gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red");

    /// <summary>e.g. <c>color-blue</c>, <c>back-blue</c> for <c>blue_background</c>.</summary>
    public static string Class(string color)
    {
        var isBack = color.EndsWith("_background", StringComparison.Ordinal) || color.EndsWith("_bg", StringComparison.Ordinal);
        return $"{(isBack ? "back" : "color")}-{Name(color.Split('_')[0])}";
    }

    public static string Name(string color) => Known.Contains(color) ? color : "default";
}
