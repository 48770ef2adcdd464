// Section 2.7: relations with their mirrors, and every function of rollups with the shape of its value.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { invalid, nameOf, newRow, newTable, nobody, notFound, notion, schemaOf } from "../notion.mjs";

const update = (sourceId, properties) => notion.dataSources.update({ data_source_id: sourceId, properties });
const read = async (id) => (await notion.pages.retrieve({ page_id: id })).properties;
const ids = (pages) => pages.map(({ id }) => ({ id }));

describe("relations", () => {
  let left;
  let right;
  before(async () => {
    right = await newTable("Right");
    left = await newTable("Left", { Goes: { relation: { data_source_id: right.sourceId, dual_property: {} } } });
  });

  test("a one-way relation leads to a data source and leaves it alone", async () => {
    const target = await newTable("Target");
    const { sourceId } = await newTable("One way", { R: { relation: { data_source_id: target.sourceId, single_property: {} } } });
    const { R } = await schemaOf(sourceId);
    assert.deepEqual(R.relation, { data_source_id: target.sourceId, database_id: target.databaseId, type: "single_property", single_property: {} });
    assert.deepEqual(Object.keys(await schemaOf(target.sourceId)), ["Name"]);
  });

  test("a two-way relation makes its mirror, and either end names the other", async () => {
    const { Goes } = await schemaOf(left.sourceId);
    const mirror = (await schemaOf(right.sourceId))["Related to Left (Goes)"];
    assert.equal(Goes.relation.type, "dual_property");
    assert.deepEqual(Goes.relation.dual_property, { synced_property_name: "Related to Left (Goes)", synced_property_id: mirror.id });
    assert.deepEqual(mirror.relation.dual_property, { synced_property_name: "Goes", synced_property_id: Goes.id });
    assert.equal(mirror.relation.data_source_id, left.sourceId);
  });

  test("a mirror is renamed at the other data source", async () => {
    const target = await newTable("Target");
    const { sourceId } = await newTable("Source", { R: { relation: { data_source_id: target.sourceId, dual_property: {} } } });
    const { R } = await schemaOf(sourceId);
    await update(target.sourceId, { [decodeURIComponent(R.relation.dual_property.synced_property_id)]: { name: "Back" } });
    assert.equal((await schemaOf(sourceId)).R.relation.dual_property.synced_property_name, "Back");
  });

  test("a value is seen from both ends, whichever wrote it", async () => {
    const [a, b] = [await newRow(left.sourceId, "a"), await newRow(right.sourceId, "b")];
    await notion.pages.update({ page_id: a.id, properties: { Goes: { relation: ids([b]) } } });
    assert.deepEqual((await read(b.id))["Related to Left (Goes)"].relation, ids([a]));
    await notion.pages.update({ page_id: b.id, properties: { "Related to Left (Goes)": { relation: [] } } });
    assert.deepEqual((await read(a.id)).Goes.relation, []);
  });

  test("a relation in the trash is not shown", async () => {
    const [a, b] = [await newRow(left.sourceId, "a"), await newRow(right.sourceId, "b")];
    await notion.pages.update({ page_id: a.id, properties: { Goes: { relation: ids([b]) } } });
    await notion.pages.update({ page_id: b.id, in_trash: true });
    assert.deepEqual((await read(a.id)).Goes.relation, []);
    await notion.pages.update({ page_id: b.id, in_trash: false });
    assert.deepEqual((await read(a.id)).Goes.relation, ids([b]));
  });

  test("a page of another data source is no value", async () => {
    const stranger = await newRow(left.sourceId, "stranger");
    await invalid(newRow(left.sourceId, "a", { Goes: { relation: ids([stranger]) } }));
    await notFound(newRow(left.sourceId, "a", { Goes: { relation: [{ id: nobody }] } }));
  });

  test("a relation of a data source to itself has two properties for two directions", async () => {
    const { sourceId } = await newTable("Self");
    await update(sourceId, { "Depends on": { relation: { data_source_id: sourceId, dual_property: {} } } });
    const schema = await schemaOf(sourceId);
    const mirror = schema["Depends on"].relation.dual_property.synced_property_name;
    assert.notEqual(mirror, "Depends on");
    const first = await newRow(sourceId, "first");
    const second = await newRow(sourceId, "second", { "Depends on": { relation: ids([first]) } });
    assert.deepEqual((await read(first.id))[mirror].relation, ids([second]));
  });

  test("one property of a data source to itself has one direction", async () => {
    const { sourceId } = await newTable("Self");
    await update(sourceId, { Near: { relation: { data_source_id: sourceId, single_property: {} } } });
    assert.deepEqual(Object.keys(await schemaOf(sourceId)).sort(), ["Name", "Near"]);
  });

  test("the name that was asked for the mirror is not what it gets", async () => {
    const target = await newTable("Target");
    await newTable("Asking", { R: { relation: { data_source_id: target.sourceId, dual_property: { synced_property_name: "Wanted" } } } });
    assert.deepEqual(Object.keys(await schemaOf(target.sourceId)).sort(), ["Name", "Related to Asking (R)"]);
  });

  test("the same two-way relation sent again changes nothing", async () => {
    const before = [await schemaOf(left.sourceId), await schemaOf(right.sourceId)];
    await update(left.sourceId, { Goes: { relation: { data_source_id: right.sourceId, dual_property: {} } } });
    assert.deepEqual([await schemaOf(left.sourceId), await schemaOf(right.sourceId)], before);
  });

  test("two-way relations made from both sides are two pairs", async () => {
    const one = await newTable("One");
    const two = await newTable("Two", { R: { relation: { data_source_id: one.sourceId, dual_property: {} } } });
    await update(one.sourceId, { S: { relation: { data_source_id: two.sourceId, dual_property: {} } } });
    assert.equal(Object.keys(await schemaOf(one.sourceId)).length, 3);
    assert.equal(Object.keys(await schemaOf(two.sourceId)).length, 3);
  });

  test("a relation by the id of a database is refused", async () => {
    await invalid(newTable("Old", { R: { relation: { database_id: right.databaseId, single_property: {} } } }));
  });

  test("a relation to a data source that does not exist is refused", () => notFound(newTable("Nowhere", { R: { relation: { data_source_id: nobody, single_property: {} } } })));

  test("a relation without its kind is refused", () => invalid(newTable("Kindless", { R: { relation: { data_source_id: right.sourceId } } })));

  test("relations and rollups come in the same request as their database", async () => {
    const target = await newTable("Target", { Cost: { number: {} } });
    const { sourceId } = await newTable("All at once", {
      Sum: { rollup: { relation_property_name: "R", rollup_property_name: "Cost", function: "sum" } },
      R: { relation: { data_source_id: target.sourceId, dual_property: {} } },
      Twice: { formula: { expression: 'prop("Sum") * 2' } },
    });
    assert.deepEqual(Object.keys(await schemaOf(sourceId)).sort(), ["Name", "R", "Sum", "Twice"]);
  });

  test("removing a two-way relation leaves no link that leads nowhere", async () => {
    const target = await newTable("Target");
    const { sourceId } = await newTable("Source", { R: { relation: { data_source_id: target.sourceId, dual_property: {} } } });
    await update(sourceId, { R: null });
    for (const property of Object.values(await schemaOf(target.sourceId))) {
      assert.ok(property.relation?.type !== "dual_property");
    }
  });
});

