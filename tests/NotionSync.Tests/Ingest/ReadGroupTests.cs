using System.Text.Json.Nodes;
using NotionSync.Sync;

namespace NotionSync.Tests.Ingest;

public sealed class ReadGroupTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[1,"x"]}""", """{"b":[1.0,"x"],"a":1e0,"c":null}""", true)]
    [InlineData("""{"a":{"b":true,"c":null}}""", """{"a":{"b":true}}""", true)]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""", false)]
    [InlineData("""{"a":"1"}""", """{"a":1}""", false)]
    [InlineData("""{"a":false}""", """{}""", false)]
    [InlineData("null", "null", true)]
    public void Settings_are_the_same_when_they_mean_the_same(string one, string other, bool same) =>
        Assert.Equal(same, CanonicalJson.Of(JsonNode.Parse(one)) == CanonicalJson.Of(JsonNode.Parse(other)));

    [Fact]
    public void Groups_stand_in_the_order_of_their_first_blocks()
    {
        var catalog = ModelCatalog.With([new LivingSource("MLflow", "version"), new LivingSource("Wandb", "artifact")]);

        var group = Assert.Single(ReadGroup.Of(catalog, "mlflow"));

        Assert.Equal(["models", "labs"], group.Blocks.Select(block => block.Database.Id));
        Assert.NotEqual(group.Note, ReadGroup.Of(catalog, "wandb").Single().Note);
    }
}
