using System.Text.Json.Nodes;
using NotionSync.Model;

namespace NotionSync.Tests.Spine;

/// <summary>What Notion stores in another form is compared in that form, so that it is written once.</summary>
public sealed class NormalisationTests
{
    public static TheoryData<string, string> Values { get; } = new()
    {
        { "at", "2026-11-23T08:30:45Z" },
        { "at", "2026-11-23T10:30:45.1234567+02:00" },
        { "at", "2026-11-23" },
        { "words", new string('x', 4_500) + " 👩‍🚀 " + new string('y', 2_100) },
        { "words", "two  spaces, a\nbreak and https://example.com/a b" },
        { "colour", "gReEn" },
        { "size", "0.1" },
        { "size", "12345678901234.5" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Value_is_written_once_and_not_again(string member, string value)
    {
        var prometheus = new FakePrometheus();
        await using var bench = await SpineBench.StartAsync([prometheus], SmallCatalog.With(["{ Thing: Other }"]));
        await bench.ImportAsync();
        var record = new JsonObject { ["key"] = "T", [member] = member == "size" ? JsonNode.Parse(value) : value };
        prometheus.Series("thing", record);

        var first = await bench.SyncAsync();
        await bench.IntakeAsync();
        var writes = (await bench.RequestsAsync())["write"]!.GetValue<int>();
        await bench.SyncAsync();
        await bench.IntakeAsync();
        await bench.LoseStateAsync();
        await bench.ImportAsync();
        await bench.SyncAsync();

        Assert.Equal(1, first.Sources.Sum(source => source.Created));
        Assert.Equal(writes, (await bench.RequestsAsync())["write"]!.GetValue<int>());
        Assert.IsNotType<PropertyValue.Empty>(await bench.ShownAsync("things", "T", char.ToUpperInvariant(member[0]) + member[1..]));
    }
}
