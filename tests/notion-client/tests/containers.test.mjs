// Sections 2.1 to 2.3: databases as containers, and the data sources in them.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { childrenOf, invalid, newPage, newRow, newTable, nobody, notFound, notion, paragraph, parentPage, plain, schemaOf, send, text } from "../notion.mjs";

const update = (databaseId, more) => notion.databases.update({ database_id: databaseId, ...more });

describe("databases", () => {
  test("a database answers without a schema and names its data source after itself", async () => {
    const { database, sourceId } = await newTable("Models");
    assert.deepEqual(database.data_sources, [{ id: sourceId, name: "Models" }]);
    assert.ok(!("properties" in database));
    assert.deepEqual([database.object, database.is_inline, database.is_locked, database.in_trash], ["database", false, false, false]);
    assert.deepEqual(database.parent, { type: "page_id", page_id: parentPage });
  });

  test("a new database has one table view called Default view", async () => {
    const { databaseId } = await newTable("Viewed");
    const { results } = await notion.views.list({ database_id: databaseId });
    const view = await notion.views.retrieve({ view_id: results[0].id });
    assert.deepEqual([results.length, view.name, view.type], [1, "Default view", "table"]);
  });

  test("times of databases have milliseconds, those of data sources none", async () => {
    const { database, sourceId } = await newTable("Times");
    const source = await notion.dataSources.retrieve({ data_source_id: sourceId });
    assert.match(database.created_time, /\.\d{3}\+00:00$/);
    assert.match(source.created_time, /:00\.000Z$/);
  });

  test("a schema on the top level is dropped without a word", async () => {
    const { status, body } = await send("POST", "databases", { parent: { type: "page_id", page_id: parentPage }, title: text("Trap"), properties: { Name: { title: {} }, Lost: { number: {} } } });
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(await schemaOf(body.data_sources[0].id)), ["Name"]);
  });

  test("title, description, icon, cover, lock and inline are changed", async () => {
    const { databaseId, sourceId } = await newTable("Before");
    const changed = await update(databaseId, { title: text("After"), description: text("Why"), icon: { emoji: "🧠" }, cover: { external: { url: "https://example.com/c.png" } }, is_locked: true });
    assert.deepEqual([plain(changed.title), plain(changed.description), changed.icon.emoji, changed.cover.external.url, changed.is_locked], ["After", "Why", "🧠", "https://example.com/c.png", true]);
    const source = await notion.dataSources.retrieve({ data_source_id: sourceId });
    assert.deepEqual([plain(source.title), plain(source.description)], ["After", "Why"]);
    assert.equal((await update(databaseId, { is_inline: true })).is_inline, true);
  });

  test("an inline database has no cover", () => invalid(newTable("Inline", {}, { is_inline: true, cover: { external: { url: "https://example.com/c.png" } } })));

  test("a database moves to another page, and to its own without a word", async () => {
    const home = await newPage("Home", { children: [paragraph("a")] });
    const { databaseId } = await newTable("Mover");
    const moved = await update(databaseId, { parent: { type: "page_id", page_id: home.id } });
    assert.deepEqual(moved.parent, { type: "page_id", page_id: home.id });
    assert.deepEqual((await childrenOf(home.id)).map((block) => block.type), ["paragraph", "child_database"]);
    await update(databaseId, { parent: { type: "page_id", page_id: home.id } });
    assert.equal((await childrenOf(home.id)).length, 2);
  });

  test("a database in the trash takes its rows with it, and brings them back", async () => {
    const { databaseId, sourceId } = await newTable("Trash");
    const row = await newRow(sourceId, "Row");
    assert.equal((await update(databaseId, { in_trash: true })).in_trash, true);
    assert.equal((await notion.pages.retrieve({ page_id: row.id })).in_trash, true);
    await invalid(newRow(sourceId, "Late"));
    assert.equal((await update(databaseId, { in_trash: false })).in_trash, false);
    assert.equal((await notion.pages.retrieve({ page_id: row.id })).in_trash, false);
  });

  test("the workspace is no parent of a database for an internal connection", () => invalid(notion.databases.create({ parent: { type: "workspace", workspace: true } })));

  test("a database has a parent that is there", () => notFound(notion.databases.create({ parent: { type: "page_id", page_id: nobody } })));

  test("a database is found among the blocks of its page by its title", async () => {
    const home = await newPage("Found");
    const { databaseId } = await newTable("Needle", {}, { parent: { type: "page_id", page_id: home.id } });
    const [block] = await childrenOf(home.id);
    assert.deepEqual([block.id, block.type, block.child_database.title], [databaseId, "child_database", "Needle"]);
  });
});

