using System.Collections.Immutable;
using NotionSync.Model;

namespace NotionSync.Sync;

/// <summary>What a run has seen of one source so far.</summary>
internal sealed class SourceTally(string name)
{
    private readonly List<FailedRow> failed = [];
    private readonly List<Diagnostic> warnings = [];
    private readonly List<Diagnostic> remarks = [];

    /// <summary>The source's name as reports show it.</summary>
    public string Name { get; } = name;

    /// <summary>Why removals beyond the guard's bounds are meant; null: they are held back.</summary>
    public string? AllowRemovals { get; set; }

    /// <summary>Whether a person approved them in Notion.</summary>
    public bool IsApproved { get; set; }

    /// <summary>Records read.</summary>
    public int Read { get; set; }

    /// <summary>Records that say what they said before.</summary>
    public int Unchanged { get; set; }

    /// <summary>Rows newly gone.</summary>
    public int Gone { get; set; }

    /// <summary>Removals held back.</summary>
    public int Blocked { get; set; }

    /// <summary>Rows whose claims changed.</summary>
    public RowSet Changed { get; } = new();

    /// <summary>What failed.</summary>
    public ImmutableArray<FailedRow> Failed => [.. failed];

    /// <summary>What a person should know.</summary>
    public ImmutableArray<Diagnostic> Warnings => [.. warnings];

    /// <summary>What a person may want to know, though nothing is wrong.</summary>
    public ImmutableArray<Diagnostic> Remarks => [.. remarks];

    /// <summary>Notes a remark.</summary>
    public void Remark(string database, string part, string text) => remarks.Add(new Diagnostic(Severity.Warning, $"{Name} · {database} · {part}", text, ""));

    /// <summary>Notes a failure.</summary>
    public void Fail(string database, string key, string reason) => failed.Add(new FailedRow(database, key, reason));

    /// <summary>Notes a warning.</summary>
    public void Warn(string database, string part, string text) => warnings.Add(new Diagnostic(Severity.Warning, $"{Name} · {database} · {part}", text, ""));
}
