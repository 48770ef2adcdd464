namespace NotionSync.Model;

/// <summary>A place in a mapping file; line and column count from 1.</summary>
public readonly record struct SourcePosition(string File, int Line, int Column)
{
    /// <summary><c>mappings/03-models.yaml:41:7</c>.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
