using System.Globalization;
using NotionSync.Model;

namespace NotionSync.State;

/// <summary>A row of table <c>databases</c> as Dapper fills it.</summary>
internal sealed class StoredDatabase
{
    public const string Columns = "id, database_id as DatabaseId, data_source_id as DataSourceId, parent_page_id as ParentPageId, properties, views, rows_adopted as RowsAdopted";

    public required string Id { get; init; }

    public string? DatabaseId { get; init; }

    public string? DataSourceId { get; init; }

    public required string ParentPageId { get; init; }

    public required string Properties { get; init; }

    public required string Views { get; init; }

    public bool RowsAdopted { get; init; }

    public KnownDatabase ToRecord() => new()
    {
        Id = Id,
        DatabaseId = DatabaseId,
        DataSourceId = DataSourceId,
        ParentPageId = ParentPageId,
        Properties = StoredJson.ReadPairs(Properties, (id, applied) => new KnownProperty(id, applied)),
        Views = StoredJson.ReadPairs(Views, (id, applied) => new KnownView(id, applied)),
        RowsAdopted = RowsAdopted,
    };
}

/// <summary>A row of table <c>rows</c> as Dapper fills it.</summary>
internal sealed class StoredRow
{
    public const string Columns =
        "database, key, title, page_id as PageId, sending, trash, gone, dirty, recheck_at as RecheckAt, written_at as WrittenAt, contents, repaired, held";

    public required string Database { get; init; }

    public required string Key { get; init; }

    public required string Title { get; init; }

    public string? PageId { get; init; }

    public bool Sending { get; init; }

    public int Trash { get; init; }

    public bool Gone { get; init; }

    public bool Dirty { get; init; }

    public string? RecheckAt { get; init; }

    public string? WrittenAt { get; init; }

    public required string Contents { get; init; }

    public required string Repaired { get; init; }

    public required string Held { get; init; }

    public LedgerRow ToRecord() => new()
    {
        Database = string.Intern(Database),
        Key = new RowKey(Key),
        Title = Title,
        PageId = PageId,
        Sending = Sending,
        Trash = (RowTrash)Trash,
        Gone = Gone,
        Dirty = Dirty,
        RecheckAt = Instant.ReadOptional(RecheckAt),
        WrittenAt = Instant.ReadOptional(WrittenAt),
        Values = StoredJson.ReadValues(Contents),
        Repaired = StoredJson.ReadInstants(Repaired),
        Held = StoredJson.ReadValues(Held),
    };
}

/// <summary>A row of table <c>rows</c> by its key alone.</summary>
internal sealed class StoredKey
{
    public required string Key { get; init; }
}

/// <summary>A row of table <c>claims</c> as Dapper fills it.</summary>
internal sealed class StoredClaim
{
    public const string Columns = "database, claimant, row_key as RowKey, block, scope, contents, links, fingerprint, absences, absent_since as AbsentSince";

    public required string Database { get; init; }

    public required string Claimant { get; init; }

    public required string RowKey { get; init; }

    public required string Block { get; init; }

    public required string Scope { get; init; }

    public required string Contents { get; init; }

    public required string Links { get; init; }

    public required string Fingerprint { get; init; }

    public int Absences { get; init; }

    public string? AbsentSince { get; init; }

    public Claim ToRecord() => new()
    {
        Database = string.Intern(Database),
        Claimant = new RowKey(Claimant),
        Row = new RowKey(RowKey),
        Block = Block,
        Scope = Scope,
        Values = StoredJson.ReadValues(Contents),
        Links = StoredJson.ReadLists(Links),
        Fingerprint = Fingerprint,
        Absences = Absences,
        AbsentSince = Instant.ReadOptional(AbsentSince),
    };
}

/// <summary>A row of table <c>claims</c> without what it says.</summary>
internal sealed class StoredClaimMark
{
    public const string Columns = "claimant, row_key as RowKey, scope, fingerprint, absences";

    public required string Claimant { get; init; }

    public required string RowKey { get; init; }

    public required string Scope { get; init; }

    public required string Fingerprint { get; init; }

    public int Absences { get; init; }

    public ClaimMark ToRecord() => new(new RowKey(Claimant), new RowKey(RowKey), string.Intern(Scope), Fingerprint, Absences);
}

/// <summary>A row of table <c>links</c> or <c>wanted_links</c> as Dapper fills it.</summary>
internal sealed class StoredLink
{
    public const string Columns =
        "relation, left_database as LeftDatabase, left_key as LeftKey, right_database as RightDatabase, right_key as RightKey";

    public required string Relation { get; init; }

    public required string LeftDatabase { get; init; }

    public required string LeftKey { get; init; }

    public required string RightDatabase { get; init; }

    public required string RightKey { get; init; }

    public bool OfPeople { get; init; }

    public string Maker { get; init; } = "";

    public LinkId Id => new(
        string.Intern(Relation), new RowRef(string.Intern(LeftDatabase), new RowKey(LeftKey)), new RowRef(string.Intern(RightDatabase), new RowKey(RightKey)));
}

/// <summary>A row of table <c>samples</c> as Dapper fills it.</summary>
internal sealed class StoredSample
{
    public required string Database { get; init; }

    public required string Key { get; init; }

    public required string Property { get; init; }

    public required string At { get; init; }

    public required string Amount { get; init; }

    public Sample ToRecord() =>
        new(new RowRef(Database, new RowKey(Key)), Property, Instant.Read(At), decimal.Parse(Amount, NumberStyles.Float, CultureInfo.InvariantCulture));
}

/// <summary>A row of table <c>changes</c> as Dapper fills it.</summary>
internal sealed class StoredChange
{
    public long Id { get; init; }

    public required string Run { get; init; }

    public required string Database { get; init; }

    public required string Key { get; init; }

    public required string Property { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    public required string At { get; init; }

    public ChangeRecord ToRecord() => new(Run, new RowRef(Database, new RowKey(Key)), Property, Before, After, Instant.Read(At));
}

/// <summary>A row of table <c>runs</c> as Dapper fills it.</summary>
internal sealed class StoredRun
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string StartedAt { get; init; }

    public string? EndedAt { get; init; }

    public string? Report { get; init; }

    public RunRecord ToRecord() => new(Id, Name, Instant.Read(StartedAt), Instant.ReadOptional(EndedAt), Report);
}
