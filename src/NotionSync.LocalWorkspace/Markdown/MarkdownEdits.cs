using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Exact replacements in a page's Markdown.</summary>
internal static class MarkdownEdits
{
    public static string Apply(string text, JsonArray updates)
    {
        foreach (var update in updates.Select(each => (JsonObject)each!))
        {
            var (old, replacement) = (update.Text("old_str")!, update.Text("new_str")!);
            var first = old.Length == 0 ? -1 : text.IndexOf(old, StringComparison.Ordinal);
            if (first < 0)
            {
                throw ApiException.Validation($"Could not find \"{old}\" in the page.");
            }

            var isUnique = text.IndexOf(old, first + 1, StringComparison.Ordinal) < 0;
            if (!isUnique && update.Flag("replace_all_matches") != true)
            {
                throw ApiException.Validation($"\"{old}\" is found more than once in the page. Set replace_all_matches, or give more context.");
            }

            text = text.Replace(old, replacement, StringComparison.Ordinal);
        }

        return text;
    }
}
