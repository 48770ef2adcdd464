// Section 3.6: Notion's Markdown, tag by tag, both ways, and the four ways to change a page with it.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { childrenOf, invalid, newPage, newTable, nobody, notFound, notion, paragraph, parentPage, plain, send, text } from "../notion.mjs";

const read = async (id) => (await notion.pages.retrieveMarkdown({ page_id: id })).markdown;
const update = (id, type, change) => notion.pages.updateMarkdown({ page_id: id, type, [type]: change });
const fromMarkdown = async (markdown) => {
  const page = await newPage("Markdown", { markdown });
  return { page, blocks: await childrenOf(page.id) };
};

/** Reads as these kinds of blocks, and comes back as it was. */
const both = (name, markdown, kinds, check = () => {}) =>
  test(`${name}, both ways`, async () => {
    const { page, blocks } = await fromMarkdown(markdown);
    assert.deepEqual(blocks.map((block) => block.type), kinds);
    await check(blocks);
    assert.equal(await read(page.id), markdown);
  });

describe("blocks in Markdown", () => {
  both("headings of four levels", "# One\n## Two\n### Three\n#### Four", ["heading_1", "heading_2", "heading_3", "heading_4"].slice(0), undefined);
  both("a heading that folds", "## Fold {toggle=\"true\"}\n\tinside", ["heading_2"], async ([heading]) => {
    assert.equal(heading.heading_2.is_toggleable, true);
    assert.equal((await childrenOf(heading.id)).length, 1);
  });
  both("a heading that folds in colour", "## Fold {toggle=\"true\" color=\"blue\"}", ["heading_2"], ([heading]) => assert.deepEqual([heading.heading_2.is_toggleable, heading.heading_2.color], [true, "blue"]));
  both("lists", "- a\n- b\n1. one\n2. two", ["bulleted_list_item", "bulleted_list_item", "numbered_list_item", "numbered_list_item"]);
  both("lists inside lists", "- a\n\t- b\n\t\t- c", ["bulleted_list_item"], async ([item]) => {
    const [inner] = await childrenOf(item.id);
    assert.equal((await childrenOf(inner.id)).length, 1);
  });
  both("things to do", "- [ ] open\n- [x] done", ["to_do", "to_do"], (blocks) => assert.deepEqual(blocks.map((block) => block.to_do.checked), [false, true]));
  both("a quote of two lines", "> first<br>second", ["quote"], ([quote]) => assert.equal(plain(quote.quote.rich_text), "first\nsecond"));
  both("code", "```python\nx = [1]\n```", ["code"], ([code]) => assert.deepEqual([code.code.language, plain(code.code.rich_text)], ["python", "x = [1]"]));
  both("a diagram", "```mermaid\ngraph TD\nA --> B\n```", ["code"], ([code]) => assert.equal(code.code.language, "mermaid"));
  both("an equation", "$$\ne=mc^2\n$$", ["equation"], ([equation]) => assert.equal(equation.equation.expression, "e=mc^2"));
  both("a divider", "a\n---\nb", ["paragraph", "divider", "paragraph"]);
  both("an empty block", "a\n<empty-block/>\nb", ["paragraph", "paragraph", "paragraph"], (blocks) => assert.deepEqual(blocks[1].paragraph.rich_text, []));
  both("a colour of a block", "words {color=\"blue\"}", ["paragraph"], ([block]) => assert.equal(block.paragraph.color, "blue"));
  both("a background", "words {color=\"red_bg\"}", ["paragraph"], ([block]) => assert.equal(block.paragraph.color, "red_background"));
  both("a toggle", "<details>\n<summary>More</summary>\n\tinside\n</details>", ["toggle"], async ([toggle]) => {
    assert.equal(plain(toggle.toggle.rich_text), "More");
    assert.equal((await childrenOf(toggle.id)).length, 1);
  });
  both("a callout", "<callout icon=\"🎯\" color=\"blue_bg\">\n\tMind this\n</callout>", ["callout"], ([callout]) => {
    assert.deepEqual([callout.callout.icon.emoji, callout.callout.color, plain(callout.callout.rich_text)], ["🎯", "blue_background", "Mind this"]);
  });
  both("a callout without an icon", "<callout>\n\tbare\n</callout>", ["callout"], ([callout]) => assert.equal(callout.callout.icon, null));
  both("columns", "<columns>\n\t<column>\n\t\tleft\n\t</column>\n\t<column>\n\t\tright\n\t</column>\n</columns>", ["column_list"], async ([list]) => assert.equal((await childrenOf(list.id)).length, 2));
  both("a table", "<table header-row=\"true\">\n<tr>\n<td>a</td>\n<td>b</td>\n</tr>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</table>", ["table"], async ([table]) => {
    assert.deepEqual(table.table, { table_width: 2, has_column_header: true, has_row_header: false });
    assert.deepEqual((await childrenOf(table.id)).map((row) => row.table_row.cells.map(plain)), [["a", "b"], ["1", "2"]]);
  });
  both("a table with a header column", "<table header-row=\"false\" header-column=\"true\">\n<tr>\n<td>a</td>\n</tr>\n</table>", ["table"], ([table]) => assert.equal(table.table.has_row_header, true));
  both("a table of contents", "<table_of_contents/>", ["table_of_contents"]);
  both("a table of contents in colour", "<table_of_contents color=\"gray\"/>", ["table_of_contents"], ([block]) => assert.equal(block.table_of_contents.color, "gray"));
  both("a picture", "![caption](https://example.com/a.png)", ["image"], ([image]) => assert.deepEqual([image.image.external.url, plain(image.image.caption)], ["https://example.com/a.png", "caption"]));
  for (const kind of ["audio", "video", "file", "pdf"]) {
    both(`${kind}`, `<${kind} src="https://example.com/a">caption</${kind}>`, [kind], ([block]) => assert.equal(block[kind].external.url, "https://example.com/a"));
  }

  test("a synced block, and a reference to it", async () => {
    const { page, blocks: [original] } = await fromMarkdown("<synced_block>\n\tshared\n</synced_block>");
    assert.deepEqual([original.type, original.synced_block.synced_from], ["synced_block", null]);
    const markdown = await read(page.id);
    assert.match(markdown, /^<synced_block url="[^"]+">\n\tshared\n<\/synced_block>$/);
    const url = /url="([^"]+)"/.exec(markdown)[1];
    const { page: other, blocks: [copy] } = await fromMarkdown(`<synced_block_reference url="${url}">\n\tshared\n</synced_block_reference>`);
    assert.deepEqual(copy.synced_block.synced_from, { type: "block_id", block_id: original.id });
    assert.match(await read(other.id), /^<synced_block_reference url="[^"]+">\n\tshared\n<\/synced_block_reference>$/);
  });

  test("pages and databases are tags with their address", async () => {
    const page = await newPage("Holder");
    await notion.pages.create({ parent: { page_id: page.id }, properties: { title: { title: text("Child") } } });
    await newTable("Inside", {}, { parent: { type: "page_id", page_id: page.id }, is_inline: true });
    assert.match(await read(page.id), /^<page url="https:[^"]+">Child<\/page>\n<database url="https:[^"]+" inline="true">Inside<\/database>$/);
  });

  test("headings deeper than four are of the fourth level", async () => {
    const { blocks } = await fromMarkdown("##### five\n###### six");
    assert.deepEqual(blocks.map((block) => block.type), ["heading_4", "heading_4"]);
  });

  test("blank lines are no blocks", async () => {
    const { page } = await fromMarkdown("a\n\n\n\nb");
    assert.equal(await read(page.id), "a\nb");
  });

  test("a table with pipes is a table too", async () => {
    const { blocks: [table] } = await fromMarkdown("| a | b |\n| --- | --- |\n| 1 | 2 |");
    assert.deepEqual([table.type, table.table.has_column_header], ["table", true]);
    assert.deepEqual((await childrenOf(table.id)).map((row) => row.table_row.cells.map(plain)), [["a", "b"], ["1", "2"]]);
  });

  test("front matter is text that one sees", async () => {
    const { blocks } = await fromMarkdown("---\ntitle: x\n---\nbody");
    assert.deepEqual(blocks.map((block) => block.type), ["divider", "paragraph", "divider", "paragraph"]);
  });

  for (const [name, block] of [["a bookmark", { bookmark: { url: "https://example.com" } }], ["an embed", { embed: { url: "https://example.com" } }], ["a link to a page", { link_to_page: { page_id: parentPage } }]]) {
    test(`${name} is unknown to Markdown, and named by its id`, async () => {
      const page = await newPage("Lossy", { children: [block] });
      const [{ id }] = await childrenOf(page.id);
      const answer = await notion.pages.retrieveMarkdown({ page_id: page.id });
      assert.deepEqual(answer.unknown_block_ids, [id]);
      assert.match(answer.markdown, /^<unknown /);
      assert.equal((await notion.pages.retrieveMarkdown({ page_id: id })).object, "page_markdown");
    });
  }
});

