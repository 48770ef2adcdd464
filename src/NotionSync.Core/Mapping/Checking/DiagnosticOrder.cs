using System.Globalization;
using NotionSync.Model;

namespace NotionSync.Mapping.Checking;

/// <summary>By file, then by line and column as numbers, then by text.</summary>
internal sealed class DiagnosticOrder : IComparer<Diagnostic>
{
    public static DiagnosticOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(Diagnostic? x, Diagnostic? y) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        _ => Key(x).CompareTo(Key(y)) is var order and not 0 ? order : string.CompareOrdinal(x.What, y.What),
    };

    private static (string File, int Line, int Column) Key(Diagnostic diagnostic) =>
        diagnostic.Where.Split(':') is [.. var file, var line, var column]
        && int.TryParse(line, CultureInfo.InvariantCulture, out var lineNumber)
        && int.TryParse(column, CultureInfo.InvariantCulture, out var columnNumber)
            ? (string.Join(':', file), lineNumber, columnNumber)
            : (diagnostic.Where, 0, 0);
}
