using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace NotionSync.Demo;

/// <summary>The files of a repository of the demo as Git sees them: trees and blobs by their sha.</summary>
internal sealed class GitHubFiles
{
    private readonly SortedDictionary<string, string> texts = new(StringComparer.Ordinal);

    /// <summary>Reads them from the account.</summary>
    public GitHubFiles(JsonObject repository)
    {
        foreach (var file in repository["files"]!.AsArray().OfType<JsonObject>())
        {
            texts[$"{file["path"]}"] = string.Concat(file["lines"]!.AsArray().Select(line => $"{line}\n"));
        }

        if (repository["codeowners"] is { } owners)
        {
            texts[".github/CODEOWNERS"] = owners.GetValue<string>();
        }
    }

    /// <summary>A tree, by the name of the branch or by its sha; null when there is none.</summary>
    public JsonObject? Tree(string name, bool isRecursive, string address) =>
        Folders().Select(folder => (string?)folder).FirstOrDefault(folder => (name is "main" or "HEAD" && folder is "") || TreeSha(folder!) == name) is { } found
            ? new JsonObject { ["sha"] = TreeSha(found), ["url"] = $"{address}/git/trees/{TreeSha(found)}", ["tree"] = new JsonArray([.. Entries(found, isRecursive, address)]), ["truncated"] = false }
            : null;

    /// <summary>A blob by its sha; null when there is none.</summary>
    public JsonObject? Blob(string sha, string address) => texts.Values.FirstOrDefault(text => Sha(text) == sha) is { } found
        ? new JsonObject
        {
            ["content"] = string.Concat(Convert.ToBase64String(Encoding.UTF8.GetBytes(found)).Chunk(60).Select(line => $"{new string(line)}\n")),
            ["encoding"] = "base64",
            ["url"] = $"{address}/git/blobs/{sha}",
            ["sha"] = sha,
            ["size"] = Encoding.UTF8.GetByteCount(found),
            ["node_id"] = sha,
        }
        : null;

    private IEnumerable<JsonNode> Entries(string folder, bool isRecursive, string address)
    {
        foreach (var other in Folders().Where(other => other.Length > 0 && IsIn(folder, other) && (isRecursive || FolderOf(other) == folder)))
        {
            yield return new JsonObject { ["path"] = Relative(folder, other), ["mode"] = "040000", ["type"] = "tree", ["sha"] = TreeSha(other), ["url"] = $"{address}/git/trees/{TreeSha(other)}" };
        }

        foreach (var (path, text) in texts.Where(file => IsIn(folder, file.Key) && (isRecursive || FolderOf(file.Key) == folder)))
        {
            yield return new JsonObject
            {
                ["path"] = Relative(folder, path),
                ["mode"] = "100644",
                ["type"] = "blob",
                ["sha"] = Sha(text),
                ["size"] = Encoding.UTF8.GetByteCount(text),
                ["url"] = $"{address}/git/blobs/{Sha(text)}",
            };
        }
    }

    private IEnumerable<string> Folders() => texts.Keys
        .SelectMany(path => path.Split('/') is var steps ? Enumerable.Range(0, steps.Length).Select(depth => string.Join('/', steps[..depth])) : [])
        .Distinct()
        .Order(StringComparer.Ordinal);

    private string TreeSha(string folder) => Sha($"tree {folder}\0{string.Concat(texts.Where(file => IsIn(folder, file.Key)).Select(file => $"{file.Key}\0{file.Value}\0"))}");

    private static bool IsIn(string folder, string path) => folder.Length == 0 || path.StartsWith($"{folder}/", StringComparison.Ordinal);

    private static string FolderOf(string path) => path.LastIndexOf('/') is >= 0 and var end ? path[..end] : "";

    private static string Relative(string folder, string path) => folder.Length == 0 ? path : path[(folder.Length + 1)..];

    // As long as Git's, and as good a name.
    private static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..40];
}
