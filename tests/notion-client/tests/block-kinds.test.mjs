// Section 6: every kind of block that can be written, what a request may nest, and what may be changed.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { childrenOf, invalid, newPage, newTable, nobody, notFound, notion, paragraph, plain, send, text } from "../notion.mjs";

const rich = text("words");
const external = { external: { url: "https://example.com/file.png" } };

describe("kinds of blocks", () => {
  let page;
  let database;
  before(async () => {
    page = await newPage("Kinds");
    database = (await newTable("Target")).databaseId;
  });

  const append = async (block, id = page.id) => (await notion.blocks.children.append({ block_id: id, children: [block] })).results[0];

  const texts = ["paragraph", "bulleted_list_item", "numbered_list_item", "quote", "toggle", "to_do", "callout", "heading_1", "heading_2", "heading_3", "heading_4"];
  for (const kind of texts) {
    test(`a ${kind} keeps its text and colour, is read by id and changed`, async () => {
      const made = await append({ [kind]: { rich_text: rich, color: "blue_background" } });
      assert.deepEqual([made.object, made.type, made.has_children, made.in_trash], ["block", kind, false, false]);
      assert.deepEqual(made.parent, { type: "page_id", page_id: page.id });
      const read = await notion.blocks.retrieve({ block_id: made.id });
      assert.equal(plain(read[kind].rich_text), "words");
      assert.equal(read[kind].color, "blue_background");

      const changed = await notion.blocks.update({ block_id: made.id, [kind]: { rich_text: text("other") } });

      assert.equal(plain(changed[kind].rich_text), "other");
      assert.equal(changed[kind].color, "blue_background");
      assert.ok(!("children" in changed[kind]));
    });
  }

  for (const kind of ["paragraph", "bulleted_list_item", "numbered_list_item", "quote", "toggle", "to_do", "callout"]) {
    test(`a ${kind} holds other blocks, which an answer never shows inside it`, async () => {
      const made = await append({ [kind]: { rich_text: rich, children: [paragraph("inside")] } });
      assert.equal(made.has_children, true);
      assert.ok(!("children" in made[kind]));
      const [child] = await childrenOf(made.id);
      assert.equal(plain(child.paragraph.rich_text), "inside");
      assert.deepEqual(child.parent, { type: "block_id", block_id: made.id });
    });
  }

  for (const kind of ["heading_1", "heading_2", "heading_3", "heading_4"]) {
    test(`a ${kind} holds blocks only when it folds`, async () => {
      const made = await append({ [kind]: { rich_text: rich, is_toggleable: true, children: [paragraph("inside")] } });
      assert.equal(made[kind].is_toggleable, true);
      assert.equal((await childrenOf(made.id)).length, 1);
      const flat = await append({ [kind]: { rich_text: rich } });
      assert.equal(flat[kind].is_toggleable, false);
      await invalid(append(paragraph("no"), flat.id));
    });
  }

  test("a to_do is ticked", async () => {
    const made = await append({ to_do: { rich_text: rich } });
    assert.equal(made.to_do.checked, false);
    assert.equal((await notion.blocks.update({ block_id: made.id, to_do: { checked: true } })).to_do.checked, true);
  });

  test("a callout without an icon gets the light bulb, one with an icon keeps it", async () => {
    assert.equal((await append({ callout: { rich_text: rich } })).callout.icon.emoji, "💡");
    assert.equal((await append({ callout: { rich_text: rich, icon: { emoji: "🎯" } } })).callout.icon.emoji, "🎯");
  });

  test("a callout's icon cannot be removed", async () => {
    const made = await append({ callout: { rich_text: rich } });
    const { status, body } = await send("PATCH", `blocks/${made.id}`, { callout: { icon: null } });
    assert.deepEqual([status, body.code], [400, "validation_error"]);
  });

  test("a quote is not changed in its colour alone", async () => {
    const made = await append({ quote: { rich_text: rich } });
    await invalid(notion.blocks.update({ block_id: made.id, quote: { color: "red" } }), "rich_text");
    assert.equal((await notion.blocks.update({ block_id: made.id, quote: { rich_text: rich, color: "red" } })).quote.color, "red");
  });

  for (const language of ["plain text", "c#", "json", "yaml", "mermaid", "sql", "bash", "python"]) {
    test(`code is in ${language}`, async () => {
      const made = await append({ code: { rich_text: text("a --> b"), language, caption: text("caption") } });
      assert.equal(made.code.language, language);
      assert.equal(plain(made.code.caption), "caption");
    });
  }

  test("code in a language that Notion does not know is refused", () => invalid(append({ code: { rich_text: rich, language: "brainfuck" } }), "language"));

  test("code is changed", async () => {
    const made = await append({ code: { rich_text: rich, language: "json" } });
    const changed = await notion.blocks.update({ block_id: made.id, code: { rich_text: text("x: 1"), language: "yaml" } });
    assert.deepEqual([plain(changed.code.rich_text), changed.code.language], ["x: 1", "yaml"]);
  });

  test("an equation keeps its expression", async () => {
    const made = await append({ equation: { expression: "e=mc^2" } });
    assert.equal(made.equation.expression, "e=mc^2");
    assert.equal((await notion.blocks.update({ block_id: made.id, equation: { expression: "a" } })).equation.expression, "a");
  });

  for (const kind of ["divider", "breadcrumb"]) {
    test(`a ${kind} holds nothing`, async () => assert.deepEqual((await append({ [kind]: {} }))[kind], {}));
  }

  test("a table of contents has a colour", async () => {
    assert.equal((await append({ table_of_contents: {} })).table_of_contents.color, "default");
    assert.equal((await append({ table_of_contents: { color: "gray" } })).table_of_contents.color, "gray");
  });

  for (const kind of ["bookmark", "embed"]) {
    test(`a ${kind} has an address and a caption`, async () => {
      const made = await append({ [kind]: { url: "https://example.com/", caption: rich } });
      assert.deepEqual([made[kind].url, plain(made[kind].caption)], ["https://example.com/", "words"]);
      assert.equal((await notion.blocks.update({ block_id: made.id, [kind]: { url: "https://example.com/2" } }))[kind].url, "https://example.com/2");
    });
  }

  for (const kind of ["image", "video", "pdf", "audio", "file"]) {
    test(`a ${kind} is shown from an address`, async () => {
      const made = await append({ [kind]: { ...external, caption: rich } });
      assert.deepEqual([made[kind].type, made[kind].external.url, plain(made[kind].caption)], ["external", external.external.url, "words"]);
      const changed = await notion.blocks.update({ block_id: made.id, [kind]: { caption: text("new") } });
      assert.equal(plain(changed[kind].caption), "new");
      assert.equal(changed[kind].external.url, external.external.url);
    });
  }

  test("a file keeps its name", async () => assert.equal((await append({ file: { ...external, name: "report.pdf" } })).file.name, "report.pdf"));

  test("a link leads to a page, or a database", async () => {
    const toPage = await append({ link_to_page: { page_id: page.id } });
    assert.deepEqual(toPage.link_to_page, { type: "page_id", page_id: page.id });
    const toDatabase = await append({ link_to_page: { database_id: database } });
    assert.deepEqual(toDatabase.link_to_page, { type: "database_id", database_id: database });
  });

  test("a link does not lead to an inline database", async () => {
    const inline = await newTable("Inline", {}, { is_inline: true });
    await invalid(append({ link_to_page: { database_id: inline.databaseId } }), "must reference a collection_view_page");
  });

  test("a synced block is an original with blocks, or a copy of one", async () => {
    const original = await append({ synced_block: { synced_from: null, children: [paragraph("shared")] } });
    assert.equal(original.synced_block.synced_from, null);
    const copy = await append({ synced_block: { synced_from: { block_id: original.id } } });
    assert.deepEqual(copy.synced_block.synced_from, { type: "block_id", block_id: original.id });
    assert.equal(plain((await childrenOf(copy.id))[0].paragraph.rich_text), "shared");
  });

  test("a copy of a block that does not exist is refused", () => notFound(append({ synced_block: { synced_from: { block_id: nobody } } })));

  const table = (rows, more = {}) => ({ table: { table_width: 2, children: rows.map((row) => ({ table_row: { cells: row.map((cell) => text(cell)) } })), ...more } });

  test("a table comes with its rows", async () => {
    const made = await append(table([["a", "b"], ["c", "d"]], { has_column_header: true }));
    assert.deepEqual(made.table, { table_width: 2, has_column_header: true, has_row_header: false });
    assert.deepEqual((await childrenOf(made.id)).map((row) => row.table_row.cells.map(plain)), [["a", "b"], ["c", "d"]]);
  });

  test("a table takes more rows, and a row is changed", async () => {
    const made = await append(table([["a", "b"]]));
    const row = await append({ table_row: { cells: [text("c"), text("d")] } }, made.id);
    const changed = await notion.blocks.update({ block_id: row.id, table_row: { cells: [text("x"), text("y")] } });
    assert.deepEqual(changed.table_row.cells.map(plain), ["x", "y"]);
    await invalid(notion.blocks.update({ block_id: row.id, table_row: { cells: [text("x")] } }));
    await invalid(append({ table_row: { cells: [text("only")] } }, made.id));
  });

  test("a table's headers are changed, its width is not", async () => {
    const made = await append(table([["a", "b"]]));
    const changed = await notion.blocks.update({ block_id: made.id, table: { has_row_header: true } });
    assert.deepEqual(changed.table, { table_width: 2, has_column_header: false, has_row_header: true });
  });

  test("a table without rows, or with rows of another width, is refused", async () => {
    await invalid(append({ table: { table_width: 2, children: [] } }));
    await invalid(append(table([["a", "b", "c"]])));
  });

  test("a table row stands in a table alone", () => invalid(append({ table_row: { cells: [text("a")] } })));

  const columns = (...lists) => ({ column_list: { children: lists.map((children) => ({ column: { children } })) } });

  test("columns come with what is in them", async () => {
    const made = await append(columns([paragraph("left")], [paragraph("right")]));
    const both = await childrenOf(made.id);
    assert.deepEqual(both.map((column) => column.type), ["column", "column"]);
    assert.equal(plain((await childrenOf(both[1].id))[0].paragraph.rich_text), "right");
  });

  test("columns keep their widths", async () => {
    const made = await append({ column_list: { children: [{ column: { width_ratio: 0.25, children: [paragraph("a")] } }, { column: { width_ratio: 0.75, children: [paragraph("b")] } }] } });
    assert.deepEqual((await childrenOf(made.id)).map((column) => column.column.width_ratio), [0.25, 0.75]);
  });

  test("one column is none, and an empty one is refused", async () => {
    await invalid(append(columns([paragraph("alone")])));
    await invalid(append(columns([paragraph("a")], [])));
  });

  test("a bare column is refused", async () => {
    const { status } = await send("PATCH", `blocks/${page.id}/children`, { children: [{ column: { children: [paragraph("a")] } }] });
    assert.equal(status, 400);
  });

  test("a column list stands on the top level of a request only", () => invalid(append({ toggle: { rich_text: rich, children: [columns([paragraph("a")], [paragraph("b")])] } })));

  test("a tab block holds paragraphs that are its labels", async () => {
    const made = await append({ tab: { children: [paragraph("First", { icon: { emoji: "🥇" }, children: [paragraph("inside")] }), paragraph("Second")] } });
    assert.equal(made.type, "tab");
    const labels = await childrenOf(made.id);
    assert.deepEqual(labels.map((label) => plain(label.paragraph.rich_text)), ["First", "Second"]);
    assert.equal(labels[0].paragraph.icon.emoji, "🥇");
    assert.equal(plain((await childrenOf(labels[0].id))[0].paragraph.rich_text), "inside");
  });

  for (const kind of ["child_page", "child_database", "link_preview", "button", "meeting_notes", "unsupported"]) {
    test(`a ${kind} is not made by appending it`, async () => {
      const { status, body } = await send("PATCH", `blocks/${page.id}/children`, { children: [{ type: kind, [kind]: {} }] });
      assert.deepEqual([status, body.code], [400, "validation_error"]);
    });
  }

  test("pages and databases are blocks of their parent", async () => {
    const child = await newPage("Child");
    const block = await notion.blocks.retrieve({ block_id: child.id });
    assert.deepEqual([block.type, block.child_page.title], ["child_page", "Child"]);
    const databaseBlock = await notion.blocks.retrieve({ block_id: database });
    assert.deepEqual([databaseBlock.type, databaseBlock.child_database.title], ["child_database", "Target"]);
  });

  test("the type of a block is not changed", async () => {
    const made = await append(paragraph("a"));
    await invalid(notion.blocks.update({ block_id: made.id, to_do: { rich_text: rich } }));
  });

  test("a block in the trash is read, not edited, and comes back", async () => {
    const made = await append(paragraph("a"));
    assert.equal((await notion.blocks.delete({ block_id: made.id })).in_trash, true);
    assert.equal((await notion.blocks.retrieve({ block_id: made.id })).in_trash, true);
    await invalid(notion.blocks.update({ block_id: made.id, paragraph: { rich_text: rich } }), "Can't edit block that is archived. You must unarchive the block before editing.");
    await invalid(notion.blocks.delete({ block_id: made.id }), "archived");
    assert.equal((await notion.blocks.update({ block_id: made.id, in_trash: false })).in_trash, false);
  });

  test("a layout block takes the database inside it to the trash", async () => {
    const holder = await newPage("Layout", { children: [{ callout: { rich_text: rich } }] });
    const [callout] = await childrenOf(holder.id);
    const inside = await notion.pages.create({ parent: { page_id: holder.id }, properties: {} });
    assert.ok(callout && inside);
    await notion.blocks.delete({ block_id: callout.id });
    assert.deepEqual((await childrenOf(holder.id)).map((block) => block.type), ["child_page"]);
  });
});

