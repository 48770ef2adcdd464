// Section 3.1 and 3.2: what may be done to a page.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { admin, childrenOf, invalid, nameOf, newPage, newRow, newTable, nobody, notFound, notion, paragraph, parentPage, plain, send, text } from "../notion.mjs";

const types = async (id) => (await childrenOf(id)).map((block) => block.type);
const words = async (id) => (await childrenOf(id)).map((block) => plain(block.paragraph.rich_text)).join("");

describe("making pages", () => {
  test("a page under a page has no property but its title", async () => {
    await invalid(notion.pages.create({ parent: { page_id: parentPage }, properties: { Cost: { number: 1 } } }), "Cost is not a property that exists.");
    const page = await newPage("Bare");
    assert.deepEqual(Object.keys(page.properties), ["title"]);
    assert.equal(page.properties.title.id, "title");
  });

  test("a row answers the ids of its data source and its database", async () => {
    const { databaseId, sourceId } = await newTable("Parent");
    const row = await newRow(sourceId, "Row");

    assert.deepEqual(row.parent, { type: "data_source_id", data_source_id: sourceId, database_id: databaseId });
  });

  test("a database of one data source may still be named as the parent of a row", async () => {
    const { databaseId, sourceId } = await newTable("Legacy");

    const row = await notion.pages.create({ parent: { database_id: databaseId }, properties: { Name: { title: text("Row") } } });

    assert.equal(row.parent.data_source_id, sourceId);
  });

  test("a database of two data sources may not", async () => {
    const { databaseId } = await newTable("Two");
    await notion.dataSources.create({ parent: { type: "database_id", database_id: databaseId }, properties: { Name: { title: {} } } });

    await invalid(notion.pages.create({ parent: { database_id: databaseId }, properties: {} }));
  });

  test("the workspace is no parent for an internal connection", () => invalid(notion.pages.create({ parent: { type: "workspace", workspace: true }, properties: {} })));

  test("children may be called content", async () => {
    const page = await newPage("Content", { content: [paragraph("a")] });
    assert.deepEqual(await types(page.id), ["paragraph"]);
  });

  test("content comes as blocks or as Markdown, not as both", () => invalid(newPage("Both", { children: [paragraph("a")], markdown: "b" })));

  test("a template and children exclude each other", () => invalid(newPage("Template", { children: [paragraph("a")], template: { type: "default" } })));

  test("the template none is no template", async () => {
    const { sourceId } = await newTable("Templates");
    const row = await newRow(sourceId, "Row", {}, { template: { type: "none" }, children: [paragraph("a")] });
    assert.equal(await words(row.id), "a");
  });

  test("a heading that opens Markdown becomes the title when none is given", async () => {
    const page = await notion.pages.create({ parent: { page_id: parentPage }, markdown: "# From the text\nbody" });

    assert.equal(plain(page.properties.title.title), "From the text");
    assert.deepEqual(await types(page.id), ["paragraph"]);
  });

  test("a page stands at the start, at the end or after a block of its parent", async () => {
    const holder = await newPage("Holder", { children: [paragraph("a"), paragraph("b")] });
    const [first] = await childrenOf(holder.id);
    const at = (title, position) => notion.pages.create({ parent: { page_id: holder.id }, properties: { title: { title: text(title) } }, position });

    await at("end", { type: "page_end" });
    await at("start", { type: "page_start" });
    await at("after", { type: "after_block", after_block: { id: first.id } });

    assert.deepEqual((await childrenOf(holder.id)).map((block) => block.child_page?.title ?? plain(block.paragraph.rich_text)), ["start", "a", "after", "b", "end"]);
  });

  test("a row has no position", async () => {
    const { sourceId } = await newTable("Positions");
    await invalid(newRow(sourceId, "Row", {}, { position: { type: "page_start" } }), "body.position should be not present");
  });

  test("the answer to making, reading and changing a page shows only the properties asked for", async () => {
    const { sourceId } = await newTable("Trimmed", { A: { number: {} }, B: { number: {} } });
    const made = await newRow(sourceId, "Row", { A: { number: 1 } }, { filter_properties: ["A"] });
    const read = await notion.pages.retrieve({ page_id: made.id, filter_properties: ["title", "B"] });
    const changed = await notion.pages.update({ page_id: made.id, properties: { B: { number: 2 } }, filter_properties: ["B"] });

    assert.deepEqual([made, read, changed].map((page) => Object.keys(page.properties).sort()), [["A"], ["B", "Name"], ["B"]]);
    assert.equal(changed.properties.B.number, 2);
  });

  const icons = [
    ["an emoji", { emoji: "🧠" }, { type: "emoji", emoji: "🧠" }],
    ["an external picture", { external: { url: "https://example.com/i.png" } }, { type: "external", external: { url: "https://example.com/i.png" } }],
    ["a native icon", { type: "icon", icon: { name: "target", color: "gray" } }, { type: "icon", icon: { name: "target", color: "gray" } }],
  ];
  for (const [name, icon, shown] of icons) {
    test(`an icon may be ${name}`, async () => assert.deepEqual((await newPage("Icon", { icon })).icon, shown));
  }

  test("an address of one of Notion's own icons comes back as the native icon", async () => {
    const page = await newPage("Native", { icon: { external: { url: "https://www.notion.so/icons/target_gray.svg" } } });
    assert.deepEqual(page.icon, { type: "icon", icon: { name: "target", color: "gray" } });
  });

  test("a custom emoji that does not exist comes back as no icon", async () => {
    const page = await newPage("Custom", { icon: { custom_emoji: { id: nobody } } });
    assert.equal(page.icon, null);
  });

  test("icon and cover are cleared with null", async () => {
    const page = await newPage("Dressed", { icon: { emoji: "🧠" }, cover: { external: { url: "https://example.com/c.png" } } });
    assert.equal(page.cover.external.url, "https://example.com/c.png");

    const bare = await notion.pages.update({ page_id: page.id, icon: null, cover: null });

    assert.deepEqual([bare.icon, bare.cover], [null, null]);
  });

  test("a cover is no emoji", () => invalid(newPage("Cover", { cover: { emoji: "🧠" } })));
});

