// Section 2.8: every operator and function of formulas 2.0 that the local workspace knows, with the type of its result.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { invalid, newRow, newTable, notion, schemaOf, text } from "../notion.mjs";

const day = (start, end = null) => ({ start, end, time_zone: null });

describe("formulas", () => {
  let sourceId;
  let rowId;
  let teams;

  before(async () => {
    const teamTable = await newTable("Teams", { Budget: { number: {} }, Lead: { rich_text: {} } });
    const team = (name, budget) => newRow(teamTable.sourceId, name, { Budget: { number: budget }, Lead: { rich_text: text(`Lead of ${name}`) } });
    teams = [await team("Vision", 10), await team("Speech", 20)];
    ({ sourceId } = await newTable("Formulas", {
      Cost: { number: {} }, Count: { number: {} }, Nothing: { number: {} }, Text: { rich_text: {} }, Blank: { rich_text: {} }, Flag: { checkbox: {} },
      Size: { select: { options: [{ name: "Small" }] } }, Tags: { multi_select: { options: [{ name: "night" }, { name: "gpu" }] } },
      State: { status: {} }, Day: { date: {} }, NoDay: { date: {} }, Span: { date: {} }, Owner: { people: {} }, Link: { url: {} }, Ticket: { unique_id: { prefix: "F" } },
      Made: { created_time: {} },
      Teams: { relation: { data_source_id: teamTable.sourceId, single_property: {} } },
      Total: { rollup: { relation_property_name: "Teams", rollup_property_name: "Budget", function: "sum" } },
      Budgets: { rollup: { relation_property_name: "Teams", rollup_property_name: "Budget", function: "show_original" } },
    }));
    const people = (await notion.users.list({})).results;
    rowId = (await newRow(sourceId, "Alpha", {
      Cost: { number: 12.5 }, Count: { number: 3 }, Text: { rich_text: text("Hello World") }, Flag: { checkbox: true }, Size: { select: { name: "Small" } },
      Tags: { multi_select: [{ name: "night" }, { name: "gpu" }] }, Day: { date: { start: "2026-03-05" } },
      Span: { date: { start: "2026-03-01T10:30:00Z", end: "2026-03-03T12:00:00Z" } }, Link: { url: "https://example.com/a" },
      Owner: { people: people.filter((user) => user.type === "person").map(({ id }) => ({ id })) }, Teams: { relation: teams.map(({ id }) => ({ id })) },
    })).id;
  });

  const define = (expression, name = "F") => notion.dataSources.update({ data_source_id: sourceId, properties: { [name]: { formula: { expression } } } });

  async function compute(expression) {
    await define(expression);
    const { properties } = await notion.pages.retrieve({ page_id: rowId });
    return properties.F.formula;
  }

  const answers = (type) => (expression, value) =>
    test(`${expression} is the ${type} ${JSON.stringify(value)}`, async () => assert.deepEqual(await compute(expression), { type, [type]: value }));
  const number = answers("number");
  const string = answers("string");
  const boolean = answers("boolean");
  const date = answers("date");

  describe("operators", () => {
    number("2 + 3 * 4", 14);
    number("(2 + 3) * 4", 20);
    number("7 - 10", -3);
    number("7 / 2", 3.5);
    number("7 % 3", 1);
    number("2 ^ 3 ^ 2", 512);
    number("-prop(\"Cost\")", -12.5);
    string('"a" + "b"', "ab");
    string('"n: " + 3', "n: 3");
    boolean("1 == 1", true);
    boolean('"a" == "b"', false);
    boolean("1 != 2", true);
    boolean("2 > 2", false);
    boolean("2 >= 2", true);
    boolean("1 < 2", true);
    boolean("2 <= 1", false);
    boolean("true and false", false);
    boolean("true && true", true);
    boolean("true or false", true);
    boolean("false || false", false);
    boolean("not true", false);
    boolean("!false", true);
    string('prop("Cost") > 10 ? "dear" : "cheap"', "dear");
    string('1 > 2 ? "a" : 2 > 1 ? "b" : "c"', "b");
    boolean('prop("Day") > prop("Span")', true);
    boolean("1 < 2 and not (2 < 1)", true);
  });

  describe("properties", () => {
    number('prop("Cost") * prop("Count")', 37.5);
    number('prop("Nothing")', null);
    string('prop("Name")', "Alpha");
    string('prop("Text")', "Hello World");
    boolean('prop("Flag")', true);
    string('prop("Size")', "Small");
    number('prop("Tags").length()', 2);
    string('prop("State")', "Not started");
    date('prop("Day")', day("2026-03-05"));
    date('prop("Span")', day("2026-03-01T10:30:00.000+00:00", "2026-03-03T12:00:00.000+00:00"));
    string('prop("Link")', "https://example.com/a");
    number('prop("Teams").length()', 2);
    number('prop("Total")', 30);
    number('prop("Budgets").length()', 2);
    number('prop("Budgets").max()', 20);
    number('prop("Teams").map(current.prop("Budget")).sum()', 30);
    string('prop("Teams").first().prop("Lead")', "Lead of Vision");
    string('prop("Teams").map(current.prop("Name")).join(" & ")', "Vision & Speech");
    boolean('prop("Made") <= now()', true);
  });

  describe("logic", () => {
    string('if(prop("Flag"), "yes", "no")', "yes");
    string('ifs(prop("Cost") > 100, "high", prop("Cost") > 10, "middle", "low")', "middle");
    string('ifs(false, "a", "otherwise")', "otherwise");
    boolean("empty(0)", true);
    boolean('empty("")', true);
    boolean('empty(prop("Blank"))', true);
    boolean('empty(prop("Text"))', false);
    boolean("empty([])", true);
    boolean('empty(prop("Nothing"))', true);
    number('length("four")', 4);
    number("length([1, 2, 3])", 3);
    string("format(12.5)", "12.5");
    string("format(true)", "true");
    number('toNumber("42.5")', 42.5);
    number("toNumber(true)", 1);
    number('let(x, prop("Cost") * 2, x + 1)', 26);
    number("lets(a, 2, b, a * 3, a + b)", 8);
    boolean("and(true, 1 < 2)", true);
    boolean("or(false, 1 > 2)", false);
    boolean("not(false)", true);
  });

  describe("numbers", () => {
    number("round(2.567, 1)", 2.6);
    number("round(2.5)", 3);
    number("round(-2.5)", -2);
    number("ceil(2.1)", 3);
    number("floor(-2.1)", -3);
    number("abs(-4)", 4);
    number("min(3, 1, 2)", 1);
    number("max([3, 1, 2])", 3);
    number("sum(1, 2, [3, 4])", 10);
    number("mean(1, 2, 6)", 3);
    number("median(5, 1, 3)", 3);
    number("median(1, 2, 3, 4)", 2.5);
    number("add(2, 3)", 5);
    number("subtract(2, 3)", -1);
    number("multiply(2, 3)", 6);
    number("divide(3, 2)", 1.5);
    number("mod(7, 4)", 3);
    number("pow(2, 10)", 1024);
    number("sqrt(81)", 9);
    number("1 / 0", null);
  });

  describe("texts", () => {
    string('concat("a", "b", "c")', "abc");
    number("concat([1, 2], [3]).length()", 3);
    string('join(["a", "b"], "-")', "a-b");
    string('["a", "b"].join(", ")', "a, b");
    string('split("a b c", " ").at(1)', "b");
    boolean('contains("Notion", "tio")', true);
    boolean('prop("Text").contains("hello")', false);
    boolean('test("run-42", "[0-9]+")', true);
    string('replace("a-b-a", "a", "x")', "x-b-a");
    string('replaceAll("a-b-a", "a", "x")', "x-b-x");
    string('replaceAll("a1b22", "[0-9]+", "#")', "a#b#");
    string('replace("John Smith", "(\\\\w+) (\\\\w+)", "$2 $1")', "Smith John");
    string('lower("ABC")', "abc");
    string('prop("Text").upper()', "HELLO WORLD");
    string('trim("  a ")', "a");
    string('substring("Notion", 0, 3)', "Not");
    string('substring("Notion", 3)', "ion");
    string('link("Run", "https://example.com")', "Run");
    string('style("loud", "b", "red")', "loud");
    string('"say \\"hi\\""', 'say "hi"');
  });

  describe("dates", () => {
    boolean("now() >= today()", true);
    date('parseDate("2026-01-31")', day("2026-01-31"));
    date('dateAdd(prop("Day"), 1, "months")', day("2026-04-05"));
    date('dateAdd(parseDate("2026-01-31"), 1, "months")', day("2026-02-28"));
    date('dateAdd(prop("Day"), 2, "weeks")', day("2026-03-19"));
    date('dateAdd(prop("Day"), 1, "quarters")', day("2026-06-05"));
    date('dateSubtract(prop("Day"), 5, "days")', day("2026-02-28"));
    date('dateSubtract(prop("Day"), 1, "years")', day("2025-03-05"));
    date('dateAdd(dateStart(prop("Span")), 90, "minutes")', day("2026-03-01T12:00:00.000+00:00"));
    number('dateBetween(prop("Day"), parseDate("2026-03-01"), "days")', 4);
    number('dateBetween(parseDate("2026-01-15"), parseDate("2026-03-14"), "months")', -1);
    number('dateBetween(dateEnd(prop("Span")), dateStart(prop("Span")), "hours")', 49);
    string('formatDate(prop("Day"), "YYYY-MM-DD")', "2026-03-05");
    string('formatDate(prop("Day"), "MMMM D, Y")', "March 5, 2026");
    string('formatDate(prop("Day"), "ddd D MMM YY")', "Thu 5 Mar 26");
    string('formatDate(dateStart(prop("Span")), "HH:mm")', "10:30");
    string('formatDate(prop("Day"), "[Week] W, [Q]Q")', "Week 10, Q1");
    string('formatDate(prop("Day"), "Do")', "5th");
    date('dateStart(prop("Span"))', day("2026-03-01T10:30:00.000+00:00"));
    date('dateEnd(prop("Span"))', day("2026-03-03T12:00:00.000+00:00"));
    number('timestamp(parseDate("1970-01-02"))', 86_400_000);
    date("fromTimestamp(86400000)", day("1970-01-02T00:00:00.000+00:00"));
    number('minute(dateStart(prop("Span")))', 30);
    number('hour(dateStart(prop("Span")))', 10);
    number('day(prop("Day"))', 4);
    number('day(parseDate("2026-03-08"))', 7);
    number('day(parseDate("2026-03-09"))', 1);
    number('date(prop("Day"))', 5);
    number('week(prop("Day"))', 10);
    number('month(prop("Day"))', 3);
    number('year(prop("Day"))', 2026);
    date('dateAdd(prop("NoDay"), 1, "days")', null);
  });

  describe("lists", () => {
    number("map([1, 2, 3], current * 2).sum()", 12);
    number("map([5, 5], index).sum()", 1);
    number("filter([1, 2, 3, 4], current > 2).length()", 2);
    number("find([1, 2, 3, 4], current > 2)", 3);
    boolean("some([1, 2], current == 2)", true);
    boolean("every([1, 2], current > 1)", false);
    number("at([1, 2, 3], 1)", 2);
    number("at([1, 2, 3], -1)", 3);
    number("first([4, 5])", 4);
    number("last([4, 5])", 5);
    string('slice(["a", "b", "c", "d"], 1, 3).join("")', "bc");
    string('sort([3, 1, 2]).map(format(current)).join("")', "123");
    string('sort(["bb", "a"], length(current)).join("")', "abb");
    number("unique([1, 1, 2]).length()", 2);
    boolean("includes([1, 2], 2)", true);
    boolean('prop("Tags").includes("gpu")', true);
    number("flat([[1, 2], [3]]).length()", 3);
    string("[1, 2, 3]", "1, 2, 3");
  });

  describe("things", () => {
    string('name(prop("Owner").first())', "Ada Lovelace");
    string('email(prop("Owner").first())', "ada@example.com");
    string('format(prop("Owner"))', "Ada Lovelace");
    string('format(prop("Teams"))', "Vision, Speech");

    test("id() is the id of the row", async () =>
      assert.deepEqual(await compute("id()"), { type: "string", string: rowId }));

    test("id(page) is the id of a related row", async () =>
      assert.deepEqual(await compute('id(prop("Teams").last())'), { type: "string", string: teams[1].id }));

    test("a formula reads another formula", async () => {
      await define('prop("Cost") * 2', "Double");

      assert.deepEqual(await compute('prop("Double") + 1'), { type: "number", number: 26 });
    });

    test("fifteen formulas that build on each other compute, a sixteenth layer does not", async () => {
      await define("1", "Layer1");
      for (let layer = 2; layer <= 16; layer++) {
        await define(`prop("Layer${layer - 1}") + 1`, `Layer${layer}`);
      }

      const { properties } = await notion.pages.retrieve({ page_id: rowId });

      assert.equal(properties.Layer15.formula.number, 15);
      assert.equal(properties.Layer16.formula.number, null);
    });

    test("a formula is computed anew as soon as what it reads has changed", async () => {
      await define('prop("Count") + 1');
      await notion.pages.update({ page_id: rowId, properties: { Count: { number: 9 } } });

      const { properties } = await notion.pages.retrieve({ page_id: rowId });
      await notion.pages.update({ page_id: rowId, properties: { Count: { number: 3 } } });

      assert.deepEqual(properties.F.formula, { type: "number", number: 10 });
    });

    test("a formula outlives the renaming of what it reads", async () => {
      await define('prop("Rate") * 2'.replace("Rate", "Count"));
      await notion.dataSources.update({ data_source_id: sourceId, properties: { Count: { name: "Amount" } } });

      const { properties } = await notion.pages.retrieve({ page_id: rowId });
      await notion.dataSources.update({ data_source_id: sourceId, properties: { Amount: { name: "Count" } } });

      assert.deepEqual(properties.F.formula, { type: "number", number: 6 });
    });

    test("an expression is accepted as it was read back", async () => {
      await define('prop("Cost") * 2 + 1');
      const { F } = await schemaOf(sourceId);
      assert.match(F.formula.expression, /^\(?\{\{notion:block_property:/);

      assert.deepEqual(await compute(F.formula.expression), { type: "number", number: 26 });
    });
  });

  const refusals = [
    ["an unknown property", 'prop("Nowhere") + 1'],
    ["an unknown function", "frobnicate(1)"],
    ["an unknown name", "x + 1"],
    ["too few arguments", 'substring("abc")'],
    ["too many arguments", "round(1, 2, 3)"],
    ["an open bracket", "(1 + 2"],
    ["an operator without operand", "1 +"],
    ["an open text", '"abc'],
    ["a text where a number must be", 'sqrt("four")'],
    ["a text minus a text", '"a" - "b"'],
    ["a number where a date must be", 'dateAdd(5, 1, "days")'],
    ["itself", 'prop("F") + 1'],
    ["nothing at all", ""],
  ];
  for (const [name, expression] of refusals) {
    test(`a formula with ${name} is refused`, () => invalid(define(expression)));
  }
});
