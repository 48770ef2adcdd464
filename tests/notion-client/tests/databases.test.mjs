import assert from "node:assert/strict";
import { test } from "node:test";
import { isFullDatabase } from "@notionhq/client";
import { newPage, newTable, notion, parentPage, plain, text } from "../notion.mjs";

test("a new database names its data source and shows no schema", async () => {
  const database = await notion.databases.create({
    parent: { type: "page_id", page_id: parentPage },
    title: text("Models"),
    description: text("What we train"),
    icon: { type: "emoji", emoji: "🧠" },
    cover: { type: "external", external: { url: "https://example.com/cover.png" } },
    initial_data_source: { properties: { Name: { title: {} }, Cost: { number: { format: "dollar" } } } },
  });

  assert.ok(isFullDatabase(database));
  assert.equal(database.object, "database");
  assert.equal(plain(database.title), "Models");
  assert.equal(plain(database.description), "What we train");
  assert.deepEqual(database.parent, { type: "page_id", page_id: parentPage });
  assert.deepEqual(database.icon, { type: "emoji", emoji: "🧠" });
  assert.equal(database.cover.external.url, "https://example.com/cover.png");
  assert.equal(database.is_inline, false);
  assert.equal(database.in_trash, false);
  assert.equal(database.data_sources.length, 1);
  assert.equal(database.data_sources[0].name, "Models");
  assert.match(database.created_time, /\.\d{3}\+00:00$/);
  assert.ok(!("properties" in database));
  assert.ok(!("archived" in database));
});

test("a database without a schema has a title property called Name", async () => {
  const database = await notion.databases.create({ parent: { type: "page_id", page_id: parentPage }, title: text("Bare") });

  const source = await notion.dataSources.retrieve({ data_source_id: database.data_sources[0].id });

  assert.deepEqual(Object.keys(source.properties), ["Name"]);
});

test("a schema on the top level is dropped without a word", async () => {
  const database = await notion.request({
    path: "databases",
    method: "post",
    body: { parent: { type: "page_id", page_id: parentPage }, title: text("Old style"), properties: { Name: { title: {} }, Cost: { number: {} } } },
  });

  const source = await notion.dataSources.retrieve({ data_source_id: database.data_sources[0].id });

  assert.deepEqual(Object.keys(source.properties), ["Name"]);
});

test("a database reads back as it was made, with and without dashes in its id", async () => {
  const { database } = await newTable("Runs");

  const dashed = await notion.databases.retrieve({ database_id: database.id });
  const bare = await notion.databases.retrieve({ database_id: database.id.replaceAll("-", "") });

  for (const read of [dashed, bare]) {
    assert.deepEqual({ ...read, request_id: null }, { ...database, request_id: null });
  }
});

test("a database and its only data source share their title", async () => {
  const { databaseId, sourceId } = await newTable("Before");

  const updated = await notion.databases.update({ database_id: databaseId, title: text("After"), description: text("Why"), is_inline: true });
  const source = await notion.dataSources.retrieve({ data_source_id: sourceId });

  assert.equal(plain(updated.title), "After");
  assert.equal(updated.is_inline, true);
  assert.equal(updated.data_sources[0].name, "After");
  assert.equal(plain(source.title), "After");
  assert.equal(plain(source.description), "Why");
});

test("a database goes to the trash and comes back", async () => {
  const page = await newPage("Holder");
  const { databaseId } = await newTable("Brief", {}, { parent: { type: "page_id", page_id: page.id } });
  const shown = async () => (await notion.blocks.children.list({ block_id: page.id })).results;
  const [block] = await shown();
  assert.equal(block.type, "child_database");
  assert.equal(block.id, databaseId);
  assert.equal(block.child_database.title, "Brief");

  const trashed = await notion.databases.update({ database_id: databaseId, in_trash: true });
  assert.equal(trashed.in_trash, true);
  assert.equal((await shown()).length, 0);

  const restored = await notion.databases.update({ database_id: databaseId, in_trash: false });
  assert.equal(restored.in_trash, false);
  assert.equal((await shown()).length, 1);
});