describe("changing pages", () => {
  test("a page is locked and unlocked", async () => {
    const page = await newPage("Locked");
    assert.equal(page.is_locked, false);
    assert.equal((await notion.pages.update({ page_id: page.id, is_locked: true })).is_locked, true);
    assert.equal((await notion.pages.update({ page_id: page.id, is_locked: false })).is_locked, false);
  });

  test("an archived row can be read and stays out of the trash", async () => {
    const { sourceId } = await newTable("Archive");
    const row = await newRow(sourceId, "Old");

    const archived = await notion.pages.update({ page_id: row.id, is_archived: true });

    assert.deepEqual([archived.is_archived, archived.in_trash], [true, false]);
    assert.equal((await notion.pages.retrieve({ page_id: row.id })).is_archived, true);
    const back = await notion.pages.update({ page_id: row.id, is_archived: false });
    assert.equal(back.is_archived, false);
  });

  test("the content of a page is erased, its properties stay", async () => {
    const page = await newPage("Kept", { children: [paragraph("a"), paragraph("b")] });

    const erased = await notion.pages.update({ page_id: page.id, erase_content: true });

    assert.deepEqual(await childrenOf(page.id), []);
    assert.equal(plain(erased.properties.title.title), "Kept");
  });

  for (const field of ["children", "parent", "position"]) {
    test(`an update takes no ${field}`, async () => {
      const { status, body } = await send("PATCH", `pages/${parentPage}`, { [field]: field === "children" ? [] : { page_id: parentPage } });
      assert.deepEqual([status, body.code], [400, "validation_error"]);
      assert.match(body.message, new RegExp(`body\\.${field} should be not present`));
    });
  }

  test("arrays are replaced whole", async () => {
    const { sourceId } = await newTable("Arrays", { Tags: { multi_select: {} } });
    const row = await newRow(sourceId, "Row", { Tags: { multi_select: [{ name: "a" }, { name: "b" }] } });

    const updated = await notion.pages.update({ page_id: row.id, properties: { Tags: { multi_select: [{ name: "c" }] } } });

    assert.deepEqual(updated.properties.Tags.multi_select.map((option) => option.name), ["c"]);
  });

  test("values may be named by the id of their property, and are read by its name", async () => {
    const { sourceId } = await newTable("Ids", { Cost: { number: {} } });
    const { Cost } = (await notion.dataSources.retrieve({ data_source_id: sourceId })).properties;

    const row = await newRow(sourceId, "Row", { [decodeURIComponent(Cost.id)]: { number: 4 } });

    assert.equal(row.properties.Cost.number, 4);
    assert.equal(row.properties.Cost.id, Cost.id);
  });

  test("a row in the trash answers, is out of queries, refuses edits and comes back", async () => {
    const { sourceId } = await newTable("Trash");
    const row = await newRow(sourceId, "Row");
    const found = async () => (await notion.dataSources.query({ data_source_id: sourceId })).results.length;

    assert.equal((await notion.pages.update({ page_id: row.id, in_trash: true })).in_trash, true);
    assert.equal((await notion.pages.retrieve({ page_id: row.id })).in_trash, true);
    assert.equal(await found(), 0);
    await invalid(notion.pages.update({ page_id: row.id, properties: { Name: { title: text("x") } } }),
      "Can't edit block that is archived. You must unarchive the block before editing.");
    assert.equal((await notion.pages.update({ page_id: row.id, in_trash: false })).in_trash, false);
    assert.equal(await found(), 1);
  });

  test("what was made by a person and edited by the bot says so", async () => {
    const { sourceId } = await newTable("Authors");
    const me = await notion.users.me({});
    const row = await newRow(sourceId, "Row");
    assert.deepEqual([row.created_by.id, row.last_edited_by.id], [me.id, me.id]);

    await admin("POST", "person", { action: "edit", pageId: row.id, properties: { Name: { title: text("By hand") } } });

    const edited = await notion.pages.retrieve({ page_id: row.id });
    assert.equal(nameOf(edited), "By hand");
    assert.equal(edited.created_by.id, me.id);
    assert.notEqual(edited.last_edited_by.id, me.id);
  });

  test("times of pages and blocks are cut to the minute", async () => {
    const page = await newPage("Times", { children: [paragraph("a")] });
    const [block] = await childrenOf(page.id);

    for (const time of [page.created_time, page.last_edited_time, block.created_time, block.last_edited_time]) {
      assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$/);
    }
  });
});

