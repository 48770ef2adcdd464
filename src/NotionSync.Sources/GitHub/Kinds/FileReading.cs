using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.GitHub.Reading;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.GitHub.Kinds;

/// <summary>Reads the markdown files of one repository: of those whose sha is known, nothing is fetched.</summary>
/// <param name="reading">The repository.</param>
/// <param name="paths">Folders or files, without slashes at their ends.</param>
/// <param name="branch">Null: the default branch.</param>
internal sealed class FileReading(RepositoryReading reading, ImmutableArray<string> paths, string? branch)
{
    private const string Home = "home";
    private const string Files = "files";

    // A document that people read is smaller by far, and Notion would not take it.
    private const long MostBytes = 1_048_576;

    /// <summary>Gives the files that changed, or all when nothing is known.</summary>
    public async IAsyncEnumerable<SourceItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var home = await HomeAsync(cancellationToken);
        var known = reading.Known?[Files] as JsonObject ?? [];
        if (await TreeAsync(branch ?? home.Text("branch") ?? "HEAD", cancellationToken) is not { } answer)
        {
            yield break;
        }

        if (answer.IsUnchanged)
        {
            reading.LeaveOut();
            reading.Note(new JsonObject { [Home] = home, [Files] = known.DeepClone() });
            yield break;
        }

        var (files, tree) = (new JsonObject(), new FileTree(reading, paths));
        await foreach (var entry in tree.FilesAsync(answer.Object, cancellationToken))
        {
            var path = entry.Text("path") ?? "";
            files[path] = entry.Text("sha");
            if (known.Text(path) is { } sha && sha == entry.Text("sha"))
            {
                reading.LeaveOut();
                continue;
            }

            yield return await RecordAsync(entry, path, tree.Found(path), home, cancellationToken);
        }

        reading.Note(new JsonObject { [Home] = home, [Files] = files });
    }

    // What of the repository is needed: id, name, default branch and address.
    private async Task<JsonObject> HomeAsync(CancellationToken cancellationToken)
    {
        var answer = await reading.AskAsync("", cancellationToken);
        if (answer.IsUnchanged && reading.Known?[Home] is JsonObject known)
        {
            return (JsonObject)known.DeepClone();
        }

        return new JsonObject
        {
            ["id"] = answer.Object["id"]?.DeepClone(),
            ["full_name"] = answer.Object.Text("full_name") ?? reading.Name,
            ["name"] = answer.Object.Text("name") ?? reading.Name,
            ["html_url"] = answer.Object.Text("html_url"),
            ["branch"] = answer.Object.Text("default_branch"),
        };
    }

    private async Task<GitHubAnswer?> TreeAsync(string at, CancellationToken cancellationToken)
    {
        try
        {
            return await reading.AskAsync($"git/trees/{Uri.EscapeDataString(at)}?recursive=1", cancellationToken);
        }
        catch (VendorException empty) when (empty is { Status: 409, Body: not null })
        {
            // A repository without a commit.
            return null;
        }
    }

    private async Task<SourceItem.Found> RecordAsync(JsonObject entry, string path, string folder, JsonObject home, CancellationToken cancellationToken)
    {
        var at = branch ?? home.Text("branch") ?? "HEAD";
        var name = path[(path.LastIndexOf('/') + 1)..];
        entry["key"] = $"{home.Id() ?? reading.Name}/{path}";
        entry["name"] = name;
        entry["stem"] = System.IO.Path.GetFileNameWithoutExtension(name);
        entry["folder"] = folder;
        entry["branch"] = at;
        entry["html_url"] = home.Text("html_url") is { } address ? $"{address}/blob/{Escape(at)}/{Escape(path)}" : null;
        var text = await TextAsync(entry, cancellationToken) is { } file ? MarkdownText.Of(file) : null;
        entry["title"] = text?.Title ?? text?.FrontMatter?.Text("title") ?? entry.Text("stem");
        if (text is not null)
        {
            entry["front_matter"] = text.FrontMatter;
            entry["doc_status"] = text.Status;
            entry["content"] = home.Text("html_url") is { } root ? new RelativeLinks(root, Escape(at), path).Resolve(text.Content) : text.Content;
        }

        if (await CommitAsync(path, at, cancellationToken) is { } commit)
        {
            entry["commit"] = commit;
        }

        entry["repository"] = home.DeepClone();
        return reading.Found(entry);
    }

    private async Task<string?> TextAsync(JsonObject entry, CancellationToken cancellationToken)
    {
        if (entry.Number("size") > MostBytes || entry.Text("sha") is not { } sha)
        {
            return null;
        }

        return Blobs.Text((await reading.GetAsync($"git/blobs/{sha}", cancellationToken)).Object)
            ?? throw new VendorException(string.Create(CultureInfo.InvariantCulture, $"GitHub gave '{entry.Text("path")}' of {reading.Name} in a form that cannot be read."), status: 200);
    }

    private async Task<JsonObject?> CommitAsync(string path, string at, CancellationToken cancellationToken)
    {
        var answer = await reading.GetAsync($"commits?path={Uri.EscapeDataString(path)}&sha={Uri.EscapeDataString(at)}&per_page=1", cancellationToken);
        if (answer.Items().FirstOrDefault() is not { } latest)
        {
            return null;
        }

        var said = latest["commit"] as JsonObject ?? [];
        var author = said["author"] as JsonObject ?? [];
        return new JsonObject
        {
            ["sha"] = latest.Text("sha"),
            ["date"] = (said["committer"] as JsonObject ?? author).Text("date"),
            ["message"] = said.Text("message")?.Split('\n')[0],
            ["author"] = (latest["author"] as JsonObject)?.Text("login") ?? author.Text("name"),
            ["html_url"] = latest.Text("html_url"),
        };
    }

    private static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
