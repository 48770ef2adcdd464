using NotionSync.Abstractions;
using NotionSync.Mapping;

namespace NotionSync.Tests.Core.Mapping;

/// <summary>For each rule files that break it, with the exact message and place. Lines are those of <c>t.yaml</c>, from the fourth on.</summary>
public sealed class RuleTests
{
    [Fact]
    public void Two_files_without_a_fault_have_none() => TwoDatabases.AssertFaults("");

    [Theory]
    [InlineData("  X: { type: numbr, writer: seed }", "t.yaml:4:14: error: Unknown type 'numbr'. Did you mean 'number'?")]
    [InlineData("  X: { type: text, writer: seed, format: percent }", "t.yaml:4:34: error: The key 'format' is not for the type 'text'. It belongs to number; remove it or change the type.")]
    [InlineData("  X: { type: number, writer: seed, options: [a] }", "t.yaml:4:36: error: The key 'options' is not for the type 'number'. It belongs to select and multi_select; remove it or change the type.")]
    [InlineData("  X: { type: relation, to: u }", "t.yaml:4:3: error: 'X' is a relation without the key 'mirror'. Add it.")]
    [InlineData("  X: { type: formula }", "t.yaml:4:3: error: 'X' is a formula without the key 'expression'. Add it.")]
    [InlineData("  X: { type: formula, expression: '1', missing: clear }", "t.yaml:4:40: error: The key 'missing' is not for the type 'formula'. Remove it.")]
    [InlineData("  X: { type: title, writer: seed }", "t.yaml:4:14: error: 'X' is a second title. 'Name' is the title already; make this one 'text'.")]
    [InlineData("  X: { type: number, writer: seed, format: percnt }", "t.yaml:4:44: warning: 'percnt' is no number format that we know. Did you mean 'percent'?")]
    [InlineData("  X: { type: number, writer: seed, tolerance: 1, silence: 6x }", "t.yaml:4:59: error: '6x' is no span of time. Write a number with m, h or d, e.g. 30m, 6h, 1d.")]
    [InlineData("  X: { type: number, writer: seed, silence: 6h }", "t.yaml:4:36: error: 'X' has a silence and no tolerance. Without a tolerance each change is written at once; add one or remove 'silence'.")]
    [InlineData("  X: { type: number, writer: seed, tolerance: -1 }", "t.yaml:4:47: error: The tolerance '-1' is below zero. Write how much a change may be without being worth a write.")]
    [InlineData("  X: { type: text, writer: seed, missing: cler }", "t.yaml:4:43: error: Unknown word 'cler'. Did you mean 'clear'?")]
    [InlineData("  Synced at: { type: date, writer: seed }", "t.yaml:4:3: error: 'Synced at' is added to every database. Remove it here or call it otherwise.")]
    public void A_property_has_a_known_type_and_its_keys(string lines, string expected) => TwoDatabases.AssertFaults(lines, expected);

    [Theory]
    [InlineData("  X: { type: relation, to: w, mirror: Ts }", "t.yaml:4:28: error: There is no database 'w'. Possible: t, u.")]
    [InlineData("  X: { type: relation, to: u, mirror: Amount }", "t.yaml:4:39: error: 'u' has a property 'Amount' already. Its own file declares it; call this side otherwise. A relation is written in one of the two files only.")]
    [InlineData("  X: { type: relation, to: u, mirror: Source }", "t.yaml:4:39: error: 'u' has a property 'Source' already. It is added to every database; call this side otherwise.")]
    [InlineData("  X: { type: relation, to: t, mirror: X }", "t.yaml:4:39: error: 't' has a property 'X' already. Both sides lie in this database; call this side otherwise.")]
    [InlineData("  X: { type: relation, to: u, mirror: Ts }\n  Y: { type: relation, to: u, mirror: Ts }", "t.yaml:5:39: error: 'u' has a property 'Ts' already. It is the other side of 'X' in 't'; call this side otherwise.")]
    [InlineData("  Items: { type: relation, to: u, mirror: Owner }", "t.yaml:4:43: error: 'u' has a property 'Owner' already. A relation is written in one of the two files only; remove it from one.", "u.yaml:9:43: error: 't' has a property 'Items' already. A relation is written in one of the two files only; remove it from one.")]
    [InlineData("  Items: { type: text, writer: seed }", "u.yaml:9:43: error: 't' has a property 'Items' already. Its own file declares it; call this side otherwise. A relation is written in one of the two files only.")]
    public void A_relation_leads_to_a_database_and_its_mirror_has_a_free_name(string lines, params string[] expected) => TwoDatabases.AssertFaults(lines, expected);

