import assert from "node:assert/strict";
import { test } from "node:test";
import { collectPaginatedAPI, isFullBlock } from "@notionhq/client";
import { newPage, notion, paragraph, plain, text } from "../notion.mjs";

const list = async (id) => (await notion.blocks.children.list({ block_id: id })).results;
const append = (id, children, position) => notion.blocks.children.append({ block_id: id, children, ...(position && { position }) });
const words = (blocks) => blocks.map((block) => plain(block[block.type].rich_text));

test("appended blocks are answered and listed in their order", async () => {
  const page = await newPage("Append");

  const answer = await append(page.id, [
    { heading_2: { rich_text: text("Heading") } },
    { bulleted_list_item: { rich_text: text("Outer"), children: [{ bulleted_list_item: { rich_text: text("Inner"), children: [paragraph("Innermost")] } }] } },
    { code: { rich_text: text("graph TD"), language: "mermaid" } },
    { callout: { rich_text: text("Mind"), icon: { emoji: "⚠️" }, color: "yellow_background" } },
    { divider: {} },
  ]);

  assert.equal(answer.object, "list");
  assert.equal(answer.type, "block");
  assert.ok(answer.results.every(isFullBlock));
  const blocks = await list(page.id);
  assert.deepEqual(blocks, answer.results);
  assert.deepEqual(blocks.map((block) => block.type), ["heading_2", "bulleted_list_item", "code", "callout", "divider"]);
  const [heading, outer, code, callout] = blocks;
  assert.deepEqual(heading.parent, { type: "page_id", page_id: page.id });
  assert.deepEqual([heading.has_children, heading.in_trash, heading.heading_2.is_toggleable], [false, false, false]);
  assert.equal(outer.has_children, true);
  assert.ok(!("children" in outer.bulleted_list_item));
  assert.equal(code.code.language, "mermaid");
  assert.deepEqual([callout.callout.icon.emoji, callout.callout.color], ["⚠️", "yellow_background"]);
  const [inner] = await list(outer.id);
  assert.equal(plain(inner.bulleted_list_item.rich_text), "Inner");
  assert.deepEqual(inner.parent, { type: "block_id", block_id: outer.id });
  assert.deepEqual(words(await list(inner.id)), ["Innermost"]);
});

test("a callout without an icon gets one", async () => {
  const page = await newPage("Callout");

  const { results } = await append(page.id, [{ callout: { rich_text: text("Mind") } }]);

  assert.equal(results[0].callout.icon.emoji, "💡");
});

test("blocks go where they are told, and the answer shows all that follows", async () => {
  const page = await newPage("Positions");
  const { results: [first] } = await append(page.id, [paragraph("1"), paragraph("4")]);

  const middle = await append(page.id, [paragraph("2"), paragraph("3")], { type: "after_block", after_block: { id: first.id } });
  await append(page.id, [paragraph("0")], { type: "start" });
  await append(page.id, [paragraph("5")], { type: "end" });

  assert.deepEqual(words(middle.results), ["2", "3", "4"]);
  assert.deepEqual(words(await list(page.id)), ["0", "1", "2", "3", "4", "5"]);
});

test("the old way to say where is refused", async () => {
  const page = await newPage("After");
  const { results: [first] } = await append(page.id, [paragraph("1")]);

  const old = notion.blocks.children.append({ block_id: page.id, children: [paragraph("2")], after: first.id });

  await assert.rejects(old, { status: 400, code: "validation_error" });
});

test("tables and columns come with what is in them", async () => {
  const page = await newPage("Layout");
  const row = (...cells) => ({ table_row: { cells: cells.map(text) } });

  const { results: [table, columns] } = await append(page.id, [
    { table: { table_width: 2, has_column_header: true, children: [row("a", "b"), row("c", "d")] } },
    { column_list: { children: [{ column: { children: [paragraph("left")] } }, { column: { children: [paragraph("right")] } }] } },
  ]);

  assert.deepEqual([table.table.table_width, table.table.has_column_header, table.table.has_row_header], [2, true, false]);
  assert.deepEqual((await list(table.id)).map((each) => each.table_row.cells.map(plain)), [["a", "b"], ["c", "d"]]);
  const [left, right] = await list(columns.id);
  assert.deepEqual([words(await list(left.id)), words(await list(right.id))], [["left"], ["right"]]);
  await assert.rejects(append(page.id, [{ table: { table_width: 2, children: [row("alone")] } }]), { status: 400, code: "validation_error" });
});

test("children are listed page by page", async () => {
  const page = await newPage("Long", { children: [..."abcdefg"].map(paragraph) });

  const first = await notion.blocks.children.list({ block_id: page.id, page_size: 3 });
  const all = await collectPaginatedAPI(notion.blocks.children.list, { block_id: page.id, page_size: 3 });

  assert.equal(first.has_more, true);
  assert.equal(first.results.length, 3);
  assert.deepEqual(words(all), [..."abcdefg"]);
});

test("a deleted block is in the trash and listed no more", async () => {
  const page = await newPage("Delete");
  const { results: [first, second] } = await append(page.id, [paragraph("1"), paragraph("2")]);

  const deleted = await notion.blocks.delete({ block_id: first.id });

  assert.equal(deleted.id, first.id);
  assert.equal(deleted.in_trash, true);
  assert.deepEqual((await list(page.id)).map((block) => block.id), [second.id]);
  await assert.rejects(notion.blocks.delete({ block_id: first.id }), { status: 400, code: "validation_error" });
});

test("a request holds a hundred blocks and two thousand characters a text at most", async () => {
  const page = await newPage("Limits");

  await assert.rejects(append(page.id, Array.from({ length: 101 }, () => paragraph("x"))),
    (error) => error.code === "validation_error" && /≤ `100`, instead was `101`/.test(error.message));
  await assert.rejects(append(page.id, [paragraph("x".repeat(2001))]),
    (error) => error.code === "validation_error" && /≤ `2000`, instead was `2001`/.test(error.message));
  assert.equal((await append(page.id, [paragraph("x".repeat(2000))])).results.length, 1);
});
