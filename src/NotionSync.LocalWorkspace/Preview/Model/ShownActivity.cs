namespace NotionSync.LocalWorkspace.Preview;

/// <summary>What goes on: the latest requests, what the windows have left, and how each source stands.</summary>
public sealed record ShownActivity(IReadOnlyList<ShownRequest> Requests, IReadOnlyList<ShownWindow> Windows, IReadOnlyList<SourceStanding> Sources);

/// <param name="Status">0 for a request that got no answer.</param>
public sealed record ShownRequest(string At, string Method, string Path, int Status);

/// <param name="Budget">Requests in a window; null for no limit.</param>
/// <param name="Left">Seconds until the next window.</param>
public sealed record ShownWindow(string Name, int Used, int? Budget, int Left);

/// <summary>How a source of the worker stands, told by whoever runs the worker beside the local workspace.</summary>
/// <param name="State">ok, failing, blocked, never or off.</param>
/// <param name="Said">In words, e.g. <c>20 s ago · 214 rows</c>.</param>
public sealed record SourceStanding(string Name, string State, string Said);