describe("text in Markdown", () => {
  const inline = (name, markdown, check) =>
    test(`${name}, both ways`, async () => {
      const { page, blocks: [block] } = await fromMarkdown(markdown);
      check(block.paragraph.rich_text);
      assert.equal(await read(page.id), markdown);
    });
  const annotated = (annotation, value = true) => ([item]) => assert.equal(item.annotations[annotation], value);

  inline("bold", "**x**", annotated("bold"));
  inline("italic", "*x*", annotated("italic"));
  inline("struck", "~~x~~", annotated("strikethrough"));
  inline("code", "`x * y`", annotated("code"));
  inline("underlined", '<span underline="true">x</span>', annotated("underline"));
  inline("coloured", '<span color="red">x</span>', annotated("color", "red"));
  inline("on a coloured ground", '<span color="yellow_bg">x</span>', annotated("color", "yellow_background"));
  inline("a link", "[x](https://example.com/a)", ([item]) => assert.equal(item.href, "https://example.com/a"));
  inline("an equation in a line", "so $`x^2`$ it is", (items) => assert.deepEqual(items.map((item) => item.type), ["text", "equation", "text"]));
  inline("a line break", "a<br>b", ([item]) => assert.equal(item.plain_text, "a\nb"));
  inline("a date", '<mention-date start="2026-03-05"/>', ([item]) => assert.deepEqual(item.mention.date, { start: "2026-03-05", end: null, time_zone: null }));
  inline("a range of dates", '<mention-date start="2026-03-05" end="2026-03-07"/>', ([item]) => assert.equal(item.mention.date.end, "2026-03-07"));
  inline("an ampersand as it is written", "a &amp; b", ([item]) => assert.equal(item.plain_text, "a &amp; b"));
  for (const letter of ["\\", "*", "~", "`", "$", "[", "]", "<", ">", "{", "}", "|", "^"]) {
    inline(`an escaped ${letter}`, `a \\${letter} b`, ([item]) => assert.equal(item.plain_text, `a ${letter} b`));
  }

  test("pages, databases, data sources and users are mentioned by tags", async () => {
    const page = await newPage("Mentioned");
    const { databaseId, sourceId } = await newTable("Mentioned table");
    const me = await notion.users.me({});
    const tag = (kind, id) => `<mention-${kind} url="https://app.notion.com/p/${id.replaceAll("-", "")}"/>`;
    const { blocks: [block] } = await fromMarkdown([tag("page", page.id), tag("database", databaseId), tag("data-source", sourceId), tag("user", me.id)].join(" "));
    const mentions = block.paragraph.rich_text.filter((item) => item.type === "mention").map(({ mention }) => mention);
    assert.deepEqual(mentions.map((mention) => mention[mention.type].id), [page.id, databaseId, databaseId, me.id]);
  });
});

