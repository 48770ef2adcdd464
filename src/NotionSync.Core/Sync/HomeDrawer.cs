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

        var drawn = await FindAsync(known, write, known.Drawings.GetValueOrDefault(write.Drawing.Key, KnownDrawing.None), cancellationToken);
        await (drawn.BlockId.Length == 0 ? AddAsync(known, write, drawn, cancellationToken) : RedrawAsync(known, write, drawn, cancellationToken));
    }

    // A run that died after it drew for the first time left a drawing that nobody noted.
    private async Task<KnownDrawing> FindAsync(KnownHome known, DrawingWrite write, KnownDrawing drawn, CancellationToken cancellationToken)
    {
        if (drawn.BlockId.Length > 0 || drawn.Intended.Length == 0 || await workspace.Home.ReadAsync(known.PageId, cancellationToken) is not { } page)
        {
            return drawn;
        }

        var block = page.Blocks.FirstOrDefault(block => block.Kind is HomeTextKind.Drawing && block.Caption == Drawings.Caption(write.Drawing));
        return block is null ? drawn : drawn with { BlockId = block.Id, Hash = drawn.Intended };
    }

    private async Task AddAsync(KnownHome known, DrawingWrite write, KnownDrawing drawn, CancellationToken cancellationToken)
    {
        var hash = Drawings.Hash(write.Code);
        await SaveAsync(known, write, drawn with { Intended = hash });
        await SaveAsync(known, write, new KnownDrawing(await AppendAsync(known, write, cancellationToken), hash));
    }

    private async Task RedrawAsync(KnownHome known, DrawingWrite write, KnownDrawing drawn, CancellationToken cancellationToken)
    {
        var hash = Drawings.Hash(write.Code);
        var there = await workspace.Home.ReadBlockAsync(drawn.BlockId, cancellationToken) is { } block ? Drawings.Hash(block.Text) : null;
        if (there != hash && (there is null || (there != drawn.Hash && there != drawn.Intended)))
        {
            await SaveAsync(known, write, drawn with { IsTheirs = true, Intended = "" });
            return;
        }

        if (there != hash)
        {
            await SaveAsync(known, write, drawn with { Hash = there!, Intended = hash });
            await workspace.Home.RedrawAsync(drawn.BlockId, write.Code, cancellationToken);
        }

        await SaveAsync(known, write, drawn with { Hash = hash, Intended = "" });
    }

    private Task SaveAsync(KnownHome known, DrawingWrite write, KnownDrawing now) => state.SaveAsync(
        new StateBatch
        {
            Notes = new Dictionary<string, string?>
            {
                [KnownHome.Note(home!.Database)] = (known with { Drawings = known.Drawings.SetItem(write.Drawing.Key, now) }).Write(),
            },
        },
        CancellationToken.None);

    private async Task<string> AppendAsync(KnownHome known, DrawingWrite write, CancellationToken cancellationToken)
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
}
