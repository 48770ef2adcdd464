import assert from "node:assert/strict";
import { test } from "node:test";
import { isFullPage } from "@notionhq/client";
import { nameOf, newPage, newRow, newTable, notion, paragraph, plain, text } from "../notion.mjs";

const get = (id) => notion.pages.retrieve({ page_id: id });
const set = (id, properties) => notion.pages.update({ page_id: id, properties });

test("a row reads back every kind of value that was written", async () => {
  const { databaseId, sourceId } = await newTable("Values", {
    Notes: { rich_text: {} }, Cost: { number: {} }, Size: { select: { options: [{ name: "Small", color: "red" }] } },
    Tags: { multi_select: { options: [{ name: "gpu" }, { name: "night" }] } }, State: { status: {} }, Span: { date: {} },
    Owner: { people: {} }, Plan: { files: {} }, Kept: { checkbox: {} }, Link: { url: {} }, Mail: { email: {} }, Phone: { phone_number: {} },
    Ticket: { unique_id: { prefix: "RUN" } }, Made: { created_time: {} }, Maker: { created_by: {} },
    Double: { formula: { expression: 'prop("Cost") * 2' } },
  });
  const me = await notion.users.me({});

  const row = await newRow(sourceId, "Full", {
    Notes: { rich_text: [{ text: { content: "See " } }, { text: { content: "docs", link: { url: "https://example.com/" } }, annotations: { bold: true } }] },
    Cost: { number: 12.5 },
    Size: { select: { name: "Small" } },
    Tags: { multi_select: [{ name: "night" }, { name: "gpu" }] },
    State: { status: { name: "Done" } },
    Span: { date: { start: "2026-03-01", end: "2026-03-04" } },
    Owner: { people: [{ id: me.id }] },
    Plan: { files: [{ name: "plan.pdf", external: { url: "https://example.com/plan.pdf" } }] },
    Kept: { checkbox: true },
    Link: { url: "https://example.com/" },
    Mail: { email: "ml@example.com" },
    Phone: { phone_number: "+49 30 1234" },
  });
  const read = await get(row.id);

  assert.ok(isFullPage(read));
  assert.deepEqual({ ...read, request_id: null }, { ...row, request_id: null });
  assert.deepEqual(read.parent, { type: "data_source_id", data_source_id: sourceId, database_id: databaseId });
  assert.equal(read.created_by.id, me.id);
  assert.match(read.created_time, /T\d\d:\d\d:00\.000Z$/);
  assert.equal(read.in_trash, false);
  assert.equal(read.is_archived, false);
  assert.ok(!("archived" in read));
  const { Notes, Cost, Size, Tags, State, Span, Owner, Plan, Kept, Link, Mail, Phone, Ticket, Made, Maker, Double, Name } = read.properties;
  assert.equal(Name.id, "title");
  assert.equal(plain(Name.title), "Full");
  assert.equal(plain(Notes.rich_text), "See docs");
  assert.equal(Notes.rich_text[1].href, "https://example.com/");
  assert.equal(Notes.rich_text[1].annotations.bold, true);
  assert.equal(Notes.rich_text[0].annotations.color, "default");
  assert.equal(Cost.number, 12.5);
  assert.deepEqual([Size.select.name, Size.select.color], ["Small", "red"]);
  assert.deepEqual(Tags.multi_select.map((option) => option.name).sort(), ["gpu", "night"]);
  assert.equal(State.status.name, "Done");
  assert.deepEqual(Span.date, { start: "2026-03-01", end: "2026-03-04", time_zone: null });
  assert.deepEqual(Owner.people.map((person) => person.id), [me.id]);
  assert.equal(Plan.files[0].external.url, "https://example.com/plan.pdf");
  assert.equal(Kept.checkbox, true);
  assert.deepEqual([Link.url, Mail.email, Phone.phone_number], ["https://example.com/", "ml@example.com", "+49 30 1234"]);
  assert.deepEqual(Ticket.unique_id, { prefix: "RUN", number: 1 });
  assert.equal(Made.created_time, read.created_time);
  assert.equal(Maker.created_by.id, me.id);
  assert.deepEqual(Double.formula, { type: "number", number: 25 });
});

