using NotionSync.Model;
using NotionSync.Planning;

namespace NotionSync.Sync;

/// <summary>What a run did for whom: figures and failures, not the writes themselves, of which there may be very many.</summary>
internal sealed class RowCounts
{
    private readonly Dictionary<string, int> created = [];
    private readonly Dictionary<string, RowSet> updated = [];
    private readonly List<(string Cause, FailedRow Row)> refused = [];
    private readonly HashSet<(string Cause, FailedRow Row)> faults = [];

    /// <summary>Takes note of what could not be planned.</summary>
    public void Add(RowPlan plan) =>
        faults.UnionWith(plan.Failed.Select(fault => (fault.Cause, new FailedRow(fault.Row.Database, fault.Row.Key.Value, $"{fault.Property}: {fault.Reason}"))));

    /// <summary>Takes note of what became of writes: a row that several sources changed is counted for each, though it was written once.</summary>
    public void Add(ApplyResult result, Causes causes)
    {
        foreach (var write in result.Done)
        {
            string[] all = [.. causes.AllOf(write.Row.Ref).DefaultIfEmpty(write.Cause)];
            Add(write, all.Contains(write.Row.Key.Source) ? write.Row.Key.Source : write.Cause, all);
        }

        refused.AddRange(result.Refused.Select(entry => (entry.Write.Cause, new FailedRow(entry.Write.Row.Database, entry.Write.Row.Key.Value, entry.Reason))));
    }

    /// <summary>Rows that were created.</summary>
    public int Created(string cause) => created.GetValueOrDefault(cause);

    /// <summary>Rows that were updated, each once.</summary>
    public int Updated(string cause) => updated.GetValueOrDefault(cause)?.Count ?? 0;

    /// <summary>Rows that failed: what Notion refused, then what could not be planned.</summary>
    public IEnumerable<FailedRow> Failed(string cause) => refused.Concat(faults).Where(entry => entry.Cause == cause).Select(entry => entry.Row);

    private void Add(RowWrite write, string maker, IEnumerable<string> all)
    {
        var isNew = write.Action is ChangeAction.Create;
        if (isNew)
        {
            created[maker] = Created(maker) + 1;
        }

        foreach (var cause in write.Action is ChangeAction.Create or ChangeAction.Update or ChangeAction.Link ? all.Where(cause => !isNew || cause != maker) : [])
        {
            if (!updated.TryGetValue(cause, out var rows))
            {
                updated[cause] = rows = new RowSet();
            }

            rows.Add(write.Row.Ref);
        }
    }
}
