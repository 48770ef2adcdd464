using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NotionSync.Sources.Tests.Contract;

public abstract partial class KindContract
{
    [Fact]
    public async Task Every_item_becomes_a_record_with_a_key_of_its_own()
    {
        var read = await ReadAsync(List(2));

        Assert.Empty(read.Complaints);
        Assert.Equal(2, read.Records.Select(KeyOf).Distinct().Count());
    }

    [Fact]
    public async Task One_item_is_one_record() => Assert.Single((await ReadAsync(List(1))).Records);

    [Fact]
    public async Task Nothing_at_the_vendor_is_no_record_and_no_fault()
    {
        var read = await ReadAsync(List(0));

        Assert.Empty(read.Records);
        Assert.Empty(read.Complaints);
    }

    [Fact]
    public async Task Scope_of_every_record_is_marked_as_read_to_its_end()
    {
        var read = await ReadAsync(List(2));

        Assert.NotEmpty(read.Scopes);
        Assert.All(read.Records, record => Assert.Contains(record.Scope, read.Scopes));
    }

    [Fact]
    public async Task Item_without_optional_members_is_read_too()
    {
        var read = await ReadAsync(new VendorList([SparseItem(1), Item(2)]));

        Assert.Empty(read.Complaints);
        Assert.Equal(2, read.Records.Select(KeyOf).Distinct().Count());
    }

    [Fact]
    public async Task Members_that_nobody_knows_do_no_harm_and_are_kept()
    {
        var item = Item(1);
        item["made_up_tomorrow"] = new JsonObject { ["deep"] = "kept-as-it-is" };

        var read = await ReadAsync(new VendorList([item]));

        Assert.Empty(read.Complaints);
        Assert.Equal(KeepsUnknownMembers, Assert.Single(read.Records).Data.ToJsonString().Contains("kept-as-it-is", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Words_that_the_vendor_will_only_invent_reach_the_record()
    {
        const string word = "a_state_of_tomorrow";
        var read = await ReadAsync(new VendorList([ItemOfTomorrow(1, word) ?? Item(1)]));

        Assert.Empty(read.Complaints);
        var record = Assert.Single(read.Records);
        if (ItemOfTomorrow(1, word) is not null)
        {
            Assert.Contains(word, record.Data.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Times_say_their_zone()
    {
        var read = await ReadAsync(List(2));

        Assert.All(read.Records, record => Assert.DoesNotMatch(ZonelessTime(), record.Data.ToJsonString()));
    }

    [Fact]
    public async Task Kind_says_what_it_is_and_what_it_needs()
    {
        await using var bench = await BenchAsync(List(0));
        var kind = Described(bench.Source);

        Assert.EndsWith(".", kind.Summary, StringComparison.Ordinal);
        Assert.NotEmpty(kind.Key);
        Assert.NotEmpty(kind.Scope);
    }

    [Fact]
    public async Task Setting_that_nobody_knows_is_a_fault_with_its_place()
    {
        await using var bench = await BenchAsync(List(0));
        var settings = (JsonObject?)Settings?.DeepClone() ?? [];
        Assert.Empty(bench.Source.CheckSettings(Kind, settings));

        settings["nobody_knows_this"] = 1;

        Assert.Equal("/nobody_knows_this", Assert.Single(bench.Source.CheckSettings(Kind, settings)).Path);
    }

    private string KeyOf(Model.SourceRecord record) => record.Data[KeyMember]?.ToString() is { Length: > 0 } key
        ? key
        : throw new InvalidOperationException($"The record has no member '{KeyMember}': {record.Data.ToJsonString()}");

    // The kind's own word for its key, read from a source that is never asked anything.
    private string KeyMember => keyMember ??= Describe();

    private string? keyMember;

    private string Describe()
    {
        using var services = Services(new Uri("http://127.0.0.1:9"));
        return Described(SourceOf(services)).Key;
    }

    [GeneratedRegex(@"""\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?""")]
    private static partial Regex ZonelessTime();
}
