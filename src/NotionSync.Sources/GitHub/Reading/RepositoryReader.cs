using System.Runtime.CompilerServices;
using NotionSync.Abstractions;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.GitHub.Reading;

/// <summary>How one repository is read.</summary>
internal delegate IAsyncEnumerable<SourceItem> ReadRepository(RepositoryReading reading, CancellationToken cancellationToken);

/// <summary>Goes through the repositories: one that fails leaves the others alone, and is asked for the same again in the next read.</summary>
internal sealed class RepositoryReader(GitHubApi api, RepositoryList list)
{
    // No repository has this name.
    private const string Lists = "";

    /// <summary>Reads all repositories; the scope is each one's name.</summary>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, ReadRepository read, CancellationToken cancellationToken) =>
        ReadAsync(query, one => one.Name, read, cancellationToken);

    /// <summary>Reads all repositories.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="scopeOf">The scope of a repository's records.</param>
    /// <param name="read">Reads one.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <exception cref="VendorException">GitHub cannot be read at all.</exception>
    public async IAsyncEnumerable<SourceItem> ReadAsync(
        SourceQuery query, Func<ListedRepository, string> scopeOf, ReadRepository read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var memory = Memory.From(query.Cursor);
        var listed = await list.ReadAsync(query.Settings, new Questions(api, memory.Part(Lists)), cancellationToken);
        foreach (var (entry, fault) in listed.Faults)
        {
            yield return new SourceItem.Failed(entry, fault.Message);
        }

        foreach (var scope in listed.Found.GroupBy(scopeOf))
        {
            var isWhole = true;
            foreach (var one in scope)
            {
                var hasFailed = false;
                var reading = new RepositoryReading(new Questions(api, memory.Part(one.Name)), one.Name, scope.Key);
                await foreach (var item in GuardedAsync(reading, read, cancellationToken))
                {
                    hasFailed |= item is SourceItem.Failed;
                    yield return item;
                }

                if (hasFailed)
                {
                    memory.Leave(one.Name);
                }

                isWhole &= reading.IsWhole;
            }

            if (isWhole)
            {
                yield return new SourceItem.ScopeRead(scope.Key);
            }
        }

        if (listed.Faults.Length > 0)
        {
            memory.Leave(Lists);
            memory.LeaveOthers();
        }

        yield return new SourceItem.Next(memory.ToCursor());
    }

    private static async IAsyncEnumerable<SourceItem> GuardedAsync(RepositoryReading reading, ReadRepository read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var items = read(reading, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            var (hasItem, fault) = await NextAsync(items);
            if (fault is not null)
            {
                reading.LeaveOut();
                yield return new SourceItem.Failed(reading.Name, fault.Message);
            }

            if (!hasItem)
            {
                yield break;
            }

            yield return items.Current;
        }
    }

    private static async ValueTask<(bool HasItem, VendorException? Fault)> NextAsync(IAsyncEnumerator<SourceItem> items)
    {
        try
        {
            return (await items.MoveNextAsync(), null);
        }
        catch (VendorException fault) when (!fault.HarmsAll)
        {
            return (false, fault);
        }
    }
}
