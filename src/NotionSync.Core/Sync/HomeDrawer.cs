using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>
/// Draws on the home page what rows' pages are about to show, and settles it in the state. Called before the row is written: until that is
/// confirmed the row is planned anew, so that a run that dies in between loses nothing.
/// </summary>
internal sealed class HomeDrawer(HomePage? home, IWorkspace workspace, IStateStore state)
{
    /// <summary>Draws. One at a time. A page that takes no drawing costs the row nothing.</summary>
    /// <returns>Why nothing more can be written; null when rows may go on.</returns>
    public async Task<string?> TryDrawAsync(DrawingWrite write, CancellationToken cancellationToken)
    {
        try
        {
            await DrawAsync(write, cancellationToken);
            return null;
        }
        catch (WorkspaceException failure)
        {
            return failure.EndsTheRun ? failure.Message : null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return "The run was stopped.";
        }
    }

    private async Task DrawAsync(DrawingWrite write, CancellationToken cancellationToken)
    {
        if (home is null || KnownHome.Read(await state.ReadNoteAsync(KnownHome.Note(home.Database), cancellationToken)) is not { } known)
        {
            return;
        }

        var drawn = known.Drawings.GetValueOrDefault(write.Drawing.Key, KnownDrawing.None);
        var now = drawn.BlockId.Length == 0
            ? new KnownDrawing(await AddAsync(known, write, cancellationToken), Drawings.Hash(write.Code))
            : await RedrawAsync(drawn, write.Code, cancellationToken);
        await state.SaveAsync(
            new StateBatch
            {
                Notes = new Dictionary<string, string?>
                {
                    [KnownHome.Note(home.Database)] = (known with { Drawings = known.Drawings.SetItem(write.Drawing.Key, now) }).Write(),
                },
            },
            CancellationToken.None);
    }

    private async Task<string> AddAsync(KnownHome known, DrawingWrite write, CancellationToken cancellationToken)
    {
        var caption = Drawings.Caption(write.Drawing);
        try
        {
            return await workspace.Home.DrawAsync(known.PageId, HomePlaces.Before(home!, known, write.Drawing, present: null), write.Code, caption, cancellationToken);
        }
        catch (WorkspaceException failure) when (failure.Fault is WorkspaceFault.Invalid or WorkspaceFault.NotFound)
        {
            // People took away what it should stand after.
            return await workspace.Home.DrawAsync(known.PageId, after: null, write.Code, caption, cancellationToken);
        }
    }

    private async Task<KnownDrawing> RedrawAsync(KnownDrawing drawn, string code, CancellationToken cancellationToken)
    {
        if (await workspace.Home.ReadBlockAsync(drawn.BlockId, cancellationToken) is not { } block || Drawings.Hash(block.Text) != drawn.Hash)
        {
            return drawn with { IsTheirs = true };
        }

        await workspace.Home.RedrawAsync(drawn.BlockId, code, cancellationToken);
        return drawn with { Hash = Drawings.Hash(code) };
    }
}