    [Theory]
    [InlineData("  X: { type: rollup, relation: Itms, property: Amount, function: sum }", "t.yaml:4:32: error: 't' has no relation 'Itms'. Did you mean 'Items'?")]
    [InlineData("  X: { type: rollup, relation: Name, property: Amount, function: sum }", "t.yaml:4:32: error: 'Name' is a title, not a relation. Possible: Items.")]
    [InlineData("  X: { type: rollup, relation: Items, property: Amont, function: sum }", "t.yaml:4:49: error: 'u' has no property 'Amont'. Did you mean 'Amount'?")]
    [InlineData("  X: { type: rollup, relation: Items, property: Owners, function: sum }", "t.yaml:4:49: error: 'Owners' of 'u' is itself a rollup. Notion cannot roll up a rollup; compute the value as a property of ours and roll that up.")]
    [InlineData("  X: { type: rollup, relation: Items, property: Doubled, function: sum }", "t.yaml:4:49: error: 'Doubled' of 'u' is a formula. A formula made through the API is for display only; compute the value as a property of ours and roll that up.")]
    [InlineData("  X: { type: rollup, relation: Items, property: Note, function: average }", "t.yaml:4:65: error: 'average' needs a number, and 'Note' of 'u' is a text. For a text: count, count_values, empty, not_empty, unique, percent_empty, percent_not_empty, show_original, show_unique, count_per_group, percent_per_group.")]
    [InlineData("  X: { type: rollup, relation: Items, property: Amount, function: avrage }", "t.yaml:4:67: error: Unknown function 'avrage'. Did you mean 'average'?")]
    [InlineData("  X: { type: rollup, relation: Items, function: sum }", "t.yaml:4:3: error: The rollup 'X' names no property. Add the key 'property'; only 'count' can do without.")]
    [InlineData("  X: { type: rollup, relation: Items, function: count, writer: us }", "t.yaml:4:64: error: 'X' is a rollup, which Notion writes. Remove the key 'writer'.")]
    [InlineData("  X: { type: formula, expression: 'prop(\"Nme\")' }", "t.yaml:4:35: error: 't' has no property 'Nme'. Did you mean 'Name'?")]
    [InlineData("  X: { type: formula, expression: 'prop(\"X\") + 1' }", "t.yaml:4:35: error: The formula 'X' refers to itself. Name other properties.")]
    public void What_Notion_computes_names_what_exists(string lines, string expected) => TwoDatabases.AssertFaults(lines, expected);

    [Theory]
    [InlineData("  X: { type: text }", "t.yaml:4:3: error: Nobody writes 'X'. Add the key 'writer': seed, people, us, or names of sources.")]
    [InlineData("  X: { type: text, writer: promtheus }", "t.yaml:4:28: error: Unknown writer 'promtheus'. Did you mean 'prometheus'?")]
    [InlineData("  X: { type: text, writer: [seed, Seed] }", "t.yaml:4:28: error: The writer 'seed' is named twice. Name each once, in order of precedence.")]
    [InlineData("  X: { type: text, writer: us }", "t.yaml:4:3: error: 'X' is written by us and has no expression. Add the key 'value', or name another writer.")]
    [InlineData("  X: { type: text, writer: seed, value: Name }", "t.yaml:4:34: error: 'X' has an expression and is not written by us. Add 'us' to its 'writer', or remove the key 'value'.")]
    [InlineData("  X: { type: text, writer: us, value: Name, samples: 0 }", "t.yaml:4:54: error: '0' samples cannot be kept. Write a number from 1 to 10000.")]
    public void A_property_says_who_writes_it(string lines, string expected) => TwoDatabases.AssertFaults(lines, expected);

