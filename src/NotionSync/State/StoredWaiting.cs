using NotionSync.Model;

namespace NotionSync.State;

/// <summary>A row of table <c>waiting</c> as Dapper fills it.</summary>
internal sealed class StoredWaiting
{
    public const string Columns = "database, claimant, block, match_key as MatchKey, scope, contents, links, fingerprint";

    public required string Database { get; init; }

    public required string Claimant { get; init; }

    public required string Block { get; init; }

    public required string MatchKey { get; init; }

    public required string Scope { get; init; }

    public required string Contents { get; init; }

    public required string Links { get; init; }

    public required string Fingerprint { get; init; }

    public WaitingClaim ToRecord() => new(
        new Claim
        {
            Database = string.Intern(Database),
            Claimant = new RowKey(Claimant),
            Row = new RowKey(Claimant),
            Block = string.Intern(Block),
            Scope = string.Intern(Scope),
            Values = StoredJson.ReadValues(Contents),
            Links = StoredJson.ReadLists(Links),
            Fingerprint = Fingerprint,
        },
        MatchKey);
}

/// <summary>A row of table <c>waiting</c> without what it says.</summary>
internal sealed class StoredWaitingMark
{
    public const string Columns = "claimant, scope, fingerprint, match_key as MatchKey";

    public required string Claimant { get; init; }

    public required string Scope { get; init; }

    public required string Fingerprint { get; init; }

    public required string MatchKey { get; init; }

    public WaitingMark ToRecord() => new(new RowKey(Claimant), string.Intern(Scope), Fingerprint, MatchKey);
}
