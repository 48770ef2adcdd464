using System.Runtime.CompilerServices;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.GitHub.Reading;

/// <summary>Asks for what may have been read before, by its tag.</summary>
internal sealed class Questions(GitHubApi api, PartMemory memory)
{
    /// <summary>Where it asks.</summary>
    public GitHubApi Api => api;

    /// <summary>What is known.</summary>
    public PartMemory Memory => memory;

    /// <summary>Asks whether an answer changed; when it did not, there is no body, and <see cref="GitHubAnswer.Next"/> is as it was.</summary>
    public Task<GitHubAnswer> AskAsync(string path, CancellationToken cancellationToken) => AskAsync(path, memory.Known(path), cancellationToken);

    /// <summary>Asks for an answer whatever is known.</summary>
    public Task<GitHubAnswer> AskAnewAsync(string path, CancellationToken cancellationToken) => AskAsync(path, known: null, cancellationToken);

    /// <summary>Asks for one page after the other.</summary>
    /// <param name="first">The first page.</param>
    /// <param name="what">Named in faults, e.g. <c>releases of acme/app</c>.</param>
    /// <param name="none">The status by which GitHub says that there is no such list; 0 for none.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <exception cref="VendorException">It was refused, or a page came twice.</exception>
    public async IAsyncEnumerable<GitHubAnswer> PagesAsync(string first, string what, int none, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tokens = new PageTokens(api.Vendor, what);
        for (var path = first; tokens.GoesOn(path);)
        {
            if (await AskOrNoneAsync(path, none, cancellationToken) is not { } page)
            {
                yield break;
            }

            yield return page;
            path = page.Next;
        }
    }

    private async Task<GitHubAnswer?> AskOrNoneAsync(string path, int none, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(path, cancellationToken);
        }
        catch (VendorException absent) when (absent.Status == none && absent.Body is not null)
        {
            return null;
        }
    }

    private async Task<GitHubAnswer> AskAsync(string path, Mark? known, CancellationToken cancellationToken)
    {
        var answer = await api.GetAsync(path, known?.Tag, cancellationToken);
        if (answer.IsUnchanged)
        {
            var same = known ?? throw new VendorException(
                $"{api.Vendor.Name} at {api.Vendor.Address} says that '{path}' is unchanged (304), though nothing was known of it. Look for a proxy in between that caches.", status: 304);
            memory.Keep(path, same);
            return answer with { Next = same.Next };
        }

        if (answer.Tag is { } tag)
        {
            memory.Keep(path, new Mark(tag, answer.Next));
        }

        return answer;
    }
}