    [Theory]
    [InlineData("type: text, writer: prometheus, people: { may_set: [A] }", "t.yaml:4:40: error: The key 'people' is not for the type 'text'. It belongs to select; remove it or change the type.")]
    [InlineData("type: select, writer: prometheus, options: [A, B], people: {}", "t.yaml:4:59: error: People may set nothing. Name the options in 'may_set', or remove the key 'people'.")]
    [InlineData("type: select, writer: seed, options: [A, B], people: { may_set: A }", "t.yaml:4:53: error: No source writes 'X', so people take over from none. Remove the key 'people'; 'writer: people' leaves a property to them.")]
    [InlineData("type: select, writer: mlflow, options: [Open, Closed], people: { may_set: [Closd], until: Opn }", "t.yaml:4:82: error: 'X' has no option 'Closd'. Did you mean 'Closed'?", "t.yaml:4:98: error: 'X' has no option 'Opn'. Did you mean 'Open'?")]
    [InlineData("type: select, writer: mlflow, options: [Open, Closed], people: { may_set: [Closed], until: [Closed] }", "t.yaml:4:99: error: 'Closed' is what people may set. What ends it is another value, which the source brings.")]
    public void People_take_over_options_of_sources(string property, params string[] expected) => TwoDatabases.AssertFaults($"  X: {{ {property} }}", expected);

    [Theory]
    [InlineData("{ newest: Day }", "t.yaml:11:18: error: The key 'count' is missing. Write how many rows of each group stay, e.g. 'count: 200'.")]
    [InlineData("{ count: 0, newest: Day }", "t.yaml:11:27: error: '0' rows cannot be kept. Write how many rows of each group stay, e.g. 'count: 200'.")]
    [InlineData("{ count: many, newest: Day }", "t.yaml:11:27: error: Here stands 'many' where a whole number is expected.")]
    [InlineData("{ count: 2 }", "t.yaml:11:18: error: The key 'newest' is missing. Every such entry needs it.")]
    [InlineData("{ count: 2, newest: Dya }", "t.yaml:11:38: error: 't' has no property 'Dya'. Did you mean 'Day'?")]
    [InlineData("{ count: 2, newest: Name }", "t.yaml:11:38: error: 'Name' is a title, by which nothing is newer. Name a date or number that the block's 'values' fill.")]
    [InlineData("{ count: 2, newest: Ended }", "t.yaml:11:38: error: The block does not fill 'Ended'. Name a date or number that its 'values' fill.")]
    [InlineData("{ count: 2, newest: Day, by: Parnt }", "t.yaml:11:47: error: The block does not fill 'Parnt'. Name a property or relation that its 'values' or 'links' fill. Did you mean 'Parent'?")]
    [InlineData("{ count: 2, newest: Day }\n    create: false", "t.yaml:11:5: error: The block makes no rows, so it keeps none. Remove 'keep_newest', or 'create: false'.")]
    public void Blocks_keep_the_newest_rows_by_what_they_fill(string keep, params string[] expected) => TwoDatabases.AssertFaults(
        $"""
          Day: {"{ type: date, writer: prometheus }"}
          Ended: {"{ type: date, writer: seed }"}
          Parent: {"{ type: relation, to: t, mirror: Children }"}
        sources:
          - source: Prometheus
            kind: series
            key: id
            keep_newest: {keep}
            values: {"{ Day: day }"}
            links: {"{ Parent: parent }"}
        """,
        expected);

