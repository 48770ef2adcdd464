using System.Collections.Immutable;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Tests.State;

public sealed class SqliteStateStoreTests : IDisposable
{
    private readonly StateFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Database_comes_back_as_it_was_saved()
    {
        var saved = new KnownDatabase
        {
            Id = "models",
            DatabaseId = "db",
            DataSourceId = "ds",
            ParentPageId = "parent",
            Properties = ImmutableDictionary<string, KnownProperty>.Empty.Add("Café \"x\"", new KnownProperty("a%3Ab", "f1")),
            Views = ImmutableDictionary<string, KnownView>.Empty.Add("Board", new KnownView("v1", "f2")),
            RowsAdopted = true,
        };
        await SaveAsync(new StateBatch { Databases = [saved] });

        await using var store = folder.Open();
        var read = Assert.Single(await store.ReadDatabasesAsync(Stop));

        Assert.Equal(saved.Properties, read.Properties);
        Assert.Equal(saved.Views, read.Views);
        Assert.Equal(saved with { Properties = read.Properties, Views = read.Views }, read);
    }

    [Fact]
    public async Task Row_comes_back_as_it_was_saved_to_the_last_tick()
    {
        var saved = A.Row("mlflow/model_version/a/1") with
        {
            Sending = true,
            Trash = RowTrash.ByPeople,
            Gone = true,
            Dirty = true,
            RecheckAt = A.Moment.AddTicks(1),
            WrittenAt = A.Moment.ToOffset(TimeSpan.FromHours(2)),
            Values = ImmutableDictionary<string, PropertyValue>.Empty
                .Add("Number", new PropertyValue.Number(0.1234567890123456789m))
                .Add("Text", new PropertyValue.Text("a:b \u0000 \"quoted\" 🧠")),
            Repaired = ImmutableDictionary<string, DateTimeOffset>.Empty.Add("Number", A.Moment),
            Held = ImmutableDictionary<string, PropertyValue>.Empty.Add("Status", new PropertyValue.Select("Active")).Add("Stage", PropertyValue.Empty.Value),
        };
        await SaveAsync(new StateBatch { Rows = [saved] });

        await using var store = folder.Open();
        var read = Assert.Single(await store.ReadRowsAsync("models", [saved.Key], Stop));

        Assert.Equal(saved.Values, read.Values);
        Assert.Equal(saved.Repaired, read.Repaired);
        Assert.Equal(saved.Held, read.Held);
        Assert.Equal(saved with { Values = read.Values, Repaired = read.Repaired, Held = read.Held }, read);
    }

    [Fact]
    public async Task Row_that_is_only_wanted_keeps_its_absent_members()
    {
        await SaveAsync(new StateBatch { Rows = [A.Row("k") with { PageId = null }] });

        await using var store = folder.Open();
        var read = Assert.Single(await store.ReadRowsAsync("models", [new RowKey("k"), new RowKey("unknown"), new RowKey("K")], Stop));

        Assert.Null(read.PageId);
        Assert.Null(read.RecheckAt);
        Assert.Null(read.WrittenAt);
        Assert.Empty(read.Values);
    }

    [Fact]
    public async Task Claim_comes_back_by_claimant_by_row_and_by_block()
    {
        var saved = A.Claim("prometheus/series/a", row: "seed/models/a") with { Absences = 2, AbsentSince = A.Moment };
        await SaveAsync(new StateBatch { Claims = [saved, A.Claim("prometheus/series/b", block: "other")] });

        await using var store = folder.Open();
        var byClaimant = await store.ReadClaimsAsync("models", [saved.Claimant], Stop);
        var byRow = await store.ReadClaimsOnRowsAsync("models", [saved.Row], Stop);
        var mark = new ClaimMark(saved.Claimant, saved.Row, saved.Scope, saved.Fingerprint, saved.Absences);

        Assert.Equal(mark, Assert.Single(await store.ReadClaimMarksAsync("models", [saved.Claimant], Stop)));
        Assert.Equal(mark, Assert.Single(await store.ReadClaimMarksOfBlockAsync("models", "series", Stop).ToListAsync(Stop)));
        Assert.All([byClaimant, byRow], found =>
        {
            var read = Assert.Single(found);
            Assert.Equal(saved.Values, read.Values);
            Assert.Equal(saved.Links["Infra"], read.Links["Infra"]);
            Assert.Equal(saved with { Values = read.Values, Links = read.Links }, read);
        });
    }