describe("data sources", () => {
  const second = (databaseId, more = {}) => notion.dataSources.create({ parent: { type: "database_id", database_id: databaseId }, properties: { Name: { title: {} } }, title: text("Second"), ...more });

  test("a data source tells its database and that one's parent", async () => {
    const { databaseId, sourceId } = await newTable("Parents");
    const source = await notion.dataSources.retrieve({ data_source_id: sourceId });
    assert.deepEqual([source.parent, source.database_parent], [{ type: "database_id", database_id: databaseId }, { type: "page_id", page_id: parentPage }]);
  });

  test("a database takes a second data source, with a title and a view of its own", async () => {
    const { databaseId } = await newTable("First");
    const source = await second(databaseId);
    assert.equal(plain(source.title), "Second");
    const database = await notion.databases.retrieve({ database_id: databaseId });
    assert.deepEqual(database.data_sources.map(({ name }) => name), ["First", "Second"]);
    assert.equal((await notion.views.list({ data_source_id: source.id })).results.length, 1);
  });

  test("the title of a second data source is its own", async () => {
    const { databaseId } = await newTable("First");
    const source = await second(databaseId);
    await notion.dataSources.update({ data_source_id: source.id, title: text("Renamed") });
    const database = await notion.databases.retrieve({ database_id: databaseId });
    assert.deepEqual([plain(database.title), database.data_sources.map(({ name }) => name)], ["First", ["First", "Renamed"]]);
  });

  test("a data source moves to another database with its rows, and its old views are left behind", async () => {
    const [from, to] = [await newTable("From"), await newTable("To")];
    const source = await second(from.databaseId);
    const row = await newRow(source.id, "Row");
    const moved = await notion.dataSources.update({ data_source_id: source.id, parent: { type: "database_id", database_id: to.databaseId } });
    assert.equal(moved.parent.database_id, to.databaseId);
    assert.equal((await notion.pages.retrieve({ page_id: row.id })).parent.database_id, to.databaseId);
    assert.deepEqual((await notion.databases.retrieve({ database_id: from.databaseId })).data_sources.map(({ name }) => name), ["From"]);
  });

  test("a data source in the trash leaves the list of its database and comes back", async () => {
    const { databaseId } = await newTable("First");
    const source = await second(databaseId);
    await notion.dataSources.update({ data_source_id: source.id, in_trash: true });
    assert.equal((await notion.databases.retrieve({ database_id: databaseId })).data_sources.length, 1);
    assert.equal((await notion.dataSources.retrieve({ data_source_id: source.id })).in_trash, true);
    await notion.dataSources.update({ data_source_id: source.id, in_trash: false });
    assert.equal((await notion.databases.retrieve({ database_id: databaseId })).data_sources.length, 2);
  });

  test("a data source has no description of its own", async () => {
    const { sourceId } = await newTable("Described");
    const { status } = await send("PATCH", `data_sources/${sourceId}`, { description: text("x") });
    assert.equal(status, 400);
  });

  test("an icon of a data source is changed", async () => {
    const { sourceId } = await newTable("Icon");
    assert.equal((await notion.dataSources.update({ data_source_id: sourceId, icon: { emoji: "🎯" } })).icon.emoji, "🎯");
  });

  test("properties are shown by their ids, the title last", async () => {
    const { sourceId } = await newTable("Order", Object.fromEntries(["C", "A", "B"].map((name) => [name, { number: {} }])));
    const shown = Object.values(await schemaOf(sourceId)).map(({ id }) => decodeURIComponent(id));
    assert.equal(shown.at(-1), "title");
    const others = shown.slice(0, -1);
    assert.deepEqual(others, [...others].sort());
  });
});

describe("search", () => {
  test("what is in the trash is found when asked for, with or without a kind", async () => {
    const page = await newPage("Okapi");
    await notion.pages.update({ page_id: page.id, in_trash: true });
    const ids = async (filter) => (await notion.search({ query: "Okapi", filter })).results.map(({ id }) => id);
    assert.deepEqual([await ids(undefined), await ids({ in_trash: true }), await ids({ property: "object", value: "page", in_trash: true })], [[], [page.id], [page.id]]);
  });

  test("search gives pages and data sources, never databases, by kind when asked for", async () => {
    const { databaseId, sourceId } = await newTable("Tapir");
    const page = await newPage("Tapir");
    const ids = async (filter) => (await notion.search({ query: "tapir", filter })).results.map(({ id }) => id).sort();
    assert.deepEqual(await ids(undefined), [page.id, sourceId].sort());
    assert.deepEqual(await ids({ property: "object", value: "data_source" }), [sourceId]);
    assert.ok(!(await ids(undefined)).includes(databaseId));
  });

  test("the old kind is refused", async () => {
    const { status } = await send("POST", "search", { filter: { property: "object", value: "database" } });
    assert.equal(status, 400);
  });

  test("results are sorted by their last edit, or by relevance", async () => {
    for (const title of ["Gnu one", "Gnu two"]) {
      await newPage(title);
    }

    const { results } = await notion.search({ query: "Gnu", sort: { timestamp: "last_edited_time", direction: "ascending" } });
    assert.equal(results.length, 2);
    assert.equal((await send("POST", "search", { query: "Gnu", sort: { property: "relevance" } })).status, 200);
  });
});
