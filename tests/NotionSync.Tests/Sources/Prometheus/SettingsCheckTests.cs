using System.Text.Json.Nodes;
using NotionSync.Abstractions;

namespace NotionSync.Tests.Sources.Prometheus;

public sealed class SettingsCheckTests
{
    [Theory]
    [InlineData("series", """{"by":["service"],"window":"1h30m","offsetSeconds":0,"queries":{"p95":"a"},"ranges":{"r":{"query":"b","hours":0.5,"points":11000}},"infos":{"i":{"query":"c"}}}""")]
    [InlineData("series", """{"by":[],"queries":{"p95":"a"}}""")]
    [InlineData("series", """{"by":["service.name"],"infos":{"i":{"query":"c"}}}""")]
    [InlineData("series", """{"by":["a"],"infos":{"i":"c"}}""")]
    [InlineData("rules", """{"type":"record"}""")]
    [InlineData("rules", null)]
    [InlineData("targets", """{"discoveredLabels":false}""")]
    [InlineData("targets", null)]
    [InlineData("alerts", null)]
    public void Right_settings_have_no_fault(string kind, string? settings) => Assert.Empty(Check(kind, settings));

    [Theory]
    [InlineData("series", """{"by":["a"],"querys":{"p95":"a"},"queries":{"x":"x"}}""", "/querys", "Did you mean 'queries'?")]
    [InlineData("series", """{"queries":{"x":"x"}}""", "/by", "by: [service]")]
    [InlineData("series", """{"by":"a","queries":{"x":"x"}}""", "/by", "by: [service]")]
    [InlineData("series", """{"by":["a","1b"],"queries":{"x":"x"}}""", "/by/1", "Label names")]
    [InlineData("series", """{"by":["a","a"],"queries":{"x":"x"}}""", "/by/1", "Leave one out.")]
    [InlineData("series", """{"by":["a"],"queries":{"x":" "}}""", "/queries/x", "Try the query")]
    [InlineData("series", """{"by":["a"],"queries":{"x":5}}""", "/queries/x", "Write PromQL.")]
    [InlineData("series", """{"by":["a"],"queries":{"x":"sum(up"}}""", "/queries/x", "Try the query")]
    [InlineData("series", """{"by":["a"],"queries":{"key":"up"}}""", "/queries/key", "Take a name")]
    [InlineData("series", """{"by":["a"],"queries":{"a-b":"up"}}""", "/queries/a-b", "Take a name")]
    [InlineData("series", """{"by":["a"],"queries":["up"]}""", "/queries", "Write a name")]
    [InlineData("series", """{"by":["a"]}""", "/queries", "Name at least one")]
    [InlineData("series", """{"by":["a"],"queries":{"x":"up"},"infos":{"x":{"query":"up"}}}""", "/infos/x", "Each member")]
    [InlineData("series", """{"by":["a"],"queries":{"x":"up"},"window":"5 minutes"}""", "/window", "e.g. 5m")]
    [InlineData("series", """{"by":["a"],"queries":{"x":"up"},"offsetSeconds":-1}""", "/offsetSeconds", "Leave it out for 30.")]
    [InlineData("series", """{"by":["a"],"ranges":{"x":{"query":"up","hours":1,"points":11001}}}""", "/ranges/x/points", "from 2 to 11000")]
    [InlineData("series", """{"by":["a"],"ranges":{"x":{"query":"up","hours":1,"points":2.5}}}""", "/ranges/x/points", "from 2 to 11000")]
    [InlineData("series", """{"by":["a"],"ranges":{"x":{"query":"up","hours":0,"points":3}}}""", "/ranges/x/hours", "above 0")]
    [InlineData("series", """{"by":["a"],"ranges":{"x":{"query":"up","hours":1,"points":3,"step":4}}}""", "/ranges/x/step", "Possible: query, hours, points.")]
    [InlineData("series", """{"by":["a"],"ranges":{"x":"up"}}""", "/ranges/x", "Write { query:")]
    [InlineData("series", """{"by":["a"],"infos":{"x":["up"]}}""", "/infos/x", "Write PromQL.")]
    [InlineData("rules", """{"type":"alerts"}""", "/type", "alert or record")]
    [InlineData("targets", """{"discoveredLabel":true}""", "/discoveredLabel", "Did you mean 'discoveredLabels'?")]
    [InlineData("targets", """{"discoveredLabels":"yes"}""", "/discoveredLabels", "Leave it out")]
    [InlineData("alerts", """{"state":"firing"}""", "/state", "Leave it out.")]
    public void Fault_is_found_with_its_place_and_its_mend(string kind, string settings, string path, string fix)
    {
        var fault = Assert.Single(Check(kind, settings));

        Assert.Equal(path, fault.Path);
        Assert.Contains(fix, fault.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once() =>
        Assert.Equal(
            ["/nope", "/by/0", "/window", "/queries/a", "/ranges/b/query", "/ranges/b/hours", "/ranges/b/points"],
            Check("series", """{"nope":1,"by":[""],"window":"x","queries":{"a":""},"ranges":{"b":{}}}""").Select(fault => fault.Path));

    [Fact]
    public void Absent_settings_of_series_are_a_fault() => Assert.Equal(["/by", "/queries"], Check("series", null).Select(fault => fault.Path));

    [Fact]
    public void Unknown_kind_names_the_nearest() =>
        Assert.Contains("Did you mean 'series'?", Assert.Throws<SourceException>(() => Check("serie", null)).Message, StringComparison.Ordinal);

    private static IReadOnlyList<SettingFault> Check(string kind, string? settings) =>
        new StubPrometheus().Source().CheckSettings(kind, settings is null ? null : JsonNode.Parse(settings)!.AsObject());
}