    [Theory]
    [InlineData("body: {}", "t.yaml:4:1: error: Nobody writes the pages. Add the key 'writer': us, or names of sources.")]
    [InlineData("body: { writer: promtheus }", "t.yaml:4:17: error: Unknown writer 'promtheus'. Did you mean 'prometheus'?")]
    [InlineData("body: { writer: [prometheus, people] }", "t.yaml:4:17: error: 'people' cannot be named here. People's text stands below ours in any case, and a seed row's 'body' is written when the row is made. Name us or sources.")]
    [InlineData("body: { writer: [prometheus, Prometheus] }", "t.yaml:4:17: error: The writer 'prometheus' is named twice. Name each once, in order of precedence.")]
    [InlineData("body: { writer: us }", "t.yaml:4:1: error: The pages are written by us and there is no expression. Add the key 'value', or name another writer.")]
    [InlineData("body: { writer: prometheus, value: Name }", "t.yaml:4:29: error: The pages have an expression and are not written by us. Add 'us' to 'writer', or remove the key 'value'.")]
    [InlineData("body: { writer: us, value: 'concat(' }", "t.yaml:4:28: error: The expression of 'Body': the expression ends too early. See docs/expressions.md.")]
    [InlineData("body: { writer: mlflow, pages: { One: '`1`' } }\nrows: [{ Name: One }]", "t.yaml:4:25: error: The pages have an expression and are not written by us. Add 'us' to 'writer', or remove the key 'pages'.")]
    [InlineData("body: { writer: us, pages: { Two: '`1`' } }\nrows: [{ Name: One }]", "t.yaml:4:30: error: No row of this file is called 'Two'. Possible: One.")]
    [InlineData("body: { writer: us, value: relations.t.Links }", "t.yaml:4:28: error: 'relations' cannot be read here. Write it under 'pages' of 'body', for a row of this file, or read the row's own 'links'.")]
    [InlineData("body: { writer: us, pages: { One: relations.t } }\nrows: [{ Name: One }]", "t.yaml:4:35: error: 'relations' stands without a database and a relation. Write relations.database.\"NAME\", so that it is known which links are read.")]
    [InlineData("body: { writer: us, pages: { One: relations.x.Links } }\nrows: [{ Name: One }]", "t.yaml:4:35: error: There is no database 'x'. Possible: t, u.")]
    [InlineData("body: { writer: us, pages: { One: relations.t.Nmae } }\nrows: [{ Name: One }]", "t.yaml:4:35: error: 't' has no relation 'Nmae'. Possible: Items.")]
    [InlineData("  Body: { type: text, writer: seed }\nbody: { writer: mlflow }", "t.yaml:4:3: error: 'Body' is what the pages' content is called in plans and reports. Call the property otherwise.")]
    [InlineData("  Body version: { type: text, writer: seed }\nbody: { writer: mlflow }", "t.yaml:4:3: error: 'Body version' is added to every database with the key 'body'. Remove it here or call it otherwise.")]
    [InlineData("sources:\n  - { source: Prometheus, kind: series, key: id, body: text }", "t.yaml:5:50: error: 't' does not say who writes its pages. Add 'body: { writer: prometheus }' beside 'properties'.")]
    [InlineData("body: { writer: mlflow }\nsources:\n  - { source: Prometheus, kind: series, key: id, body: text }", "t.yaml:6:50: error: The pages are not written by 'prometheus'. The 'writer' of 'body' is [mlflow]; add 'prometheus' there, where its rank is, or remove the body here.")]
    public void Pages_say_who_writes_them(string lines, string expected) => TwoDatabases.AssertFaults(lines, expected);

    [Theory]
    [InlineData("[A, a]", "t.yaml:4:49: error: The option 'a' is given twice. Upper and lower case are one to Notion; keep one of them.")]
    [InlineData("['A, B']", "t.yaml:4:46: error: The option 'A, B' has a comma. Notion refuses commas in options; write it otherwise.")]
    [InlineData("[{ name: A, color: grey }]", "t.yaml:4:64: error: Unknown color 'grey'. Did you mean 'gray'?")]
    public void Options_are_such_as_Notion_takes(string options, string expected) => TwoDatabases.AssertFaults($"  X: {{ type: select, writer: seed, options: {options} }}", expected);

    [Fact]
    public void More_options_than_Notion_takes_are_refused() => TwoDatabases.AssertFaults(
        $"  X: {{ type: select, writer: seed, options: [{string.Join(", ", Enumerable.Range(0, 101).Select(option => $"o{option}"))}] }}",
        "t.yaml:4:36: error: 'X' has 101 options, more than Notion's 100. Make it 'text', or leave rare ones to 'open: true'.");

    [Theory]
    [InlineData("Nme: A", "t.yaml:7:5: error: 't' has no property 'Nme'. Did you mean 'Name'?", "t.yaml:7:5: error: The row has no title. Give it a value for 'Name'.")]
    [InlineData("{ Name: A, N: many }", "t.yaml:7:19: error: 'many' is no number that Notion can hold. 'N' is a number.")]
    [InlineData("{ Name: A, S: Rde }", "t.yaml:7:19: error: 'Rde' is not among the options: Red, Green. 'S' is a select.")]
    [InlineData("{ Name: A, Items: Three }", "t.yaml:7:23: error: 'u' has no row 'Three'. Possible: One, Two.")]
    [InlineData("{ Name: A, Items: [One, Twoo] }", "t.yaml:7:29: error: 'u' has no row 'Twoo'. Did you mean 'Two'?")]
    [InlineData("{ Name: A, Items: 3 }", "t.yaml:7:23: error: The links of 'Items' are not titles. Write the title of a row of 'u' or a list of titles.")]
    [InlineData("{ Name: A, Sync key: x }", "t.yaml:7:16: error: 'Sync key' is written by the program. Remove it; the key 'key' sets the row's key.")]
    [InlineData("{ Name: A, key: 1 }", "t.yaml:7:21: error: '1' is no value for the key 'key'. Write text; put a number in quotes.")]
    [InlineData("{ Name: '!' }", "t.yaml:7:5: error: The title '!' has no letter or digit to make a key of. Add the key 'key'.")]
    [InlineData("{ Name: A }\n  - { Name: a }", "t.yaml:8:5: error: The key 'seed/t/a' is taken. The row in line 7 has it; change the title or add the key 'key'.")]
    public void Seed_rows_fit_their_properties(string row, params string[] expected) => TwoDatabases.AssertFaults(
        $"  N: {{ type: number, writer: seed }}\n  S: {{ type: select, writer: seed, options: [Red, Green] }}\nrows:\n  - {row}",
        expected);

