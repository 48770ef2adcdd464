using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace NotionSync.Sources.GitHub.Reading;

/// <summary>Finds the markdown files below some paths in a tree of GitHub's.</summary>
/// <param name="reading">The repository.</param>
/// <param name="paths">Folders, whose files are taken however deep, or single files; without slashes at their ends.</param>
internal sealed class FileTree(RepositoryReading reading, ImmutableArray<string> paths)
{
    private static readonly ImmutableArray<string> Endings = [".md", ".markdown"];

    // A link's content is another file's path.
    private const string SymbolicLink = "120000";

    /// <summary>The entries of the files, each with its whole path, in the order of the tree.</summary>
    /// <param name="tree">The whole tree; where GitHub cut it off, folders are asked for one by one.</param>
    /// <param name="cancellationToken">Stops between folders.</param>
    public IAsyncEnumerable<JsonObject> FilesAsync(JsonObject tree, CancellationToken cancellationToken) => FilesAsync(tree, "", cancellationToken);

    private async IAsyncEnumerable<JsonObject> FilesAsync(JsonObject tree, string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!tree.Flag("truncated"))
        {
            foreach (var entry in tree.Objects("tree").ToList())
            {
                entry["path"] = folder + entry.Text("path");
                if (IsWanted(entry))
                {
                    yield return entry;
                }
            }

            yield break;
        }

        // By its sha the same tree comes without its depths, and whole.
        var level = (await reading.GetAsync($"git/trees/{tree.Text("sha")}", cancellationToken)).Object;
        foreach (var entry in level.Objects("tree").ToList())
        {
            var path = folder + entry.Text("path");
            if (entry.Text("type") == "tree" && LeadsToWanted(path) && entry.Text("sha") is { } sha)
            {
                var below = (await reading.GetAsync($"git/trees/{sha}?recursive=1", cancellationToken)).Object;
                await foreach (var file in FilesAsync(below, $"{path}/", cancellationToken))
                {
                    yield return file;
                }
            }
            else
            {
                entry["path"] = path;
                if (IsWanted(entry))
                {
                    yield return entry;
                }
            }
        }
    }

    /// <summary>The configured path that a file was found by.</summary>
    public string Found(string file) => paths.First(path => Holds(path, file));

    private bool IsWanted(JsonObject entry) =>
        entry.Text("type") == "blob" && entry.Text("mode") != SymbolicLink && entry.Text("path") is { } file
        && Endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) && paths.Any(path => Holds(path, file));

    private bool LeadsToWanted(string folder) => paths.Any(path => Holds(path, folder) || Holds(folder, path));

    private static bool Holds(string path, string file) =>
        path.Length == 0 || path == file || (file.StartsWith(path, StringComparison.Ordinal) && file[path.Length] == '/');
}
