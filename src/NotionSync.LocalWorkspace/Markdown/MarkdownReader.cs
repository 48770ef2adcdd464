using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal static class MarkdownReader
{
    public static JsonArray Read(string markdown) => [];
}