describe("nesting in one request", () => {
  const nest = (depth) => (depth === 0 ? paragraph("leaf") : { toggle: { rich_text: rich, children: [nest(depth - 1)] } });

  test("two levels of children below the top are taken", async () => {
    const page = await newPage("Deep", { children: [nest(2)] });
    const [top] = await childrenOf(page.id);
    const [middle] = await childrenOf(top.id);
    assert.equal((await childrenOf(middle.id))[0].type, "paragraph");
  });

  test("a third level is refused, and nothing is written", async () => {
    const page = await newPage("Too deep");
    await invalid(notion.blocks.children.append({ block_id: page.id, children: [paragraph("first"), nest(3)] }), "body failed validation");
    assert.deepEqual(await childrenOf(page.id), []);
  });

  test("deeper trees are built by appending to what was answered", async () => {
    const page = await newPage("Deeper");
    let id = page.id;
    for (let level = 0; level < 5; level++) {
      [{ id }] = (await notion.blocks.children.append({ block_id: id, children: [{ toggle: { rich_text: text(`${level}`) } }] })).results;
    }
    assert.deepEqual(await childrenOf(id), []);
  });

  test("columns may hold two levels of blocks", async () => {
    const column = { column: { children: [{ toggle: { rich_text: rich, children: [paragraph("a")] } }] } };
    const page = await newPage("Columns", { children: [{ column_list: { children: [column, column] } }] });
    assert.equal((await childrenOf(page.id))[0].type, "column_list");
  });

  for (const [position, expected] of [[{ type: "start" }, "xabc"], [{ type: "end" }, "abcx"], [undefined, "abcx"]]) {
    test(`blocks are appended at ${position?.type ?? "the end when nothing is said"}`, async () => {
      const page = await newPage("Where", { children: ["a", "b", "c"].map((word) => paragraph(word)) });
      await notion.blocks.children.append({ block_id: page.id, children: [paragraph("x")], position });
      assert.equal((await childrenOf(page.id)).map((block) => plain(block.paragraph.rich_text)).join(""), expected);
    });
  }

  test("blocks are appended after another, and the answer shows those that follow too", async () => {
    const page = await newPage("After", { children: ["a", "b", "c"].map((word) => paragraph(word)) });
    const [first] = await childrenOf(page.id);
    const { results } = await notion.blocks.children.append({ block_id: page.id, children: [paragraph("x")], position: { type: "after_block", after_block: { id: first.id } } });
    assert.deepEqual(results.map((block) => plain(block.paragraph.rich_text)), ["x", "b", "c"]);
  });

  test("blocks are not appended after one that stands elsewhere", async () => {
    const page = await newPage("Elsewhere");
    await invalid(notion.blocks.children.append({ block_id: page.id, children: [paragraph("x")], position: { type: "after_block", after_block: { id: nobody } } }));
  });
});

