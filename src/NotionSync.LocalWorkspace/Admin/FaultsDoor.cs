namespace NotionSync.LocalWorkspace;

/// <summary>Faults by rule: which call they strike, and what the client gets instead of its answer.</summary>
internal sealed class FaultsDoor(Faults faults)
{
    public IReadOnlyList<AdminRoute> Routes =>
    [
        AdminRoute.Of("GET", "faults", _ => faults.ToJson()),
        AdminRoute.Of("POST", "faults", call =>
        {
            faults.Add(Fault.From(call.Body));
            return [];
        }),
        AdminRoute.Of("DELETE", "faults", _ =>
        {
            faults.Clear();
            return [];
        }),
    ];
}
