import assert from "node:assert/strict";
import { test } from "node:test";
import { newPage, newTable, notion, plain } from "../notion.mjs";

const read = async (id) => (await notion.pages.retrieveMarkdown({ page_id: id })).markdown;
const update = (id, type, change) => notion.pages.updateMarkdown({ page_id: id, type, [type]: change });
const blocks = async (id) => (await notion.blocks.children.list({ block_id: id })).results;

test("a page made of Markdown has blocks, and reads back as Markdown", async () => {
  const markdown = "## Goal\n- first\n- **second**\n- [x] done\n> quoted\n```json\n{\"a\": 1}\n```";

  const page = await newPage("From Markdown", { markdown });
  const answer = await notion.pages.retrieveMarkdown({ page_id: page.id });

  assert.deepEqual((await blocks(page.id)).map((block) => block.type),
    ["heading_2", "bulleted_list_item", "bulleted_list_item", "to_do", "quote", "code"]);
  assert.equal(answer.object, "page_markdown");
  assert.equal(answer.id, page.id);
  assert.equal(answer.truncated, false);
  assert.deepEqual(answer.unknown_block_ids, []);
  assert.equal(answer.markdown, markdown);
});

test("content is replaced whole", async () => {
  const page = await newPage("Replace", { markdown: "old" });

  const answer = await update(page.id, "replace_content", { new_str: "# New\ntext" });

  assert.equal(answer.markdown, "# New\ntext");
  assert.deepEqual((await blocks(page.id)).map((block) => block.type), ["heading_1", "paragraph"]);
});

test("content is searched and replaced, and an ambiguous search is refused", async () => {
  const page = await newPage("Search", { markdown: "one\ntwo\none" });

  await update(page.id, "update_content", { content_updates: [{ old_str: "two", new_str: "three" }] });
  assert.equal(await read(page.id), "one\nthree\none");

  for (const old_str of ["one", "nowhere"]) {
    await assert.rejects(update(page.id, "update_content", { content_updates: [{ old_str, new_str: "x" }] }), { status: 400, code: "validation_error" });
  }

  await update(page.id, "update_content", { content_updates: [{ old_str: "one", new_str: "four", replace_all_matches: true }] });
  assert.equal(await read(page.id), "four\nthree\nfour");
});

test("content is inserted at either end", async () => {
  const page = await newPage("Insert", { markdown: "middle" });
  const [middle] = await blocks(page.id);

  await update(page.id, "insert_content", { content: "last", position: { type: "end" } });
  await update(page.id, "insert_content", { content: "first", position: { type: "start" } });

  assert.equal(await read(page.id), "first\nmiddle\nlast");
  const [, kept] = await blocks(page.id);
  assert.equal(kept.id, middle.id);
  assert.equal(plain(kept.paragraph.rich_text), "middle");
});

test("a child database is not deleted by accident", async () => {
  const page = await newPage("Holder", { markdown: "text" });
  const { databaseId } = await newTable("Inside", {}, { parent: { type: "page_id", page_id: page.id } });

  const replace = (more) => update(page.id, "replace_content", { new_str: "new", ...more });
  await assert.rejects(replace(), (error) => error.code === "validation_error" && /1 child/.test(error.message));
  assert.match(await read(page.id), /^text\n<database url=".*">Inside<\/database>$/);

  await replace({ allow_deleting_content: true });
  assert.equal(await read(page.id), "new");
  assert.equal((await notion.databases.retrieve({ database_id: databaseId })).in_trash, true);
});