describe("references beyond 25", () => {
  let row;
  let others;
  let sourceId;
  before(async () => {
    const target = await newTable("Others", { N: { number: {} } });
    others = [];
    for (let i = 1; i <= 26; i++) {
      others.push(await newRow(target.sourceId, `${i}`, { N: { number: i } }));
    }
    ({ sourceId } = await newTable("Holder", { R: { relation: { data_source_id: target.sourceId, dual_property: {} } }, N: { rollup: { relation_property_name: "R", rollup_property_name: "N", function: "sum" } },
      All: { rollup: { relation_property_name: "R", rollup_property_name: "N", function: "show_original" } } }));
    row = await newRow(sourceId, "Row", { R: { relation: ids(others) } });
  });

  test("a page shows 25 of 26 and says that there are more", async () => {
    const { R } = await read(row.id);
    assert.deepEqual([R.relation.length, R.has_more], [25, true]);
  });

  test("exactly 25 are all", async () => {
    const exact = await newRow(sourceId, "Exact", { R: { relation: ids(others.slice(0, 25)) } });
    assert.deepEqual([exact.properties.R.relation.length, exact.properties.R.has_more], [25, false]);
  });

  test("the property's items are all of them, page by page", async () => {
    const items = [];
    let cursor;
    do {
      const part = await notion.pages.properties.retrieve({ page_id: row.id, property_id: "R", page_size: 10, start_cursor: cursor });
      assert.deepEqual([part.object, part.type, part.property_item.type], ["list", "property_item", "relation"]);
      assert.deepEqual(part.property_item.relation, {});
      assert.equal(part.property_item.next_url !== null, part.has_more);
      items.push(...part.results);
      cursor = part.next_cursor ?? undefined;
    } while (cursor);
    assert.deepEqual(items.map((item) => item.relation.id), others.map(({ id }) => id));
    assert.ok(items.every((item) => item.object === "property_item" && item.type === "relation"));
  });

  test("a rollup counts all 26", async () => assert.equal((await read(row.id)).N.rollup.number, 351));

  test("writing back the 25 that a page shows loses the rest", async () => {
    const copy = await newRow(sourceId, "Copy", { R: { relation: ids(others) } });
    await notion.pages.update({ page_id: copy.id, properties: { R: { relation: copy.properties.R.relation } } });
    assert.deepEqual([(await read(copy.id)).R.relation.length, (await read(copy.id)).R.has_more], [25, false]);
  });

  test("rolled up items are flat and incomplete until the last page", async () => {
    const first = await notion.pages.properties.retrieve({ page_id: row.id, property_id: "All", page_size: 20 });
    assert.equal(first.property_item.rollup.type, "incomplete");
    const last = await notion.pages.properties.retrieve({ page_id: row.id, property_id: "All", page_size: 20, start_cursor: first.next_cursor });
    assert.deepEqual([last.property_item.rollup.type, last.property_item.rollup.array], ["array", []]);
    assert.deepEqual([...first.results, ...last.results].map((item) => item.number), others.map((_, i) => i + 1));
  });

  for (const [key, type] of [["Name", "title"], ["R", "relation"]]) {
    test(`an empty ${type} has no items`, async () => {
      const empty = await notion.pages.create({ parent: { data_source_id: sourceId }, properties: {} });
      const items = await notion.pages.properties.retrieve({ page_id: empty.id, property_id: key });
      assert.deepEqual([items.results, items.has_more], [[], false]);
    });
  }
});

