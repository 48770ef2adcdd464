namespace NotionSync.Model;

/// <summary>A problem, written for the person who can mend it.</summary>
/// <param name="Severity">Whether it stops what was asked for.</param>
/// <param name="Where">A file with line and column (<c>mappings/03-models.yaml:41:7</c>), a configuration key, or a row and property.</param>
/// <param name="What">What is wrong, with the value found in single quotes.</param>
/// <param name="Fix">What to do; with the nearest right name where there is one. Empty only when <paramref name="What"/> says it.</param>
public sealed record Diagnostic(Severity Severity, string Where, string What, string Fix)
{
    /// <summary>One line for a terminal.</summary>
    public override string ToString() => $"{Where}: {(Severity is Severity.Error ? "error" : "warning")}: {What}{(Fix.Length > 0 ? " " + Fix : "")}";
}

/// <summary>Whether a problem stops what was asked for.</summary>
public enum Severity
{
    Warning,
    Error,
}