test("an empty row shows every property with its empty value", async () => {
  const { sourceId } = await newTable("Empty", {
    Notes: { rich_text: {} }, Cost: { number: {} }, Size: { select: { options: [] } }, State: { status: {} }, Tags: { multi_select: { options: [] } },
    Day: { date: {} }, Kept: { checkbox: {} }, Link: { url: {} }, Owner: { people: {} },
  });

  const { properties } = await notion.pages.create({ parent: { data_source_id: sourceId }, properties: {} });

  const values = Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, value[value.type]]));
  assert.equal(values.State.name, "Not started");
  assert.deepEqual({ ...values, State: null },
    { Name: [], Notes: [], Cost: null, Size: null, State: null, Tags: [], Day: null, Kept: false, Link: null, Owner: [] });
});

test("an update changes what it names and leaves the rest", async () => {
  const { sourceId } = await newTable("Update", { Cost: { number: {} }, Notes: { rich_text: {} }, Day: { date: {} }, State: { status: {} } });
  const row = await newRow(sourceId, "Row", {
    Cost: { number: 1 }, Notes: { rich_text: text("stays") }, Day: { date: { start: "2026-03-01" } }, State: { status: { name: "Done" } },
  });

  await notion.pages.update({
    page_id: row.id,
    icon: { emoji: "🚀" },
    properties: { [decodeURIComponent(row.properties.Cost.id)]: { number: 2 }, Day: { date: null }, State: { status: null } },
  });
  const read = await get(row.id);

  assert.equal(read.properties.Cost.number, 2);
  assert.equal(plain(read.properties.Notes.rich_text), "stays");
  assert.equal(read.properties.Day.date, null);
  assert.equal(read.properties.State.status.name, "Not started");
  assert.equal(read.icon.emoji, "🚀");
  assert.equal((await notion.pages.update({ page_id: row.id, icon: null })).icon, null);
});

test("times lose their seconds, and a time zone becomes an offset", async () => {
  const { sourceId } = await newTable("Times", { At: { date: {} } });
  const written = async (date) => (await newRow(sourceId, "Row", { At: { date } })).properties.At.date;

  assert.deepEqual(await written({ start: "2026-03-01T10:20:30+02:00" }), { start: "2026-03-01T10:20:00.000+02:00", end: null, time_zone: null });
  assert.deepEqual(await written({ start: "2026-07-01T10:20:30", time_zone: "Europe/Berlin" }),
    { start: "2026-07-01T10:20:00.000+02:00", end: null, time_zone: null });
});

test("an unknown select option is made, an unknown status is refused", async () => {
  const { sourceId } = await newTable("Options", { Size: { select: { options: [{ name: "Small" }] } }, State: { status: {} } });
  const row = await newRow(sourceId, "Row", { Size: { select: { name: "Huge" } } });
  await set(row.id, { Size: { select: { name: "SMALL" } } });

  const { Size } = (await notion.dataSources.retrieve({ data_source_id: sourceId })).properties;
  assert.deepEqual(Size.select.options.map((option) => option.name), ["Small", "Huge"]);
  assert.equal((await get(row.id)).properties.Size.select.name, "Small");
  await assert.rejects(set(row.id, { State: { status: { name: "Lost" } } }),
    (error) => error.code === "validation_error" && /Status option "Lost" does not exist/.test(error.message));
});

test("unknown properties and computed ones cannot be written", async () => {
  const { sourceId } = await newTable("Read only", { Made: { created_time: {} }, Twice: { formula: { expression: "1 + 1" } } });

  for (const properties of [{ Nowhere: { number: 1 } }, { Twice: { number: 1 } }]) {
    await assert.rejects(newRow(sourceId, "Row", properties), { status: 400, code: "validation_error" });
  }
});

