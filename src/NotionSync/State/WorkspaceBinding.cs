using NotionSync.Abstractions;

namespace NotionSync.State;

/// <summary>Ties a state file to one Notion workspace: ids of one workspace mean nothing in another.</summary>
public static class WorkspaceBinding
{
    private const string Note = "workspace";

    /// <summary>Remembers the workspace while the state is empty, later compares.</summary>
    /// <param name="state">The open store.</param>
    /// <param name="path">Where it lies, for the message.</param>
    /// <param name="baseUrl">Address of the API.</param>
    /// <param name="parentPage">Id of the page under which the databases lie.</param>
    /// <param name="cancellationToken">Stops before the write.</param>
    /// <exception cref="StateException">The state is of another workspace.</exception>
    public static async Task EnsureAsync(IStateStore state, string path, Uri baseUrl, string parentPage, CancellationToken cancellationToken)
    {
        var wanted = $"{baseUrl.GetLeftPart(UriPartial.Authority)} page {parentPage}";
        var known = await state.ReadNoteAsync(Note, cancellationToken);
        if (known == wanted)
        {
            return;
        }

        // Until something was built, an address that was mistyped may still be put right.
        if (known is null || (await state.ReadDatabasesAsync(cancellationToken)).Count == 0)
        {
            await state.SaveAsync(new StateBatch { Notes = new Dictionary<string, string?> { [Note] = wanted } }, cancellationToken);
        }
        else
        {
            throw new StateException(
                $"The state file '{path}' is of another workspace ({known}; configured is {wanted}). "
                + "Set State:ConnectionString to another path for this workspace, or put Notion:ParentPage back.");
        }
    }
}
