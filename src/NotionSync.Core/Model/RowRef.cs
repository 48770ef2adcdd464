namespace NotionSync.Model;

/// <summary>A row of one of the databases, by the database's mapping id and the row's key.</summary>
public readonly record struct RowRef(string Database, RowKey Key) : IComparable<RowRef>
{
    /// <summary>Orders by database, then by key, both by code point.</summary>
    public int CompareTo(RowRef other) =>
        string.CompareOrdinal(Database, other.Database) is var order and not 0 ? order : Key.CompareTo(other.Key);

    /// <summary>For messages: <c>models · mlflow/model_version/LLM-Core/3</c>.</summary>
    public override string ToString() => $"{Database} · {Key}";
}