    [Theory]
    [InlineData("{ name: V, type: tabel }", "t.yaml:6:22: error: Unknown type of view 'tabel'. Did you mean 'table'?")]
    [InlineData("{ name: V, type: board }", "t.yaml:6:5: error: The board 'V' has no 'groupBy'. Add it.")]
    [InlineData("{ name: V, type: calendar }", "t.yaml:6:5: error: The calendar 'V' has no 'date'. Add it.")]
    [InlineData("{ name: V, type: calendar, date: Name }", "t.yaml:6:38: error: 'Name' is a title, not a date. Dates here: D, Synced at.")]
    [InlineData("{ name: V, type: table, date: D }", "t.yaml:6:29: error: The key 'date' is not for a table. It belongs to calendar and timeline; remove it or change the type.")]
    [InlineData("{ name: V, type: table, show: [Nam] }", "t.yaml:6:36: error: 't' has no property 'Nam'. Did you mean 'Name'?")]
    [InlineData("{ name: V, type: table, show: [Name, Name] }", "t.yaml:6:42: error: 'Name' is shown twice. Name it once.")]
    [InlineData("{ name: V, type: table, sort: [-Nam] }", "t.yaml:6:36: error: 't' has no property 'Nam'. Did you mean 'Name'?")]
    [InlineData("{ name: V, type: table }\n  - { name: v, type: list }", "t.yaml:7:13: error: A second view is called 'v'. Views are known by name; give each its own.")]
    [InlineData("{ name: V, type: chart, chart: pie, x: Name }", "t.yaml:6:36: error: Unknown chart 'pie'. Did you mean 'line'?")]
    [InlineData("{ name: V, type: chart, chart: bar }", "t.yaml:6:5: error: The chart 'V' has no 'x'. Add the property of its axis.")]
    [InlineData("{ name: V, type: chart, chart: number, x: Name }", "t.yaml:6:44: error: A number chart has no axis. Remove the key 'x', or take a column chart.")]
    [InlineData("{ name: V, type: chart, chart: bar, x: Name, aggregate: sum }", "t.yaml:6:5: error: The chart 'V' has no property to take the sum of. Add the key 'of'.")]
    [InlineData("{ name: V, type: chart, chart: bar, x: Name, aggregate: sum, of: D }", "t.yaml:6:61: error: 'sum' needs a number, and 'D' is a date. For a date: count, count_values, empty, not_empty, unique, percent_empty, percent_not_empty, earliest_date, latest_date, date_range.")]
    [InlineData("{ name: V, type: table, where: [{ property: D, bfore: today }] }", "t.yaml:6:52: error: 'bfore' is no operator for a date. Did you mean 'before'?")]
    [InlineData("{ name: V, type: table, where: [{ property: D }] }", "t.yaml:6:37: error: This is no condition. Write { property: NAME, OPERATOR: VALUE } with one operator.")]
    [InlineData("{ name: V, type: table, where: [{ property: X, is_empty: true }] }", "t.yaml:6:49: error: 't' has no property 'X'. Possible: Name, D, Items, Sync key, Source, Source state, Synced at.")]
    [InlineData("{ name: V, type: table, where: [{ property: Name, is_empty: 1 }] }", "t.yaml:6:65: error: 'is_empty' of a title cannot take this value. Write true.")]
    [InlineData("{ name: V, type: table, where: [{ property: Source state, equals: Lve }] }", "t.yaml:6:71: error: 'Lve' is no option of 'Source state'. Did you mean 'Live'?")]
    public void Views_are_such_as_Notion_can_show(string view, string expected) =>
        TwoDatabases.AssertFaults($"  D: {{ type: date, writer: seed }}\nviews:\n  - {view}", expected);