describe("moving pages", () => {
  const move = (page, parent) => notion.pages.move({ page_id: page.id, parent });

  test("a page moves to another page and stands at its end", async () => {
    const holder = await newPage("New home", { children: [paragraph("a")] });
    const page = await newPage("Mover");

    const moved = await move(page, { page_id: holder.id });

    assert.deepEqual(moved.parent, { type: "page_id", page_id: holder.id });
    assert.deepEqual(await types(holder.id), ["paragraph", "child_page"]);
  });

  test("a page moves into a data source and becomes a row", async () => {
    const { sourceId, databaseId } = await newTable("Rows", { Cost: { number: {} } });
    const page = await newPage("Becomes a row");

    const moved = await move(page, { data_source_id: sourceId });

    assert.deepEqual(moved.parent, { type: "data_source_id", data_source_id: sourceId, database_id: databaseId });
    assert.equal(plain(moved.properties.Name.title), "Becomes a row");
    assert.equal((await notion.dataSources.query({ data_source_id: sourceId })).results[0].id, page.id);
  });

  test("a row moves out under a page and keeps its title", async () => {
    const { sourceId } = await newTable("From here");
    const row = await newRow(sourceId, "Leaves");

    const moved = await move(row, { page_id: parentPage });

    assert.equal(plain(moved.properties.title.title), "Leaves");
    assert.equal((await notion.dataSources.query({ data_source_id: sourceId })).results.length, 0);
  });

  test("the parent that a page has is no new parent", async () => {
    const page = await newPage("Stays");
    await invalid(move(page, { page_id: parentPage }), "New parent must be different from the current parent.");
  });

  test("a page does not move into itself", async () => {
    const page = await newPage("Ouroboros");
    await invalid(move(page, { page_id: page.id }));
  });

  test("a page does not move to a parent that does not exist", async () => {
    const page = await newPage("Lost");
    await notFound(move(page, { page_id: nobody }));
    await notFound(move(page, { data_source_id: nobody }));
  });
});
