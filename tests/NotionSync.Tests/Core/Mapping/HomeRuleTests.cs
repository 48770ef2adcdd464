namespace NotionSync.Tests.Core.Mapping;

/// <summary>For each rule of the home page files that break it, with the exact message and place. Lines are those of <c>t.yaml</c>, from the fourth on.</summary>
public sealed class HomeRuleTests
{
    [Theory]
    [InlineData("{ views: [{ name: A, database: u, type: table, show: [Item, Amount] }, { name: B, database: t, type: list }] }", "")]
    [InlineData("{ dashboard: D, rows: [[{ name: A, database: u, type: chart, chart: number, aggregate: sum, of: Amount }]], otherwise: [{ name: B, database: u, type: table }] }", "")]
    [InlineData("{ views: [{ name: A, database: w, type: table }] }", "t.yaml:10:38: error: There is no database 'w'. Possible: t, u.")]
    [InlineData("{ views: [{ name: A, database: u, type: table, show: [Itm] }] }", "t.yaml:10:61: error: 'u' has no property 'Itm'. Did you mean 'Item'?")]
    [InlineData("{ views: [{ name: A, database: u, type: tabel }] }", "t.yaml:10:47: error: Unknown type of view 'tabel'. Did you mean 'table'?")]
    [InlineData("{ views: [{ name: A, database: u, type: board }] }", "t.yaml:10:17: error: The board 'A' has no 'groupBy'. Add it.")]
    [InlineData("{ views: [{ name: A, database: u, type: chart, chart: number, aggregate: sum, of: Doubled }] }", "t.yaml:10:89: error: 'Doubled' is a formula, which Notion does not chart. Chart a property that is written.")]
    [InlineData("{ views: [{ name: A, database: u, type: table, where: [{ property: Amount, contains: 1 }] }] }", "t.yaml:10:82: error: 'contains' is no operator for a number. Possible: equals, does_not_equal, greater_than, less_than, greater_than_or_equal_to, less_than_or_equal_to, is_empty, is_not_empty.")]
    [InlineData("{ views: [{ name: A, database: u, type: table }, { name: A, database: t, type: list }] }", "t.yaml:10:64: error: A second view of the page is called 'A'. Views are known by name; give each its own.")]
    [InlineData("{ views: [] }", "t.yaml:10:7: error: This block shows nothing. Give it 'views', a 'dashboard' with 'rows', or a 'drawing'.")]
    [InlineData("{ dashboard: D, rows: [[{ name: A, database: u, type: list }]] }", "t.yaml:10:7: error: The dashboard 'D' has no 'otherwise'. Add it.")]
    [InlineData("{ dashboard: D, rows: [[]], otherwise: [{ name: B, database: u, type: table }] }", "t.yaml:10:30: error: This row has 0 views. A row has one to 4.")]
    [InlineData("{ views: [{ name: A, database: u, type: list }], rows: [] }", "t.yaml:10:56: error: The key 'rows' is for a dashboard. Name it with 'dashboard', or remove the key.")]
    [InlineData("{ drawing: { database: w, row: One } }", "t.yaml:10:30: error: There is no database 'w'. Possible: t, u.")]
    [InlineData("{ drawing: { database: u, row: On } }", "t.yaml:10:38: error: 'u' has no row 'On' in its file. Did you mean 'One'?")]
    [InlineData("{ drawing: { database: u, row: One } }", "t.yaml:10:30: error: Nobody writes the pages of 'u'. Give its file the key 'body', or draw another row.")]
    [InlineData("{ drawing: { database: u, row: One }, views: [{ name: A, database: u, type: list }] }", "t.yaml:10:30: error: Nobody writes the pages of 'u'. Give its file the key 'body', or draw another row.", "t.yaml:10:45: error: A drawing stands alone. Put it into a block of its own.")]
    public void A_block_shows_what_there_is(string block, params string[] expected) =>
        TwoDatabases.AssertFaults($"home:\n  title: H\n  sections:\n  - heading: A\n    text: B\n    blocks:\n    - {block}", expected);

    [Fact]
    public void Headings_are_given_once() => TwoDatabases.AssertFaults(
        "home:\n  title: H\n  sections:\n  - heading: A\n  - heading: A", "t.yaml:8:14: error: A second section is called 'A'. Sections are known by heading; give each its own.");

    [Fact]
    public void A_page_without_a_title_is_none() => TwoDatabases.AssertFaults("home: { icon: X }", "t.yaml:4:7: error: The key 'title' is missing. Every such entry needs it.");
}
