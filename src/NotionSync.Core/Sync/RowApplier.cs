using System.Collections.Concurrent;
using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>
/// Sends the writes of a plan, several at once, each after the rows that it links to, and settles each in the state as soon as Notion
/// confirmed it. Decides nothing.
/// </summary>
internal sealed class RowApplier(
    Catalog catalog,
    IReadOnlyDictionary<string, KnownDatabase> known,
    IWorkspace workspace,
    IStateStore state,
    RowRecovery recovery,
    HomeDrawer drawer,
    EngineOptions options,
    TimeProvider time,
    string run)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RefusedRecheck = TimeSpan.FromHours(1);
    private static readonly TimeSpan UploadRecheck = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<RowRef, TaskCompletionSource<string?>> pages = new();

    /// <summary>Applies the writes.</summary>
    /// <returns>What became of each write that was sent, in no order, and why the rest was not sent.</returns>
    public async Task<ApplyResult> ApplyAsync(ImmutableArray<RowWrite> writes, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        foreach (var write in writes.Where(write => write.Action is ChangeAction.Create))
        {
            pages[write.Row.Ref] = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        // A stop lets calls under way end, but not for ever: a limiter may be waiting for minutes.
        using var hard = new CancellationTokenSource();
        using var stopping = cancellationToken.Register(() => hard.CancelAfter(Grace));
        var result = new ApplyResult();
        var totals = writes.CountBy(write => write.Row.Database).ToDictionary();
        using var slots = new SemaphoreSlim(options.RowsAtOnce);
        var running = new List<Task>();
        foreach (var write in writes)
        {
            await slots.WaitAsync(CancellationToken.None);
            if (cancellationToken.IsCancellationRequested || result.StoppedBecause is not null)
            {
                slots.Release();
                break;
            }

            if (write.Drawing is { } drawing && await drawer.TryDrawAsync(drawing, hard.Token) is { } reason)
            {
                result.Stop(reason);
                slots.Release();
                break;
            }

            running.Add(RunAsync(write));
            running.RemoveAll(task => task.IsCompletedSuccessfully);
        }

        await Task.WhenAll(running);
        cancellationToken.ThrowIfCancellationRequested();
        return result;

        async Task RunAsync(RowWrite write)
        {
            try
            {
                var outcome = await SendAsync(write, hard.Token);
                var done = result.Add(write, outcome);
                progress.Report(new EngineStep("Rows", write.Row.Database, done, totals[write.Row.Database]));
            }
            catch (OperationCanceledException) when (hard.IsCancellationRequested)
            {
                // The row is given back: it stays dirty, and is looked up first if its create was on its way.
            }
            catch (WorkspaceException failure) when (EndsTheRun(failure, write))
            {
                result.Stop(failure.Message);
            }
            catch (StateException failure)
            {
                result.Stop(failure.Message);
            }
            finally
            {
                if (write.Action is ChangeAction.Create)
                {
                    pages[write.Row.Ref].TrySetResult(null);
                }

                slots.Release();
            }
        }
    }

    private async Task<string?> SendAsync(RowWrite write, CancellationToken cancellationToken)
    {
        try
        {
            switch (write.Action)
            {
                case ChangeAction.Create:
                    await CreateAsync(write, cancellationToken);
                    break;
                case ChangeAction.Remove:
                    await For(write).TrashRowAsync(write.Row.PageId!, inTrash: true, cancellationToken);
                    await SettleAsync(write, row => row with { Trash = RowTrash.ByUs, Dirty = false, RecheckAt = null });
                    break;
                default:
                    await UpdateAsync(write, cancellationToken);
                    break;
            }

            return null;
        }
        catch (WorkspaceException failure) when (failure.Fault is WorkspaceFault.InTrash && write.Action is not ChangeAction.Create)
        {
            // A person put it in the trash; it stays there.
            await SettleAsync(write, row => row with { Trash = RowTrash.ByPeople, Dirty = false, RecheckAt = null });
            return null;
        }
        catch (WorkspaceException failure) when (!EndsTheRun(failure, write))
        {
            var recheckAt = time.GetUtcNow() + (failure.Fault is WorkspaceFault.Upload ? UploadRecheck : RefusedRecheck);
            await SettleAsync(write, row => row with { Sending = false, Dirty = false, RecheckAt = recheckAt });
            return failure.Message;
        }
    }

    private IWorkspace For(RowWrite write) => catalog[write.Row.Database].IsUrgent ? workspace.Urgent : workspace;

    // Where a database cannot be found no row of it can be made.
    private static bool EndsTheRun(WorkspaceException failure, RowWrite write) =>
        failure.EndsTheRun || (failure.Fault is WorkspaceFault.NotFound && write.Action is ChangeAction.Create);

    // The row as planned may be older than the ledger: it was created meanwhile.
    private async Task SettleAsync(RowWrite write, Func<LedgerRow, LedgerRow> change)
    {
        var row = await state.ReadRowsAsync(write.Row.Database, [write.Row.Key], CancellationToken.None) is [var now, ..] ? now : write.Row;
        await state.SaveAsync(new StateBatch { Rows = [change(row)] }, CancellationToken.None);
    }

    private async Task CreateAsync(RowWrite write, CancellationToken cancellationToken)
    {
        var database = known[write.Row.Database];
        if (write.Row.Sending && await recovery.FindAsync(write.Row, cancellationToken) is { } found)
        {
            pages[write.Row.Ref].TrySetResult(found);
            return;
        }

        var (values, made) = await EncodeAsync(write, database, cancellationToken);
        await state.SaveAsync(new StateBatch { Rows = [write.Row with { Sending = true }] }, cancellationToken);
        var pageId = await For(write).CreateRowAsync(
            new NewRow(
                database.DataSourceId!,
                write.Row.Key,
                database.Properties[CommonProperties.SyncKey].Id,
                values,
                write.Page.Icon,
                write.Body is null ? write.Page.Markdown : null,
                write.Body),
            cancellationToken);
        await ConfirmAsync(write, pageId, made);
        pages[write.Row.Ref].TrySetResult(pageId);
    }

    private async Task UpdateAsync(RowWrite write, CancellationToken cancellationToken)
    {
        var pageId = write.Row.PageId
            ?? await PageOfAsync(write.Row.Ref, cancellationToken)
            ?? throw new WorkspaceException(WorkspaceFault.Invalid, "Its links wait for the row itself, which was not created; it is tried again in an hour.");

        if (write.Restores)
        {
            await For(write).TrashRowAsync(pageId, inTrash: false, cancellationToken);
            await SettleAsync(write, row => row with { Trash = RowTrash.None });
            write = write with { Row = write.Row with { Trash = RowTrash.None } };
            if (write.Values.IsEmpty && write.Links.IsEmpty)
            {
                await ConfirmAsync(write, pageId, []);
                return;
            }
        }

        if (write.Body is { } text)
        {
            var before = (write.Row.Values.GetValueOrDefault(CommonProperties.BodyVersion) as PropertyValue.Text)?.Content;
            var version = await For(write).WriteBodyAsync(pageId, new PageBody(text, before, write.Page.Markdown), cancellationToken);
            write = write with { Values = write.Values.SetItem(CommonProperties.BodyVersion, new PropertyValue.Text(version)) };
        }

        var (values, made) = await EncodeAsync(write, known[write.Row.Database], cancellationToken);
        await For(write).UpdateRowAsync(pageId, values, cancellationToken);
        await ConfirmAsync(write, pageId, made);
    }

    private async Task<(Dictionary<string, WrittenValue> Values, ImmutableArray<LinkId> Made)> EncodeAsync(
        RowWrite write, KnownDatabase database, CancellationToken cancellationToken)
    {
        var mapping = catalog[write.Row.Database];
        var values = new Dictionary<string, WrittenValue>();
        foreach (var (name, value) in write.Values)
        {
            if (database.Properties.TryGetValue(name, out var property))
            {
                values[property.Id] = new WrittenValue(mapping.Find(name)!.Schema, value);
            }
        }

        var missing = new HashSet<RowRef>();
        foreach (var (name, rows) in write.Links)
        {
            var ids = new List<string>();
            foreach (var row in rows)
            {
                if (await PageOfAsync(row, cancellationToken) is { } pageId)
                {
                    ids.Add(pageId);
                }
                else
                {
                    missing.Add(row);
                }
            }

            if (database.Properties.TryGetValue(name, out var property))
            {
                values[property.Id] = new WrittenValue(mapping.Find(name)!.Schema, new PropertyValue.Relation([.. ids]));
            }
        }

        var news = write.Made.SelectMany(link => new[] { link.Left, link.Right }).ToHashSet();
        if (missing.FirstOrDefault(row => !news.Contains(row)) is { Database: not null } lost)
        {
            // Without it the list would end a link that stands.
            throw new WorkspaceException(WorkspaceFault.Invalid, $"The row '{lost}' that it links to has no page that is known; it is tried again in an hour.");
        }

        return (values, [.. write.Made.Where(link => !missing.Contains(link.Left) && !missing.Contains(link.Right))]);
    }

    private async Task<string?> PageOfAsync(RowRef row, CancellationToken cancellationToken)
    {
        if (pages.TryGetValue(row, out var created))
        {
            return await created.Task.WaitAsync(cancellationToken);
        }

        if (PageKeys.PageOf(row) is { } own)
        {
            return own;
        }

        var pageId = await state.ReadRowsAsync(row.Database, [row.Key], cancellationToken) is [var found, ..] ? found.PageId : null;
        var known = new TaskCompletionSource<string?>();
        known.SetResult(pageId);
        pages.TryAdd(row, known);
        return pageId;
    }

    private async Task ConfirmAsync(RowWrite write, string pageId, ImmutableArray<LinkId> made)
    {
        var now = time.GetUtcNow();
        var before = write.Row;
        if (before.PageId is null && write.Action is not ChangeAction.Create)
        {
            before = (await state.ReadRowsAsync(before.Database, [before.Key], CancellationToken.None))[0];
        }

        var database = catalog[before.Database];
        var title = database.TitleProperty.Schema.Name;
        var after = before with
        {
            PageId = pageId,
            Sending = false,
            Dirty = write.Continues || (write.Row.PageId is null && write.Action is not ChangeAction.Create && before.Dirty),
            RecheckAt = write.RecheckAt,
            WrittenAt = now,
            Values = before.Values.SetItems(write.Values.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Remembered()))).Remove(CommonProperties.Body),
            Title = write.Values.GetValueOrDefault(title) is PropertyValue.Text text ? text.Content : before.Title,
        };
        var seeds = made.IsEmpty
            ? []
            : (await state.ReadWantedLinksAsync([before.Ref], CancellationToken.None))
                .Where(wanted => wanted.Maker.StartsWith("seed/", StringComparison.Ordinal) && made.Contains(wanted.Id))
                .ToList();
        var ofPeople = seeds.Select(wanted => wanted.Id).ToHashSet();
        await state.SaveAsync(
            new StateBatch
            {
                Rows = [after],
                Links = [.. made.Select(link => new Link(link, ofPeople.Contains(link)))],
                RemovedLinks = write.Ended,
                UnwantedLinks = seeds,
                Samples =
                [
                    .. from property in database.Properties
                       where property.Samples > 0 && write.Values.GetValueOrDefault(property.Schema.Name) is PropertyValue.Number
                       select new Sample(before.Ref, property.Schema.Name, now, ((PropertyValue.Number)write.Values[property.Schema.Name]).Amount),
                ],
                Changes = [.. Changes(write, before, now)],
            },
            CancellationToken.None);
    }

    private IEnumerable<ChangeRecord> Changes(RowWrite write, LedgerRow before, DateTimeOffset now)
    {
        if (write.Action is ChangeAction.Create)
        {
            yield return new ChangeRecord(run, before.Ref, "", null, write.Row.Title, now);
            yield break;
        }

        foreach (var (name, value) in write.Values.Remove(CommonProperties.Body))
        {
            var old = before.Values.GetValueOrDefault(name) ?? PropertyValue.Empty.Value;
            var shown = name == CommonProperties.BodyVersion ? CommonProperties.Body : name;
            yield return new ChangeRecord(run, before.Ref, shown, ValueText.Write(old), ValueText.Write(value.Remembered()), now);
        }
    }
}
