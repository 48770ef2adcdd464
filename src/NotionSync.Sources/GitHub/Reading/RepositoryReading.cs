using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.GitHub.Reading;

/// <summary>The reading of one repository in one read.</summary>
/// <param name="questions">Asks.</param>
/// <param name="name">The repository, as <c>owner/name</c>.</param>
/// <param name="scope">The scope of its records.</param>
internal sealed class RepositoryReading(Questions questions, string name, string scope)
{
    private readonly string path = string.Join('/', name.Split('/').Select(Uri.EscapeDataString));

    /// <summary>As <c>owner/name</c>.</summary>
    public string Name => name;

    /// <summary>Whether every record was given; else nothing may be called gone.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>What the read before noted of the repository; null for nothing.</summary>
    public JsonObject? Known => questions.Memory.KnownNote(name);

    /// <summary>Says that records were left out, since they are unchanged or out of the window.</summary>
    public void LeaveOut() => IsWhole = false;

    /// <summary>Leaves a note to the next read.</summary>
    public void Note(JsonObject note) => questions.Memory.Note(name, note);

    /// <summary>The path of something in the repository, e.g. <c>releases?per_page=100</c>; without one that of itself.</summary>
    public string Path(string below = "") => below.Length == 0 ? $"repos/{path}" : $"repos/{path}/{below}";

    /// <summary>Whether this was read before and not one of these answers changed since; stops at the first that did.</summary>
    public async Task<bool> IsUnchangedAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var any = false;
        foreach (var asked in paths)
        {
            any = true;
            if (!(await questions.AskAsync(asked, cancellationToken)).IsUnchanged)
            {
                return false;
            }
        }

        return any;
    }

    /// <summary>Asks for something below the repository; when it is unchanged, there is no body.</summary>
    public Task<GitHubAnswer> AskAsync(string below, CancellationToken cancellationToken) => questions.AskAsync(Path(below), cancellationToken);

    /// <summary>Asks for something below the repository whatever is known of it.</summary>
    public Task<GitHubAnswer> AskAnewAsync(string below, CancellationToken cancellationToken) => questions.AskAnewAsync(Path(below), cancellationToken);

    /// <summary>Asks for something that never changes, e.g. a blob by its sha: nothing is remembered of it.</summary>
    public Task<GitHubAnswer> GetAsync(string below, CancellationToken cancellationToken) => questions.Api.GetAsync(Path(below), tag: null, cancellationToken);

    /// <summary>Asks for all pages of a list of which nothing is remembered.</summary>
    public async Task<List<JsonObject>> GetAllAsync(string below, string member, CancellationToken cancellationToken)
    {
        var (all, tokens) = (new List<JsonObject>(), new PageTokens(questions.Api.Vendor, $"'{below}' of {name}"));
        for (var page = Path(below); tokens.GoesOn(page);)
        {
            var answer = await questions.Api.GetAsync(page, tag: null, cancellationToken);
            all.AddRange(answer.Items(member));
            page = answer.Next;
        }

        return all;
    }

    /// <summary>Asks for the pages of a list below the repository; those that are unchanged have no body, and their records are left out.</summary>
    /// <param name="below">The first page.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <param name="none">The status by which GitHub says that there is no such list here, e.g. 410 where issues are switched off.</param>
    public async IAsyncEnumerable<GitHubAnswer> PagesAsync(string below, [EnumeratorCancellation] CancellationToken cancellationToken, int none = 0)
    {
        await foreach (var page in questions.PagesAsync(Path(below), $"'{below}' of {name}", none, cancellationToken))
        {
            IsWhole &= !page.IsUnchanged;
            yield return page;
        }
    }

    /// <summary>A record of this repository.</summary>
    public SourceItem.Found Found(JsonObject record)
    {
        // Some answers name their repository in full; the others get its name at the same place.
        if (record["repository"] is not JsonObject)
        {
            record["repository"] = new JsonObject { ["full_name"] = name, ["name"] = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..] };
        }

        return new SourceItem.Found(new SourceRecord(scope, record));
    }
}