    [Theory]
    [InlineData("{ name: V, type: chart, chart: bar, x: F }", "t.yaml:7:44: error: 'F' is a formula, which Notion does not chart. Chart a property that is written.")]
    [InlineData("{ name: V, type: chart, chart: bar, x: Name, aggregate: sum, of: R }", "t.yaml:7:70: error: 'R' is a rollup, which Notion does not chart. Chart a property that is written.")]
    [InlineData("{ name: V, type: board, groupBy: R }", "t.yaml:7:38: error: 'R' is a rollup; rows cannot be grouped by it. Group by a property that is written, such as a select.")]
    [InlineData("{ name: V, type: table, where: [{ property: F, equals: 1 }] }", "t.yaml:7:49: error: 'F' is a formula, which Notion does not filter. Filter by a property that is written.")]
    public void Views_do_not_chart_or_filter_what_Notion_computes(string view, string expected) => TwoDatabases.AssertFaults(
        $"  F: {{ type: formula, expression: '1' }}\n  R: {{ type: rollup, relation: Items, function: count }}\nviews:\n  - {view}",
        expected);

    [Theory]
    [InlineData("X", "'true'", "t.yaml:5:17: error: 't' has no property 'X'. Possible: Name, Items, Sync key, Source, Source state, Synced at.")]
    [InlineData("Name", "'true'", "t.yaml:5:17: error: 'Name' is a title, not a relation. Name a relation of this database.")]
    [InlineData("Items", "lenth(Item)", "t.yaml:5:31: error: The expression of 'Items': there is no function 'lenth'. Did you mean 'length'? See docs/expressions.md.")]
    public void Link_rules_are_for_relations(string property, string where, string expected) =>
        TwoDatabases.AssertFaults($"links:\n  - {{ property: {property}, where: {where} }}", expected);