    [Theory]
    [InlineData(RowTrash.None, true)]
    [InlineData(RowTrash.ByPeople, false)]
    [InlineData(RowTrash.ByUs, false)]
    [InlineData(RowTrash.Leaving, false)]
    [InlineData(RowTrash.Returning, true)]
    [InlineData(RowTrash.KeptByPeople, true)]
    public async Task Row_is_found_and_counted_while_it_is_here(RowTrash trash, bool isHere)
    {
        await SaveAsync(new StateBatch { Rows = [A.Row("a") with { Title = "Same", Trash = trash }] });

        await using var store = folder.Open();

        Assert.Equal(trash, Assert.Single(await store.ReadRowsAsync("models", [new RowKey("a")], Stop)).Trash);
        Assert.Equal(isHere ? 1 : 0, await store.CountRowsAsync("models", Stop));
        Assert.Equal(isHere ? 1 : 0, (await store.FindRowsByTitleAsync("models", ["Same"], Stop)).Count);
    }

    [Fact]
    public async Task Titles_find_every_row_that_has_them_but_trashed_ones()
    {
        await SaveAsync(new StateBatch
        {
            Rows = [A.Row("a") with { Title = "Same" }, A.Row("b") with { Title = "Same" }, A.Row("c") with { Title = "Same", Trash = RowTrash.ByPeople }, A.Row("d", "infra") with { Title = "Same" }],
        });

        await using var store = folder.Open();
        var found = await store.FindRowsByTitleAsync("models", ["Same", "None"], Stop);

        Assert.Equal(["a", "b"], found.Select(row => row.Key.Value));
    }

    [Fact]
    public async Task Pages_find_rows_in_every_database()
    {
        await SaveAsync(new StateBatch { Rows = [A.Row("a"), A.Row("b", "infra"), A.Row("c")] });

        await using var store = folder.Open();
        var found = await store.FindRowsByPageAsync(["page-a", "page-b", "page-x"], Stop);

        Assert.Equal([A.Ref("b", "infra"), A.Ref("a")], found.Select(row => row.Ref).Order());
    }

    [Fact]
    public async Task Due_rows_are_the_dirty_ones_and_those_whose_time_has_come()
    {
        await SaveAsync(new StateBatch
        {
            Rows =
            [
                A.Row("later") with { RecheckAt = A.Moment.AddTicks(1) },
                A.Row("now") with { RecheckAt = A.Moment },
                A.Row("both") with { RecheckAt = A.Moment, Dirty = true },
                A.Row("clean"),
                A.Row("marked"),
            ],
            Dirty = [A.Ref("marked"), A.Ref("unknown")],
        });

        await using var store = folder.Open();

        Assert.Equal([A.Ref("both"), A.Ref("marked"), A.Ref("now")], await store.ReadDueRowsAsync("models", A.Moment, Stop).ToListAsync(Stop));
    }

    [Fact]
    public async Task Only_rows_that_live_in_Notion_are_counted()
    {
        await SaveAsync(new StateBatch { Rows = [A.Row("a"), A.Row("b") with { PageId = null }, A.Row("c") with { Trash = RowTrash.ByPeople }, A.Row("d", "infra")] });

        await using var store = folder.Open();

        Assert.Equal(1, await store.CountRowsAsync("models", Stop));
    }

    [Fact]
    public async Task Links_are_found_from_both_sides_and_only_once()
    {
        await SaveAsync(new StateBatch
        {
            Links = [new Link(A.Link("a", "x"), OfPeople: true), new Link(A.Link("b", "x"), OfPeople: false)],
            WantedLinks = [new WantedLink(A.Link("a", "x"), "seed/models/a"), new WantedLink(A.Link("a", "x"), "rule:models.Infra")],
        });

        await using var store = folder.Open();
        var ofBoth = await store.ReadLinksAsync([A.Ref("a"), A.Ref("x", "infra")], Stop);
        var ofLeft = await store.ReadLinksAsync([A.Ref("a")], Stop);
        var wanted = await store.ReadWantedLinksAsync([A.Ref("x", "infra"), A.Ref("a")], Stop);

        Assert.Equal(2, ofBoth.Count);
        Assert.Equal(new Link(A.Link("a", "x"), OfPeople: true), Assert.Single(ofLeft));
        Assert.Equal(["rule:models.Infra", "seed/models/a"], wanted.Select(link => link.Maker).Order());
    }

    [Fact]
    public async Task Links_that_are_removed_or_unwanted_are_gone_and_known_ones_are_replaced()
    {
        await SaveAsync(new StateBatch
        {
            Links = [new Link(A.Link("a", "x"), OfPeople: true), new Link(A.Link("a", "y"), OfPeople: true)],
            WantedLinks = [new WantedLink(A.Link("a", "x"), "one"), new WantedLink(A.Link("a", "x"), "two")],
        });
        await SaveAsync(new StateBatch
        {
            Links = [new Link(A.Link("a", "x"), OfPeople: false)],
            RemovedLinks = [A.Link("a", "y")],
            UnwantedLinks = [new WantedLink(A.Link("a", "x"), "one")],
        });

        await using var store = folder.Open();

        Assert.Equal([new Link(A.Link("a", "x"), OfPeople: false)], await store.ReadLinksAsync([A.Ref("a")], Stop));
        Assert.Equal("two", Assert.Single(await store.ReadWantedLinksAsync([A.Ref("a")], Stop)).Maker);
    }

