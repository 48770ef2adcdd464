using System.Collections.Immutable;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Tests.State;

internal static class A
{
    public static readonly DateTimeOffset Moment = new(2026, 11, 23, 10, 30, 0, TimeSpan.Zero);

    public static RowRef Ref(string key, string database = "models") => new(database, new RowKey(key));

    public static LedgerRow Row(string key, string database = "models") =>
        new() { Database = database, Key = new RowKey(key), Title = $"Title of {key}", PageId = $"page-{key}" };

    public static Claim Claim(string claimant, string? row = null, string block = "series") => new()
    {
        Database = "models",
        Claimant = new RowKey(claimant),
        Row = new RowKey(row ?? claimant),
        Block = block,
        Scope = "default",
        Values = ImmutableDictionary<string, PropertyValue>.Empty.Add("Name", new PropertyValue.Text(claimant)),
        Links = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("Infra", ["GPU Cluster", "Storage"]),
        Fingerprint = "f1",
    };

    public static LinkId Link(string left, string right) => new("models.Infra", Ref(left), Ref(right, "infra"));
}