test("a two-way relation is seen from both of its rows, and rolled up", async () => {
  const runs = await newTable("Runs", { Cost: { number: {} } });
  const models = await newTable("Models", {
    Runs: { relation: { data_source_id: runs.sourceId, dual_property: {} } },
    Spent: { rollup: { relation_property_name: "Runs", rollup_property_name: "Cost", function: "sum" } },
    Costs: { rollup: { relation_property_name: "Runs", rollup_property_name: "Cost", function: "show_original" } },
  });
  const [first, second] = [await newRow(runs.sourceId, "One", { Cost: { number: 2 } }), await newRow(runs.sourceId, "Two", { Cost: { number: 5 } })];
  const model = await newRow(models.sourceId, "Model", { Runs: { relation: [{ id: first.id }, { id: second.id }] } });

  assert.deepEqual(model.properties.Runs.relation, [{ id: first.id }, { id: second.id }]);
  assert.equal(model.properties.Runs.has_more, false);
  assert.deepEqual(model.properties.Spent.rollup, { type: "number", number: 7, function: "sum" });
  assert.deepEqual(model.properties.Costs.rollup.array, [{ type: "number", number: 2 }, { type: "number", number: 5 }]);
  const mirror = "Related to Models (Runs)";
  assert.deepEqual((await get(second.id)).properties[mirror].relation, [{ id: model.id }]);

  await set(second.id, { [mirror]: { relation: [] } });

  const after = await get(model.id);
  assert.deepEqual(after.properties.Runs.relation, [{ id: first.id }]);
  assert.equal(after.properties.Spent.rollup.number, 2);
});

test("a relation leads into its own data source only", async () => {
  const runs = await newTable("Runs");
  const models = await newTable("Models", { Runs: { relation: { data_source_id: runs.sourceId, single_property: {} } } });
  const stranger = await newRow(models.sourceId, "Stranger");

  await assert.rejects(newRow(models.sourceId, "Row", { Runs: { relation: [{ id: stranger.id }] } }), { status: 400, code: "validation_error" });
});

test("one write sets a hundred relations at most", async () => {
  const { sourceId } = await newTable("Crowd");
  await notion.dataSources.update({ data_source_id: sourceId, properties: { Self: { relation: { data_source_id: sourceId, single_property: {} } } } });
  const row = await newRow(sourceId, "Row");

  await assert.rejects(set(row.id, { Self: { relation: Array.from({ length: 101 }, () => ({ id: row.id })) } }),
    (error) => error.code === "validation_error" && /≤ `100`, instead was `101`/.test(error.message));
});

test("a page under a page has a title and content, and is found among its parent's blocks", async () => {
  const parent = await newPage("Parent");

  const child = await notion.pages.create({
    parent: { type: "page_id", page_id: parent.id },
    properties: { title: { title: text("Child") } },
    children: [paragraph("Hello")],
  });
  const first = await notion.pages.create({
    parent: { type: "page_id", page_id: parent.id },
    properties: { title: { title: text("First") } },
    position: { type: "page_start" },
  });

  assert.deepEqual(child.parent, { type: "page_id", page_id: parent.id });
  assert.deepEqual(Object.keys(child.properties), ["title"]);
  const inside = await notion.blocks.children.list({ block_id: child.id });
  assert.equal(plain(inside.results[0].paragraph.rich_text), "Hello");
  const blocks = await notion.blocks.children.list({ block_id: parent.id });
  assert.deepEqual(blocks.results.map((block) => [block.id, block.child_page.title]), [[first.id, "First"], [child.id, "Child"]]);
});

test("a page in the trash is still shown, cannot be edited, and comes back", async () => {
  const { sourceId } = await newTable("Trash", { Cost: { number: {} } });
  const row = await newRow(sourceId, "Row");

  assert.equal((await notion.pages.update({ page_id: row.id, in_trash: true })).in_trash, true);
  assert.equal((await get(row.id)).in_trash, true);
  await assert.rejects(set(row.id, { Cost: { number: 1 } }), { status: 400, code: "validation_error" });

  assert.equal((await notion.pages.update({ page_id: row.id, in_trash: false })).in_trash, false);
  assert.equal((await set(row.id, { Cost: { number: 1 } })).properties.Cost.number, 1);
});

test("only the properties asked for are shown", async () => {
  const { sourceId } = await newTable("Trimmed", { Cost: { number: {} }, Notes: { rich_text: {} } });

  const made = await notion.pages.create({ parent: { data_source_id: sourceId }, properties: { Name: { title: text("Row") } }, filter_properties: ["title"] });
  const read = await notion.pages.retrieve({ page_id: made.id, filter_properties: ["title"] });

  for (const page of [made, read]) {
    assert.deepEqual(Object.keys(page.properties), ["Name"]);
    assert.equal(nameOf(page), "Row");
  }
});

test("a page that does not exist is not found", async () => {
  await assert.rejects(get("00000000-0000-4000-8000-000000000000"), { status: 404, code: "object_not_found" });
});
