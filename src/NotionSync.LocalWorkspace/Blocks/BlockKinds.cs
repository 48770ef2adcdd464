using System.Collections.Frozen;

namespace NotionSync.LocalWorkspace;

internal static class BlockKinds
{
    public static readonly FrozenSet<string> WithText = FrozenSet.Create(
        "paragraph", "bulleted_list_item", "numbered_list_item", "quote", "toggle", "heading_1", "heading_2", "heading_3", "heading_4", "to_do", "callout", "template");

    public static readonly FrozenSet<string> WithFile = FrozenSet.Create("image", "video", "pdf", "audio", "file");

    private static readonly FrozenSet<string> WithChildren = FrozenSet.Create(
        "paragraph", "bulleted_list_item", "numbered_list_item", "quote", "toggle", "to_do", "callout", "template", "synced_block",
        "heading_1", "heading_2", "heading_3", "heading_4", "column", "table", "tab");

    /// <summary>Headings hold blocks only when they fold.</summary>
    public static bool CanHold(Block block) => WithChildren.Contains(block.Type)
        && (!block.Type.StartsWith("heading", StringComparison.Ordinal) || block.Content.Flag("is_toggleable") == true);
}
