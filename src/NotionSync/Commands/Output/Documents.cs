using System.Text.Json.Serialization;

namespace NotionSync.Commands.Output;

/// <summary>What <c>plan</c> prints.</summary>
public sealed record PlanDocument(IReadOnlyList<PlanDocument.Change> Changes, int Calls, int Seconds)
{
    /// <summary>A change: <c>create update remove link</c> of a <c>database property view page row</c>.</summary>
    public sealed record Change(string Action, string Object, string Database, string Key, IReadOnlyList<string> Properties);
}

/// <summary>What <c>import</c> and <c>sync</c> print.</summary>
public sealed record RunDocument(string Run, DateTimeOffset StartedAt, double Seconds, RunDocument.CallTotals Calls, IReadOnlyList<RunDocument.SourceLine> Sources)
{
    /// <summary>Calls to Notion.</summary>
    public sealed record CallTotals(long Read, long Write);

    /// <summary>What was done for a source.</summary>
    public sealed record SourceLine(string Name, int Read, int Created, int Updated, int Unchanged, int Gone, int Blocked, IReadOnlyList<Failure> Failed);

    /// <summary>A row that failed.</summary>
    public sealed record Failure(string Database, string Key, string Reason);
}

/// <summary>What <c>validate</c> and <c>doctor</c> print.</summary>
public sealed record FindingsDocument(bool Ok, IReadOnlyList<FindingsDocument.Finding> Findings)
{
    /// <summary>A finding, <c>error</c> or <c>warning</c>.</summary>
    public sealed record Finding(string Severity, string Where, string What, string Fix);
}

/// <summary>What <c>status</c> prints.</summary>
public sealed record StatusDocument(IReadOnlyList<StatusDocument.SourceState> Sources)
{
    /// <summary>A source; its state is <c>ok failing blocked never off</c>. What is not known is null.</summary>
    public sealed record SourceState(
        string Name, string State, DateTimeOffset? LastRun, DateTimeOffset? NextRun, int Rows, double? LagSeconds, int Errors, int BlockedRemovals, int Drift);
}

/// <summary>What <c>preview</c> and <c>demo</c> print: all that a client needs.</summary>
public sealed record PreviewDocument(string Url, string Token, string ParentPage);

/// <summary>The documents' form.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(FindingsDocument))]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(PreviewDocument))]
internal sealed partial class DocumentJson : JsonSerializerContext;
