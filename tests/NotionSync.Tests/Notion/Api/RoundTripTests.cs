using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using NotionSync.Notion.Api;

namespace NotionSync.Tests.Notion.Api;

public sealed class RoundTripTests
{
    [Fact]
    public void Unknown_members_and_unknown_kinds_of_property_survive() => Survives(
        """
        {"object":"page","id":"p","created_time":"2026-11-23T05:10:00+00:00","last_edited_time":"2026-11-23T05:10:00+00:00","in_trash":false,"hologram":{"depth":3},
         "parent":{"type":"galaxy_id","galaxy_id":"g"},
         "properties":{"Cost":{"id":"f%5C%5C%3Ap","type":"number","number":12.50,"precision":2},"New":{"id":"n","type":"hologram","hologram":[{"x":1}]}}}
        """,
        NotionJson.Default.Page);

    [Fact]
    public void Unknown_kinds_of_block_survive() => Survives(
        """{"object":"block","id":"b","type":"hologram","has_children":false,"in_trash":false,"hologram":{"rich_text":[]},"later":null}""", NotionJson.Default.Block);

    [Fact]
    public void Unknown_kinds_of_view_and_their_configuration_survive() => Survives(
        """{"object":"view","id":"v","name":"N","type":"hologram","configuration":{"type":"hologram","angle":1.5},"quick_filters":{}}""", NotionJson.Default.View);

    [Fact]
    public void Unknown_kinds_of_property_in_a_schema_survive() => Survives(
        """{"object":"data_source","id":"d","title":[],"description":[],"in_trash":false,"properties":{"X":{"id":"x","name":"X","type":"hologram","hologram":{"a":1}}}}""",
        NotionJson.Default.DataSource);

    private static void Survives<T>(string json, JsonTypeInfo<T> type)
    {
        var back = JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type)!, type);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(back)), $"sent {json}\ngot {back}");
    }
}