describe("changing pages with Markdown", () => {
  let page;
  before(async () => (page = await newPage("Changed")));
  const start = (markdown) => update(page.id, "replace_content", { new_str: markdown });

  test("content is inserted after what it names by its start and end", async () => {
    await start("first line\nsecond line\nthird line");
    const { markdown } = await update(page.id, "insert_content", { content: "new", after: "second...line" });
    assert.equal(markdown, "first line\nsecond line\nnew\nthird line");
  });

  test("a range of content is replaced", async () => {
    await start("first line\nsecond line\nthird line");
    const { markdown } = await update(page.id, "replace_content_range", { content: "middle", content_range: "second...line" });
    assert.equal(markdown, "first line\nmiddle\nthird line");
  });

  test("blocks that an edit does not touch stay the same blocks", async () => {
    await start("a\nb\nc");
    const before = await childrenOf(page.id);
    await update(page.id, "update_content", { content_updates: [{ old_str: "b", new_str: "B" }] });
    const after = await childrenOf(page.id);
    assert.deepEqual([after[0].id, after[2].id], [before[0].id, before[2].id]);
    assert.notEqual(after[1].id, before[1].id);
  });

  test("several replacements come in their order", async () => {
    await start("a");
    const { markdown } = await update(page.id, "update_content", { content_updates: [{ old_str: "a", new_str: "b" }, { old_str: "b", new_str: "c" }] });
    assert.equal(markdown, "c");
  });

  test("what is not there, or there twice, is refused", async () => {
    await start("a\na");
    await invalid(update(page.id, "update_content", { content_updates: [{ old_str: "nowhere", new_str: "x" }] }));
    await invalid(update(page.id, "update_content", { content_updates: [{ old_str: "a", new_str: "x" }] }));
    await invalid(update(page.id, "insert_content", { content: "x", after: "nowhere...at all" }));
    const { markdown } = await update(page.id, "update_content", { content_updates: [{ old_str: "a", new_str: "x", replace_all_matches: true }] });
    assert.equal(markdown, "x\nx");
  });

  test("child pages are not deleted by accident, and their number is told", async () => {
    const holder = await newPage("Holder", { markdown: "text" });
    for (const title of ["one", "two"]) {
      await notion.pages.create({ parent: { page_id: holder.id }, properties: { title: { title: text(title) } } });
    }

    await invalid(update(holder.id, "replace_content", { new_str: "new" }), "2");
    const { markdown } = await update(holder.id, "replace_content", { new_str: "new", allow_deleting_content: true });
    assert.equal(markdown, "new");
  });

  test("a child database whose tag is kept stays, and takes the text of its tag as its title", async () => {
    const holder = await newPage("Holder", { markdown: "text" });
    const { databaseId } = await newTable("Before", {}, { parent: { type: "page_id", page_id: holder.id } });
    const markdown = (await read(holder.id)).replace("Before", "After");
    await update(holder.id, "replace_content", { new_str: markdown });
    const database = await notion.databases.retrieve({ database_id: databaseId });
    assert.deepEqual([database.in_trash, plain(database.title)], [false, "After"]);
  });

  test("a rewrite destroys what Markdown does not know", async () => {
    const lossy = await newPage("Lossy", { children: [paragraph("a"), { bookmark: { url: "https://example.com" } }] });
    await update(lossy.id, "replace_content", { new_str: await read(lossy.id) });
    assert.ok(!(await childrenOf(lossy.id)).some((block) => block.type === "bookmark"));
  });

  test("a page that is not there has no Markdown", async () => {
    await notFound(notion.pages.retrieveMarkdown({ page_id: nobody }));
    await notFound(update(nobody, "replace_content", { new_str: "x" }));
  });

  test("a change needs its type and the part of that name", async () => {
    for (const body of [{}, { type: "replace_content" }, { type: "nothing", nothing: {} }, { type: "replace_content", replace_content: {} }, { type: "insert_content", insert_content: {} }]) {
      const { status } = await send("PATCH", `pages/${page.id}/markdown`, body);
      assert.equal(status, 400);
    }
  });

  test("a transcript may be asked for", async () => assert.equal((await notion.pages.retrieveMarkdown({ page_id: page.id, include_transcript: true })).truncated, false));

  test("properties are not part of the Markdown", async () => {
    const titled = await newPage("The title", { markdown: "body" });
    assert.equal(await read(titled.id), "body");
  });
});