    [Fact]
    public async Task Samples_come_oldest_first_and_only_the_newest_of_each_property()
    {
        await SaveAsync(new StateBatch
        {
            Samples = [.. Enumerable.Range(1, 5).SelectMany(n => new[] { "P95", "P99" }.Select(name => new Sample(A.Ref("a"), name, A.Moment.AddMinutes(n), n + 0.5m)))],
        });

        await using var store = folder.Open();
        var read = await store.ReadSamplesAsync([A.Ref("a"), A.Ref("b")], 2, Stop);

        Assert.Equal([("P95", 4.5m), ("P95", 5.5m), ("P99", 4.5m), ("P99", 5.5m)], read.Select(sample => (sample.Property, sample.Value)));
        Assert.Equal(A.Moment.AddMinutes(5), read[^1].At);
    }

    [Fact]
    public async Task Notes_are_kept_replaced_and_forgotten()
    {
        await SaveAsync(new StateBatch { Notes = new Dictionary<string, string?> { ["cursor"] = "1", ["mark"] = "x" } });
        await SaveAsync(new StateBatch { Notes = new Dictionary<string, string?> { ["cursor"] = "2", ["mark"] = null } });

        await using var store = folder.Open();

        Assert.Equal("2", await store.ReadNoteAsync("cursor", Stop));
        Assert.Null(await store.ReadNoteAsync("mark", Stop));
    }

    [Fact]
    public async Task Runs_come_newest_first_and_changes_in_the_order_of_their_happening()
    {
        var first = new RunRecord("20261123-1", "Prometheus", A.Moment, null, null);
        var changes = Enumerable.Range(0, 2_500).Select(n => new ChangeRecord(first.Id, A.Ref("a"), $"P{n}", null, "t:x", A.Moment.AddSeconds(-n))).ToList();
        await SaveAsync(new StateBatch { Runs = [first, new RunRecord("20261123-2", "import", A.Moment, A.Moment, "{}")], Changes = changes });
        await SaveAsync(new StateBatch { Runs = [first with { EndedAt = A.Moment, Report = "{}" }], Changes = [changes[0] with { Run = "20261123-2" }] });

        await using var store = folder.Open();

        Assert.Equal(["20261123-2", "20261123-1"], (await store.ReadRunsAsync(null, 10, Stop)).Select(run => run.Id));
        Assert.Equal(first with { EndedAt = A.Moment, Report = "{}" }, Assert.Single(await store.ReadRunsAsync("Prometheus", 10, Stop)));
        Assert.Equal(changes, await store.ReadChangesAsync(first.Id, Stop).ToListAsync(Stop));
    }

    [Fact]
    public async Task Forgotten_row_takes_its_claims_and_links_along()
    {
        await SaveAsync(new StateBatch
        {
            Rows = [A.Row("a"), A.Row("b")],
            Claims = [A.Claim("a"), A.Claim("other", row: "a"), A.Claim("b")],
            Links = [new Link(A.Link("a", "x"), false), new Link(A.Link("b", "x"), false)],
            WantedLinks = [new WantedLink(A.Link("a", "x"), "a"), new WantedLink(A.Link("b", "x"), "b")],
        });
        await SaveAsync(new StateBatch { ForgottenRows = [A.Ref("a")] });

        await using var store = folder.Open();

        Assert.Equal("b", Assert.Single(await store.ReadAllRowsAsync("models", Stop).ToListAsync(Stop)).Key.Value);
        Assert.Equal("b", Assert.Single(await store.ReadClaimMarksOfBlockAsync("models", "series", Stop).ToListAsync(Stop)).Row.Value);
        Assert.Equal(A.Link("b", "x"), Assert.Single(await store.ReadLinksAsync([A.Ref("x", "infra")], Stop)).Id);
        Assert.Equal(A.Link("b", "x"), Assert.Single(await store.ReadWantedLinksAsync([A.Ref("x", "infra")], Stop)).Id);
    }