describe("rollups", () => {
  let parts;
  let schema;
  let row;
  let lonely;
  let sourceId;
  const R = "Parts";

  before(async () => {
    parts = await newTable("Parts", { N: { number: {} }, D: { date: {} }, C: { checkbox: {} }, T: { rich_text: {} }, S: { select: { options: [{ name: "x" }, { name: "y" }] } }, F: { formula: { expression: 'prop("N") * 10' } } });
    const part = (name, n, d, c, s) => newRow(parts.sourceId, name, { ...(n === null ? {} : { N: { number: n } }), ...(d ? { D: { date: { start: d } } } : {}), C: { checkbox: c }, ...(s ? { S: { select: { name: s } } } : {}) });
    const all = [await part("a", 1, "2026-01-05", true, "x"), await part("b", 3, "2026-03-01", false, "y"), await part("c", 8, null, false, "x"), await part("d", null, "2026-02-01", true, null)];
    ({ sourceId } = await newTable("Whole", { [R]: { relation: { data_source_id: parts.sourceId, single_property: {} } } }));
    row = await newRow(sourceId, "Row", { [R]: { relation: ids(all) } });
    lonely = await newRow(sourceId, "Lonely");
    schema = await schemaOf(parts.sourceId);
  });

  const define = (target, fn, name = "Up") => update(sourceId, { [name]: { rollup: { relation_property_name: R, rollup_property_name: target, function: fn } } });
  async function roll(target, fn, page = row) {
    await define(target, fn);
    return (await read(page.id)).Up.rollup;
  }

  const numbers = [
    ["N", "count", 4, 0], ["N", "count_values", 3, 0], ["N", "empty", 1, 0], ["N", "not_empty", 3, 0], ["S", "unique", 2, 0], ["N", "percent_empty", 0.25, null],
    ["N", "percent_not_empty", 0.75, null], ["N", "sum", 12, 0], ["N", "average", 4, null], ["N", "median", 3, null], ["N", "min", 1, null], ["N", "max", 8, null], ["N", "range", 7, null],
    ["C", "checked", 2, 0], ["C", "unchecked", 2, 0], ["C", "percent_checked", 0.5, null], ["C", "percent_unchecked", 0.5, null], ["F", "sum", 120, 0], ["F", "max", 80, null],
  ];
  for (const [target, fn, value, none] of numbers) {
    test(`${fn} of ${target} is the number ${value}, and ${none} of nothing`, async () => {
      assert.deepEqual(await roll(target, fn), { type: "number", number: value, function: fn });
      assert.deepEqual(await roll(target, fn, lonely), { type: "number", number: none, function: fn });
    });
  }

  const day = (start, end = null) => ({ start, end, time_zone: null });
  for (const [fn, value] of [["earliest_date", day("2026-01-05")], ["latest_date", day("2026-03-01")], ["date_range", day("2026-01-05", "2026-03-01")]]) {
    test(`${fn} is the date ${value.start}${value.end ? ` to ${value.end}` : ""}, and null of nothing`, async () => {
      assert.deepEqual(await roll("D", fn), { type: "date", date: value, function: fn });
      assert.deepEqual(await roll("D", fn, lonely), { type: "date", date: null, function: fn });
    });
  }

  test("show_original is an array of values without ids", async () => {
    const { type, array } = await roll("N", "show_original");
    assert.equal(type, "array");
    assert.deepEqual(array, [1, 3, 8, null].map((number) => ({ type: "number", number })));
    assert.deepEqual((await roll("N", "show_original", lonely)).array, []);
  });

  test("show_original of titles shows them", async () => {
    const { array } = await roll("Name", "show_original");
    assert.deepEqual(array.map((item) => item.title[0].plain_text), ["a", "b", "c", "d"]);
  });

  test("show_unique shows every value once", async () => {
    const { type, array } = await roll("S", "show_unique");
    assert.deepEqual([type, array.map((item) => item.select.name)], ["array", ["x", "y"]]);
  });

  for (const fn of ["count_per_group", "percent_per_group"]) {
    test(`${fn} is not supported by answers, which is not zero`, async () => {
      const rollup = await roll("S", fn);
      assert.deepEqual([rollup.type, rollup.unsupported], ["unsupported", {}]);
    });
  }

  for (const fn of ["show_unique", "unique", "median", "count_per_group", "percent_per_group"]) {
    test(`${fn} is unsupported among property items`, async () => {
      await define(fn === "median" ? "N" : "S", fn);
      const answer = await notion.pages.properties.retrieve({ page_id: row.id, property_id: "Up" });
      assert.equal(answer.property_item.rollup.type, "unsupported");
    });
  }

  test("a sum among property items is in the metadata", async () => {
    await define("N", "sum");
    const { property_item: item, results } = await notion.pages.properties.retrieve({ page_id: row.id, property_id: "Up" });
    assert.deepEqual([item.type, item.rollup.type, item.rollup.number, item.rollup.function, results], ["rollup", "number", 12, "sum", []]);
  });

  test("a configuration names and numbers both properties, their ids not encoded", async () => {
    await define("N", "sum");
    const whole = await schemaOf(sourceId);
    assert.deepEqual(whole.Up.rollup, {
      relation_property_name: R, relation_property_id: decodeURIComponent(whole[R].id),
      rollup_property_name: "N", rollup_property_id: decodeURIComponent(schema.N.id), function: "sum",
    });
  });

  test("a rollup is made by ids", async () => {
    const whole = await schemaOf(sourceId);
    await update(sourceId, { ById: { rollup: { relation_property_id: decodeURIComponent(whole[R].id), rollup_property_id: decodeURIComponent(schema.N.id), function: "max" } } });
    assert.equal((await read(row.id)).ById.rollup.number, 8);
  });

  test("renaming the target keeps the rollup", async () => {
    await define("T", "count_values", "Kept");
    await update(parts.sourceId, { T: { name: "Text" } });
    assert.equal((await schemaOf(sourceId)).Kept.rollup.rollup_property_name, "Text");
    await update(parts.sourceId, { Text: { name: "T" } });
  });

  test("a rollup is computed anew as soon as a related row has changed", async () => {
    await define("N", "sum");
    const more = await newRow(parts.sourceId, "e", { N: { number: 100 } });
    const fresh = await newRow(sourceId, "Fresh", { [R]: { relation: ids([more]) } });
    assert.equal(fresh.properties.Up.rollup.number, 100);
    await notion.pages.update({ page_id: more.id, properties: { N: { number: 50 } } });
    assert.equal((await read(fresh.id)).Up.rollup.number, 50);
  });

  const wrong = [["sum", "T"], ["average", "C"], ["range", "S"], ["earliest_date", "N"], ["date_range", "T"], ["checked", "N"], ["percent_checked", "D"]];
  for (const [fn, target] of wrong) {
    test(`${fn} does not apply to ${schemaType(target)}`, () => invalid(define(target, fn, "Wrong")));
  }

  test("an unknown function is refused", () => invalid(define("N", "mode", "Wrong")));

  test("a rollup needs its relation and its target", async () => {
    await invalid(define("Nowhere", "sum", "Wrong"));
    await invalid(update(sourceId, { Wrong: { rollup: { relation_property_name: "Name", rollup_property_name: "N", function: "sum" } } }));
  });

  test("no rollup rolls up another, a formula between them helps", async () => {
    await define("N", "sum", "Total");
    await update(sourceId, { Plain: { formula: { expression: 'prop("Total") + 0' } } });
    const above = { relation: { data_source_id: sourceId, single_property: {} } };
    const rollup = (target) => ({ rollup: { relation_property_name: "W", rollup_property_name: target, function: "sum" } });
    await invalid(newTable("Above", { W: above, Up: rollup("Total") }));
    const top = await newTable("Above", { W: above, Up: rollup("Plain") });
    const topRow = await newRow(top.sourceId, "Top", { W: { relation: ids([row]) } });
    assert.equal(topRow.properties.Up.rollup.number, 12);
  });

  test("rows are sorted by a rollup that is a number", async () => {
    await define("N", "sum", "Order");
    const { results } = await notion.dataSources.query({ data_source_id: sourceId, sorts: [{ property: "Order", direction: "descending" }] });
    assert.equal(nameOf(results[0]) === "Row" || nameOf(results[0]) === "Fresh", true);
    assert.equal(nameOf(results.at(-1)), "Lonely");
  });
});

function schemaType(target) {
  return { T: "a text", C: "a checkbox", S: "a select", N: "a number", D: "a date" }[target];
}
