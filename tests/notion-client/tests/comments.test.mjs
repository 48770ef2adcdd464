import assert from "node:assert/strict";
import { test } from "node:test";
import { collectPaginatedAPI, isFullComment } from "@notionhq/client";
import { newPage, notion, paragraph, plain, text } from "../notion.mjs";

const list = async (id) => (await notion.comments.list({ block_id: id })).results;
const on = (page) => ({ parent: { page_id: page.id } });

test("comments on a page share one discussion and are listed in their order", async () => {
  const page = await newPage("Discussed");

  const first = await notion.comments.create({ ...on(page), rich_text: text("First") });
  const second = await notion.comments.create({ ...on(page), rich_text: text("Second") });
  const reply = await notion.comments.create({ discussion_id: first.discussion_id, rich_text: text("Reply") });

  assert.ok(isFullComment(first));
  assert.equal(first.object, "comment");
  assert.deepEqual(first.parent, { type: "page_id", page_id: page.id });
  assert.equal(first.created_by.id, (await notion.users.me({})).id);
  assert.deepEqual(new Set([first, second, reply].map((comment) => comment.discussion_id)), new Set([first.discussion_id]));
  const comments = await list(page.id);
  assert.deepEqual(comments.map((comment) => comment.id), [first.id, second.id, reply.id]);
  assert.deepEqual(comments.map((comment) => plain(comment.rich_text)), ["First", "Second", "Reply"]);
});

test("a comment on a block stays with the block", async () => {
  const page = await newPage("Blocks", { children: [paragraph("text")] });
  const [block] = (await notion.blocks.children.list({ block_id: page.id })).results;

  const comment = await notion.comments.create({ parent: { block_id: block.id }, rich_text: text("Here") });

  assert.deepEqual(comment.parent, { type: "block_id", block_id: block.id });
  assert.deepEqual((await list(block.id)).map((each) => each.id), [comment.id]);
  assert.deepEqual(await list(page.id), []);
});

test("a comment may be Markdown and bear another name", async () => {
  const page = await newPage("Markdown");

  const comment = await notion.comments.create({ ...on(page), markdown: "**Failed** twice", display_name: { type: "custom", custom: { name: "NotionSync" } } });

  assert.equal(plain(comment.rich_text), "Failed twice");
  assert.equal(comment.rich_text[0].annotations.bold, true);
  assert.deepEqual(comment.display_name, { type: "custom", resolved_name: "NotionSync" });
});

test("comments are listed page by page", async () => {
  const page = await newPage("Many");
  for (const word of ["1", "2", "3"]) {
    await notion.comments.create({ ...on(page), rich_text: text(word) });
  }

  const first = await notion.comments.list({ block_id: page.id, page_size: 2 });
  const all = await collectPaginatedAPI(notion.comments.list, { block_id: page.id, page_size: 2 });

  assert.equal(first.has_more, true);
  assert.deepEqual(all.map((comment) => plain(comment.rich_text)), ["1", "2", "3"]);
});

test("a comment needs a place", async () => {
  const unknown = "00000000-0000-4000-8000-000000000000";

  await assert.rejects(notion.comments.create({ parent: { page_id: unknown }, rich_text: text("Lost") }), { status: 404, code: "object_not_found" });
  await assert.rejects(notion.comments.create({ rich_text: text("Lost") }), { status: 400, code: "validation_error" });
});