    [Fact]
    public async Task Forgotten_database_takes_everything_of_it_along()
    {
        await SaveAsync(new StateBatch
        {
            Databases = [new KnownDatabase { Id = "models", ParentPageId = "p" }, new KnownDatabase { Id = "infra", ParentPageId = "p" }],
            Rows = [A.Row("a"), A.Row("x", "infra")],
            Claims = [A.Claim("a")],
            Links = [new Link(A.Link("a", "x"), false)],
            WantedLinks = [new WantedLink(A.Link("a", "x"), "a")],
            Waiting = [new WaitingClaim(A.Claim("w"), "w")],
        });
        await SaveAsync(new StateBatch { ForgottenDatabases = ["models"] });

        await using var store = folder.Open();

        Assert.Equal("infra", Assert.Single(await store.ReadDatabasesAsync(Stop)).Id);
        Assert.Empty(await store.ReadAllRowsAsync("models", Stop).ToListAsync(Stop));
        Assert.Empty(await store.ReadClaimsAsync("models", [new RowKey("a")], Stop));
        Assert.Empty(await store.ReadWaitingMarksAsync("models", [new RowKey("w")], Stop));
        Assert.Empty(await store.ReadLinksAsync([A.Ref("x", "infra")], Stop));
        Assert.Empty(await store.ReadWantedLinksAsync([A.Ref("x", "infra")], Stop));
        Assert.Equal(1, await store.CountRowsAsync("infra", Stop));
    }

    [Fact]
    public async Task What_waits_is_found_by_what_it_waits_for_until_it_waits_no_longer()
    {
        var first = new WaitingClaim(A.Claim("a"), "LLM-Core\u001f3");
        var second = new WaitingClaim(A.Claim("b"), "LLM-Core\u001f4");
        await SaveAsync(new StateBatch { Waiting = [first, second] });
        await SaveAsync(new StateBatch { Waiting = [second with { MatchKey = "TTS\u001f1" }] });
        await using var store = folder.Open();

        var found = Assert.Single(await store.ReadWaitingAsync("models", "series", [first.MatchKey, second.MatchKey], Stop));

        Assert.Equal((first.MatchKey, first.Claim.Fingerprint), (found.MatchKey, found.Claim.Fingerprint));
        Assert.Equal(first.Claim.Values, found.Claim.Values);
        Assert.Equal(first.Claim.Links.Keys, found.Claim.Links.Keys);
        Assert.Equal(["a", "b"], (await store.ReadWaitingMarksOfBlockAsync("models", "series", Stop).ToListAsync(Stop)).Select(mark => mark.Claimant.Value));
        Assert.Equal("TTS\u001f1", Assert.Single(await store.ReadWaitingMarksAsync("models", [new RowKey("b"), new RowKey("c")], Stop)).MatchKey);
        await store.SaveAsync(new StateBatch { NoLongerWaiting = [A.Ref("a")] }, Stop);
        Assert.Empty(await store.ReadWaitingAsync("models", "series", [first.MatchKey], Stop));
        Assert.Empty(await store.ReadWaitingAsync("models", "other", ["TTS\u001f1"], Stop));
    }

    [Fact]
    public async Task Batch_that_fails_leaves_nothing_behind()
    {
        await using var store = folder.Open();
        var broken = new StateBatch { Rows = [A.Row("a")], Claims = [A.Claim("a") with { Scope = null! }] }; // the table refuses null

        await Assert.ThrowsAsync<NotionSync.Abstractions.StateException>(() => store.SaveAsync(broken, Stop));

        Assert.Equal(0, await store.CountRowsAsync("models", Stop));
        await store.SaveAsync(new StateBatch { Rows = [A.Row("b")] }, Stop);
        Assert.Equal(1, await store.CountRowsAsync("models", Stop));
    }

    [Fact]
    public async Task Batches_may_be_saved_while_rows_are_streamed()
    {
        await SaveAsync(new StateBatch { Rows = [.. Enumerable.Range(0, 2_100).Select(n => A.Row($"k{n:D5}"))] });
        await using var store = folder.Open();
        var seen = new List<string>();

        await foreach (var row in store.ReadAllRowsAsync("models", Stop))
        {
            seen.Add(row.Key.Value);
            if (seen.Count % 500 == 0)
            {
                await store.SaveAsync(new StateBatch { Rows = [row with { Dirty = true }] }, Stop);
            }
        }

        Assert.Equal(Enumerable.Range(0, 2_100).Select(n => $"k{n:D5}"), seen);
        Assert.Equal(4, await store.ReadDueRowsAsync("models", A.Moment, Stop).CountAsync(Stop));
    }

    [Fact]
    public async Task Fork_and_original_do_not_see_each_others_changes()
    {
        await using var store = folder.Open();
        await store.SaveAsync(new StateBatch { Rows = [A.Row("a")] }, Stop);

        await using var fork = await store.ForkAsync(Stop);
        await fork.Store.SaveAsync(new StateBatch { ForgottenRows = [A.Ref("a")] }, Stop);
        await store.SaveAsync(new StateBatch { Rows = [A.Row("b")] }, Stop);

        Assert.Equal(2, await store.CountRowsAsync("models", Stop));
        Assert.Equal(0, await fork.Store.CountRowsAsync("models", Stop));
    }

    private async Task SaveAsync(StateBatch batch)
    {
        await using var store = folder.Open();
        await store.SaveAsync(batch, Stop);
    }
}
