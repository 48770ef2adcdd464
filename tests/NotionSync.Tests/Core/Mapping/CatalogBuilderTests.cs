using System.Text.Json.Nodes;
using NotionSync.Mapping;
using NotionSync.Model;

namespace NotionSync.Tests.Core.Mapping;

public sealed class CatalogBuilderTests
{
    private static readonly Catalog Catalog = TwoDatabases.Read("""
          Score: { type: number, format: percent, writer: [Prometheus, seed], tolerance: 0.5, silence: 6h, samples: 3, missing: clear, note: As measured. }
          Level: { type: select, writer: us, open: true, options: [Low, { name: High, color: red }], value: "if(Score > `1`, 'High', length(links.Items))" }
          Spare: { type: formula, expression: 'prop("Score") * 2' }
          Count: { type: rollup, relation: Items, function: count }
          Before: { type: relation, to: t, mirror: After, writer: seed }
        views:
          - { name: All, type: table, show: [Name, Score], sort: [-Score, Name], where: [{ property: Level, equals: [High, Low] }] }
          - { name: Scores, type: chart, chart: bar, x: Name }
        links:
          - { property: Items, rows: Score, where: "Amount > self.Score" }
        sources:
          - source: Prometheus
            kind: series
            where: up
            key: labels.instance
            match: { Name: labels.instance }
            create: false
            missing: trash
            read: { queries: { a: up } }
            values: { Score: value }
            links: { Items: labels.items }
        rows:
          - { Name: First One, Score: 0.5, Level: high, Items: [One, seed/u/two], icon: 🔌, body: Hello }
          - { Name: Second, key: other, Before: First One }
          - { Name: Third, key: mlflow/model/Third, After: Second }
        """).Catalog!;

    private static readonly DatabaseMapping T = Catalog["t"];

    [Fact]
    public void Properties_stand_as_mapped_then_mirrors_then_the_common_ones() => Assert.Equal(
        ["Name", "Score", "Level", "Spare", "Count", "Before", "After", "Items", "Sync key", "Source", "Source state", "Synced at"],
        T.Properties.Select(property => property.Schema.Name));

    [Fact]
    public void A_property_says_who_writes_it_and_how()
    {
        var score = T.Find("Score")!;

        Assert.Equal(new PropertySchema.Number("percent") { Name = "Score", Mark = "As measured. Written by prometheus, people, after a first value · Score" }, score.Schema);
        Assert.Equal(["prometheus", "seed"], score.Writers);
        Assert.Equal((0.5m, TimeSpan.FromHours(6), 3, true), (score.Tolerance, score.Silence, score.Samples, score.ClearWhenMissing));
        Assert.Equal(["notion"], T.Find("Spare")!.Writers);
        Assert.Equal(["notion"], T.Find("Count")!.Writers);
        Assert.Equal(["us"], T.Find("Synced at")!.Writers);
        Assert.Equal("Written by NotionSync · Synced at", T.Find("Synced at")!.Schema.Mark);
        Assert.True(T.Find("Source")!.Open);
        Assert.Equal("Kept by NotionSync · t", T.Description);
    }

    [Fact]
    public void An_expression_of_ours_knows_what_it_reads()
    {
        var level = T.Find("Level")!;

        Assert.Equal(["Items"], level.Value!.Relations);
        Assert.False(level.Value.DependsOnTime);
        Assert.Equal(new SourcePosition("t.yaml", 5, 101), level.Value.Position);
        Assert.Equal("High", level.Value.Evaluate(ExpressionInput.From(new JsonObject { ["Score"] = 2 }))!.GetValue<string>());
        Assert.Equal([new("Low", null), new("High", "red")], ((PropertySchema.Select)level.Schema).Options);
    }

    [Fact]
    public void Both_sides_of_a_relation_are_properties()
    {
        Assert.Equal(new PropertySchema.Relation("u", "Owner") { Name = "Items" }, T.Find("Items")!.Schema);
        Assert.True(T.Find("Items")!.IsMirror);
        Assert.Equal(new PropertySchema.Relation("t", "Before") { Name = "After" }, T.Find("After")!.Schema);
        Assert.Equal(("Linked by NotionSync · Before", false), (T.Find("Before")!.Schema.Mark, T.Find("Before")!.IsMirror));
    }

    [Fact]
    public void A_count_without_a_property_counts_titles() =>
        Assert.Equal(new PropertySchema.Rollup("Items", "Item", "count") { Name = "Count", Mark = "Computed by Notion · Count" }, T.Find("Count")!.Schema);

    [Fact]
    public void Views_are_parsed()
    {
        Assert.Equal([new ViewSort("Score", true), new ViewSort("Name", false)], T.Views[0].Sort);
        Assert.Equal(("Level", "equals", """["High","Low"]"""), (T.Views[0].Where[0].Property, T.Views[0].Where[0].Operator, T.Views[0].Where[0].Value.ToJsonString()));
        Assert.Equal(new ViewChart("bar", "Name", "count", null), T.Views[1].Chart);
    }

    [Fact]
    public void Seed_rows_are_typed_and_linked_by_title_or_key_from_either_side()
    {
        var (first, second, third) = (T.Rows[0], T.Rows[1], T.Rows[2]);

        Assert.Equal("seed/t/first-one", first.Key.Value);
        Assert.Equal(new PropertyValue.Number(0.5m), first.Values["Score"]);
        Assert.Equal(new PropertyValue.Select("High"), first.Values["Level"]);
        Assert.Equal([new RowRef("u", new RowKey("seed/u/one")), new RowRef("u", new RowKey("seed/u/two"))], first.Links["Items"]);
        Assert.Equal(("🔌", "Hello", "First One"), (first.Icon, first.Body, first.Title));
        Assert.Equal("seed/t/other", second.Key.Value);
        Assert.Equal([new RowRef("t", first.Key)], second.Links["Before"]);
        Assert.Equal("mlflow/model/Third", third.Key.Value);
        Assert.Equal([new RowRef("t", second.Key)], third.Links["After"]);
    }

    [Fact]
    public void A_source_block_is_read_whole()
    {
        var block = Assert.Single(T.Sources);

        Assert.Equal(("prometheus", "series", "prometheus series", false, MissingPolicy.Trash), (block.Source, block.Kind, block.Name, block.Create, block.Missing));
        Assert.Equal("""{"queries":{"a":"up"}}""", block.Read!.ToJsonString());
        Assert.Equal(("up", "labels.instance"), (block.Where!.Text, block.Key.Text));
        Assert.Equal(["Name"], block.Match.Select(match => match.Key));
        Assert.Equal(["Score"], block.Values.Select(value => value.Key));
        Assert.Equal(["Items"], block.Links.Select(link => link.Key));
    }

    [Fact]
    public void A_link_rule_sees_both_rows()
    {
        var rule = Assert.Single(T.LinkRules);

        Assert.Equal(("Items", "Score"), (rule.Property, rule.Rows!.Text));
        Assert.True(rule.Where.Evaluate(ExpressionInput.From(new JsonObject { ["Amount"] = 3, ["self"] = new JsonObject { ["Score"] = 2 } }))!.GetValue<bool>());
    }
}
