using System.Text.Json.Nodes;
using NJsonSchema;
using NotionSync.Mapping;

namespace NotionSync.Tests.Core.Mapping;

public sealed class MappingSchemaTests
{
    private static string SchemaFile { get; } = Path.Combine(ProductFiles.Root, "mappings", "mapping.schema.json");

    [Fact]
    public void The_schema_in_the_repository_is_the_one_of_the_types()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(SchemaFile, MappingSchema.Generate());
        }

        Assert.Equal(MappingSchema.Generate(), File.ReadAllText(SchemaFile));
    }

    [Theory]
    [InlineData("""{ "type": "number", "writer": "seed" }""", true)]
    [InlineData("""{ "type": "number", "writer": ["mlflow", "wandb"] }""", true)]
    [InlineData("""{ "type": "select", "writer": "seed", "options": ["A", { "name": "B", "color": "red" }] }""", true)]
    [InlineData("""{ "type": "numbr", "writer": "seed" }""", false)]
    [InlineData("""{ "type": "number", "writr": "seed" }""", false)]
    [InlineData("""{ "writer": "seed" }""", false)]
    [InlineData("""{ "type": "number", "tolerance": "much" }""", false)]
    [InlineData("""{ "type": "select", "options": [{ "name": "B", "color": "rot" }] }""", false)]
    public async Task The_schema_takes_what_the_reader_takes(string property, bool isRight)
    {
        var schema = await JsonSchema.FromJsonAsync(MappingSchema.Generate(), TestContext.Current.CancellationToken);
        var file = new JsonObject
        {
            ["database"] = new JsonObject { ["id"] = "t", ["title"] = "T" },
            ["properties"] = new JsonObject { ["P"] = JsonNode.Parse(property) },
        };

        Assert.Equal(isRight, schema.Validate(file.ToJsonString()).Count == 0);
    }

    [Fact]
    public void Every_mapping_file_names_the_schema_in_its_first_line() =>
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(ProductFiles.Root, "mappings"), "*.yaml"),
            file => Assert.Equal("# yaml-language-server: $schema=mapping.schema.json", File.ReadLines(file).First()));
}
