using NotionSync.Mapping;
using NotionSync.Mapping.Reading;
using NotionSync.Model;

namespace NotionSync.Tests.Core.Mapping;

public sealed class MappingReaderTests
{
    [Fact]
    public void All_faults_of_all_files_are_reported_at_once()
    {
        var result = CatalogReader.Read(
            "mappings",
            [
                ("t.yaml", """
                    database: { id: t, titel: T }
                    properties:
                      Name: { type: title, writer: seed }
                      Sum: { type: number, writer: seed, tolerance: much }
                      Sum: { type: number, writer: seed }
                      Part: { type: relation, to: v, mirror: Whole }
                      Total: { type: rollup, relation: Prt, function: sum, property: X }
                    vews: []
                    """),
                ("u.yaml", "database: { id: u, title: U }\nproperties:\n  A: { type: text, writer: [bob] }\n"),
            ],
            []);

        Assert.Null(result.Catalog);
        Assert.Equal(
            [
                "t.yaml:1:11: error: The key 'title' is missing. Every such entry needs it.",
                "t.yaml:1:20: error: Unknown key 'titel'. Did you mean 'title'?",
                "t.yaml:4:49: error: Here stands 'much' where a number is expected.",
                "t.yaml:5:3: error: The key 'Sum' is written twice. It already stands in line 4; keep one of them.",
                "t.yaml:6:31: error: There is no database 'v'. Possible: t, u.",
                "t.yaml:7:36: error: 't' has no relation 'Prt'. Did you mean 'Part'?",
                "t.yaml:8:1: error: Unknown key 'vews'. Did you mean 'views'?",
                "u.yaml:2:1: error: 'u' has no title property. Give one property the type 'title'.",
                "u.yaml:3:28: error: Unknown writer 'bob'. Possible: seed, people, us, cloudwatch, costexplorer, github, mlflow, pagerduty, prometheus, wandb.",
            ],
            result.Diagnostics.Select(diagnostic => diagnostic.ToString()));
    }

    [Theory]
    [InlineData("properties:\n\tName: x", "f.yaml:2:1: error: A tab indents this line. YAML takes spaces only.")]
    [InlineData("", "f.yaml:1:1: error: The file is empty. Describe a database in it, or remove it.")]
    [InlineData("- a", "f.yaml:1:1: error: Here stands a list where a map is expected. Its keys: database, properties, body, views, home, links, sources, rows.")]
    [InlineData("views: {}", "f.yaml:1:8: error: Here stands a map where a list is expected. Begin each item with '- ' or write [a, b].")]
    [InlineData("rows: [1]", "f.yaml:1:8: error: Here stands '1' where a map is expected. Write 'name: value' in each line.")]
    [InlineData("rows:", "f.yaml:1:1: error: The key 'rows' has no value. Give it one, or remove the key.")]
    [InlineData("rows: []\n---\nrows: []", "f.yaml:2:1: error: The file holds a second document. Give each database a file of its own.")]
    [InlineData("rows: &all []", "f.yaml:1:7: error: The anchor '&all' is not supported. Write the value out where it is needed.")]
    [InlineData("views: [{ name: [a] }]", "f.yaml:1:17: error: Here stands a list where a single value is expected.")]
    public void What_cannot_be_read_is_reported_where_it_stands(string text, string expected) => Assert.Contains(expected, Read(text).Diagnostics);

    [Fact]
    public void A_syntax_error_is_reported_with_its_line()
    {
        var (document, diagnostics) = Read("database:\n  id: t\n  title: 'T\nproperties: {}\n");

        Assert.Null(document);
        Assert.Matches("^f.yaml:[34]:[0-9]+: error: The YAML cannot be read: ", Assert.Single(diagnostics));
    }

    [Fact]
    public void An_alias_bomb_is_refused_quickly()
    {
        var bomb = "rows:\n  - { a: &a0 [x] }\n" + string.Concat(Enumerable.Range(1, 40).Select(level => $"  - {{ a: &a{level} [*a{level - 1}, *a{level - 1}] }}\n"));

        Assert.Contains("f.yaml:3:15: error: The alias '*a0' is not supported. Write the value out.", Read(bomb).Diagnostics);
    }

    [Fact]
    public void A_file_that_is_too_large_or_too_deep_is_refused()
    {
        Assert.Contains("more than 1000000", Assert.Single(Read(new string('#', YamlText.MaxCharacters + 1)).Diagnostics));
        Assert.Contains("nested deeper", Assert.Single(Read("rows: " + new string('[', 60) + new string(']', 60)).Diagnostics));
    }

    [Fact]
    public void A_file_that_cannot_be_read_does_not_make_others_wrong()
    {
        var result = CatalogReader.Read("mappings", [("t.yaml", TwoDatabases.Head + "  X: { type: relation, to: u, mirror: Ts }"), ("u.yaml", "a: [")], []);

        Assert.StartsWith("u.yaml:", Assert.Single(result.Diagnostics).Where, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_folder_is_an_error_that_says_what_to_do() =>
        Assert.Equal(
            "/srv/mappings: error: There are no mapping files (*.yaml) here. Set Mappings:Path to the folder that holds them.",
            Assert.Single(CatalogReader.Read("/srv/mappings", [], []).Diagnostics).ToString());

    [Fact]
    public void Free_values_keep_their_types_and_texts_stay_text()
    {
        var (document, _) = Read("rows:\n  - { a: 1.50, b: '1.50', c: true, d: 2025-09-10, e: 012, f: ~, g: no, h: [1, x], i: -2e3 }");

        Assert.Equal("""{"a":1.50,"b":"1.50","c":true,"d":"2025-09-10","e":"012","f":null,"g":"no","h":[1,"x"],"i":-2000}""", document!.Content.Rows[0].ToJsonString());
    }

    [Fact]
    public void Texts_are_not_turned_into_numbers_or_booleans()
    {
        var (document, diagnostics) = Read("database: { id: 012, title: no }\nproperties: { A: { type: 1.0, writer: yes, options: [on, { name: off }] } }");

        Assert.Empty(diagnostics);
        Assert.Equal(("012", "no"), (document!.Content.Database.Id, document.Content.Database.Title));
        Assert.Equal(["on", "off"], document.Content.Properties["A"].Options.Select(option => option.Name));
        Assert.Equal(["yes"], document.Content.Properties["A"].Writer);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var (document, _) = Read("properties: { A: { type: text } }\nsources: [{ source: s, kind: k, key: id }]");

        var (property, block) = (document!.Content.Properties["A"], document.Content.Sources[0]);
        Assert.Equal(("keep", "mark", true), (property.Missing, block.Missing, block.Create));
        Assert.Empty(document.Content.Views);
        Assert.Empty(block.Values);
    }

    private static (MappingDocument? Document, string[] Diagnostics) Read(string text)
    {
        var diagnostics = new List<Diagnostic>();
        var document = MappingReader.Read("f.yaml", text, diagnostics);
        return (document, [.. diagnostics.Select(diagnostic => diagnostic.ToString().TrimEnd())]);
    }
}
