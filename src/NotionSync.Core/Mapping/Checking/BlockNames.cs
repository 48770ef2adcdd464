using NotionSync.Mapping.Files;

namespace NotionSync.Mapping.Checking;

/// <summary>Names of source blocks.</summary>
internal static class BlockNames
{
    /// <summary>As written, else source and kind, e.g. <c>prometheus series</c>.</summary>
    public static string Of(SourceSection block) => block.Name ?? $"{block.Source.ToLowerInvariant()} {block.Kind}";
}