describe("rich text", () => {
  let page;
  before(async () => (page = await newPage("Rich")));
  const write = async (items) => (await notion.blocks.children.append({ block_id: page.id, children: [{ paragraph: { rich_text: items } }] })).results[0].paragraph.rich_text;

  test("an item is answered whole", async () => {
    const [item] = await write(text("plain"));
    assert.deepEqual(item, {
      type: "text", text: { content: "plain", link: null }, plain_text: "plain", href: null,
      annotations: { bold: false, italic: false, strikethrough: false, underline: false, code: false, color: "default" },
    });
  });

  for (const [name, value] of [["bold", true], ["italic", true], ["strikethrough", true], ["underline", true], ["code", true], ["color", "red"], ["color", "yellow_background"]]) {
    test(`text is ${name} ${value}`, async () => {
      const [item] = await write([{ text: { content: "x" }, annotations: { [name]: value } }]);
      assert.equal(item.annotations[name], value);
    });
  }

  test("equal neighbours become one item, different ones do not", async () => {
    assert.equal((await write([...text("a"), ...text("b")])).length, 1);
    assert.equal((await write([...text("a"), { text: { content: "b" }, annotations: { bold: true } }])).length, 2);
  });

  test("an address gains what it lacks", async () => {
    const [item] = await write([{ text: { content: "x", link: { url: "https://example.com" } } }]);
    assert.equal(item.href, "https://example.com/");
    assert.equal(item.text.link.url, "https://example.com/");
    const [spaced] = await write([{ text: { content: "x", link: { url: "https://example.com/a b" } } }]);
    assert.equal(spaced.href, "https://example.com/a%20b");
  });

  test("an equation stands in a line", async () => {
    const [item] = await write([{ equation: { expression: "x^2" } }]);
    assert.deepEqual([item.type, item.equation.expression, item.plain_text], ["equation", "x^2", "x^2"]);
  });

  test("users, pages, databases and dates are mentioned", async () => {
    const me = await notion.users.me({});
    const { databaseId } = await newTable("Mentioned");
    const [user, toPage, toDatabase, date] = await write([
      { mention: { user: { id: me.id } } }, { mention: { page: { id: page.id } } }, { mention: { database: { id: databaseId } } }, { mention: { date: { start: "2026-03-05" } } },
    ]);
    assert.equal(user.plain_text, `@${me.name}`);
    assert.deepEqual([toPage.mention.type, toPage.plain_text], ["page", "Rich"]);
    assert.deepEqual([toDatabase.mention.type, toDatabase.plain_text], ["database", "Mentioned"]);
    assert.deepEqual([date.mention.type, date.plain_text], ["date", "2026-03-05"]);
  });

  test("a template mention is written", async () => {
    const [item] = await write([{ mention: { template_mention: { type: "template_mention_date", template_mention_date: "today" } } }]);
    assert.equal(item.mention.type, "template_mention");
  });
});