    [Theory]
    [InlineData("round(Name", "t.yaml:4:39: error: The expression of 'X': the expression ends too early. See docs/expressions.md.")]
    [InlineData("Name > 5", "t.yaml:4:39: error: The expression of 'X': '5' cannot stand at character 8; numbers are written in backticks: `5`. See docs/expressions.md.")]
    [InlineData("rond(Name)", "t.yaml:4:39: error: The expression of 'X': there is no function 'rond'. Did you mean 'round'? See docs/expressions.md.")]
    [InlineData("if(Name)", "t.yaml:4:39: error: The expression of 'X': the function if expects 2 arguments but 1 were supplied. See docs/expressions.md.")]
    [InlineData("regex_match(Name, '(')", "t.yaml:4:39: error: The expression of 'X': regex_match wants a regular expression")]
    [InlineData("length(links.Itms)", "t.yaml:4:39: error: 't' has no relation 'Itms'. Did you mean 'Items'?")]
    [InlineData("length(links)", "t.yaml:4:39: error: 'links' stands without a relation. Write links.\"NAME\", so that it is known which rows are read.")]
    public void Expressions_are_tried_when_the_files_are_read(string expression, string expected) => Assert.StartsWith(
        expected,
        Assert.Single(TwoDatabases.Faults($"  X: {{ type: text, writer: us, value: '{expression.Replace("'", "''", StringComparison.Ordinal)}' }}")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Promtheus", "series", "", "t.yaml:6:13: error: There is no source 'Promtheus'. Did you mean 'Prometheus'?")]
    [InlineData("Prometheus", "serie", "", "t.yaml:7:11: error: Prometheus has no kind 'serie'. Did you mean 'series'?")]
    [InlineData("Prometheus", "series", "missing: trsh", "t.yaml:9:14: error: Unknown word 'trsh'. Did you mean 'trash'?")]
    [InlineData("Prometheus", "series", "values: { M: a }", "t.yaml:9:15: error: 'M' is not written by 'prometheus'. Its 'writer' is [mlflow]; add 'prometheus' there or remove the value here.")]
    [InlineData("Prometheus", "series", "values: { Items: a }", "t.yaml:9:15: error: 'Items' is a relation. Move it to 'links'.")]
    [InlineData("Prometheus", "series", "values: { Nme: a }", "t.yaml:9:15: error: 't' has no property 'Nme'. Did you mean 'Name'?")]
    [InlineData("Prometheus", "series", "values: { Synced at: a }", "t.yaml:9:15: error: 'Synced at' is written by the program. Remove it.")]
    [InlineData("Prometheus", "series", "links: { M: a }", "t.yaml:9:14: error: 'M' is a text, not a relation. Move it to 'values'.")]
    [InlineData("Prometheus", "series", "match: { Items: a }", "t.yaml:9:14: error: 'Items' is a relation, by which rows cannot be told. Match by a text, select, number or the title.")]
    [InlineData("Prometheus", "series", "where: a[", "t.yaml:9:12: error: The expression of 'where': the expression ends too early. See docs/expressions.md.")]
    public void Source_blocks_fit_source_and_properties(string source, string kind, string line, string expected) => TwoDatabases.AssertFaults(
        $"  M: {{ type: text, writer: mlflow }}\nsources:\n  - source: {source}\n    kind: {kind}\n    key: id\n    {line}",
        expected);

    [Fact]
    public void Two_sources_that_write_one_property_need_an_order()
    {
        var faults = TwoDatabases.Faults(
            """
              X: { type: text, writer: prometheus }
            sources:
              - { source: Prometheus, kind: series, key: id, values: { X: a } }
              - { source: MLflow, kind: run, key: id, values: { X: a } }
            """,
            TwoDatabases.Prometheus,
            new FakeSource("MLflow", "run"));

        Assert.Equal(["t.yaml:7:53: error: 'X' is written by 'mlflow' and by 'prometheus' without an order. Name both in its 'writer', the one that wins first: [prometheus, mlflow]."], faults);
    }

    [Fact]
    public void Two_blocks_of_one_kind_need_names() => TwoDatabases.AssertFaults(
        "sources:\n  - { source: Prometheus, kind: series, key: id }\n  - { source: prometheus, kind: series, key: id }",
        "t.yaml:6:5: error: A second block is called 'prometheus series'. Add the key 'name' with a name of its own.");

    [Fact]
    public void Faults_in_settings_are_shown_where_the_setting_stands()
    {
        var source = new FakeSource("Prometheus", "series") { Faults = [new SettingFault("/queries/p95", "This is no query.", "Mend it.")] };

        var faults = TwoDatabases.Faults("sources:\n  - source: Prometheus\n    kind: series\n    key: id\n    read:\n      queries:\n        p95: sum(", source);

        Assert.Equal(["t.yaml:10:14: error: This is no query. Mend it."], faults);
    }

    [Fact]
    public void Ids_and_titles_of_databases_are_given_once()
    {
        var result = CatalogReader.Read("mappings", [("a.yaml", TwoDatabases.Head), ("b.yaml", TwoDatabases.Head), ("c.yaml", TwoDatabases.Head.Replace("id: t, title: T", "id: A b, title: C", StringComparison.Ordinal))], []);

        Assert.Equal(
            [
                "b.yaml:1:17: error: The id 't' is taken. 'a.yaml' has it already; give each database its own.",
                "b.yaml:1:27: error: The title 'T' is taken. 'a.yaml' has it already; give each database its own.",
                "c.yaml:1:17: error: The id 'A b' is not a short name. Use lower-case letters, digits and dashes, beginning with a letter.",
            ],
            result.Diagnostics.Select(diagnostic => diagnostic.ToString()));
    }

    [Fact]
    public void Names_and_counts_stay_within_the_limits_of_Notion()
    {
        var tooMany = string.Concat(Enumerable.Range(0, 500).Select(index => $"  P{index}: {{ type: text, writer: seed }}\n"));
        var tooLong = TwoDatabases.Head.Replace("title: T", $"title: {new string('x', 2001)}", StringComparison.Ordinal);

        Assert.Equal("t.yaml:2:1: error: 't' has 506 properties with mirrors and common ones, more than Notion's 500. Split the database.", Assert.Single(TwoDatabases.Faults(tooMany)));
        Assert.StartsWith(
            "t.yaml:1:20: error: The name 'xxxxx",
            Assert.Single(CatalogReader.Read("mappings", [("t.yaml", tooLong)], []).Diagnostics).ToString(),
            StringComparison.Ordinal);
    }
}
