namespace NotionSync.Model;

/// <summary>
/// A row's identity across runs within its database, as it stands in the <i>Sync key</i> property:
/// <c>source/kind/id</c>, case-sensitive, e.g. <c>mlflow/model_version/LLM-Core/3</c>. The id may hold slashes.
/// </summary>
public readonly record struct RowKey(string Value) : IComparable<RowKey>
{
    /// <summary>Joins the three parts of a key.</summary>
    public static RowKey Of(string source, string kind, string id) => new($"{source}/{kind}/{id}");

    /// <summary>The first part: who makes rows of this key, e.g. <c>prometheus</c> or <c>seed</c>.</summary>
    public string Source => Value.Split('/', 2)[0];

    /// <summary>Orders keys by code point, so that plans have one order everywhere.</summary>
    public int CompareTo(RowKey other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>The key as it stands in Notion.</summary>
    public override string ToString() => Value;
}
