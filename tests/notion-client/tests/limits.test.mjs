// Section 1.6: every documented size, just reached and exceeded by one.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { invalid, newPage, newRow, newTable, newWorkspace, nobody, notion, paragraph, parentPage, schemaOf, send, text } from "../notion.mjs";

const many = (count, make) => Array.from({ length: count }, (_, i) => make(i));
const length = (limit, was) => `length should be ≤ \`${limit}\`, instead was \`${was}\``;

describe("sizes of texts", () => {
  let table;
  before(async () => (table = await newTable("Sizes", { T: { rich_text: {} }, U: { url: {} }, E: { email: {} }, P: { phone_number: {} } })));
  const row = (properties) => newRow(table.sourceId, "Row", properties);
  const link = (size) => `https://example.com/${"a".repeat(size - "https://example.com/".length)}`;

  const cases = [
    ["a text has 2,000 characters", 2000, (n) => row({ T: { rich_text: text("a".repeat(n)) } })],
    ["a title has 2,000 characters in one piece", 2000, (n) => row({ Name: { title: text("a".repeat(n)) } })],
    ["a link in a text has 2,000 characters", 2000, (n) => row({ T: { rich_text: [{ text: { content: "x", link: { url: link(n) } } }] } })],
    ["an equation in a text has 1,000 characters", 1000, (n) => row({ T: { rich_text: [{ equation: { expression: "x".repeat(n) } }] } })],
    ["an equation block has 1,000 characters", 1000, (n) => newPage("Eq", { children: [{ equation: { expression: "x".repeat(n) } }] })],
    ["an address has 2,000 characters", 2000, (n) => row({ U: { url: link(n) } })],
    ["a bookmark's address has 2,000 characters", 2000, (n) => newPage("Mark", { children: [{ bookmark: { url: link(n) } }] })],
    ["a picture's address has 2,000 characters", 2000, (n) => newPage("Pic", { children: [{ image: { external: { url: link(n) } } }] })],
    ["an e-mail address has 200 characters", 200, (n) => row({ E: { email: `${"a".repeat(n - 6)}@b.com` } })],
    ["a phone number has 200 characters", 200, (n) => row({ P: { phone_number: "1".repeat(n) } })],
    ["a text has 100 pieces", 100, (n) => row({ T: { rich_text: many(n, (i) => ({ text: { content: "a" }, annotations: { bold: i % 2 === 0 } })) } })],
    ["a title has 100 pieces", 100, (n) => row({ Name: { title: many(n, () => ({ text: { content: "a" } })) } })],
    ["the title of a database has 100 pieces", 100, (n) => newTable("x", {}, { title: many(n, () => ({ text: { content: "a" } })) }).then((table) => table.database)],
    ["a caption has 100 pieces", 100, (n) => newPage("Cap", { children: [{ bookmark: { url: "https://example.com", caption: many(n, () => ({ text: { content: "a" } })) } }] })],
    ["a list of blocks has 100", 100, (n) => newPage("Blocks", { children: many(n, () => paragraph("a")) })],
    ["an append has 100 blocks", 100, (n) => notion.blocks.children.append({ block_id: parentPage, children: many(n, () => paragraph("a")) })],
    ["a nested list has 100 blocks", 100, (n) => newPage("Nested", { children: [{ toggle: { rich_text: [], children: many(n, () => paragraph("a")) } }] })],
  ];
  for (const [name, limit, make] of cases) {
    test(`${name} and not one more`, async () => {
      assert.ok((await make(limit)).object);
      await invalid(make(limit + 1), length(limit, limit + 1));
    });
  }

  test("the message names the place of what is too long", () =>
    invalid(newPage("Where", { children: [paragraph("ok"), paragraph("a".repeat(2001))] }), "body failed validation: body.children[1].paragraph.rich_text[0].text.content.length should be ≤ `2000`, instead was `2001`."));
});

describe("sizes of values", () => {
  let table;
  let others;
  before(async () => {
    others = await newTable("Others");
    table = await newTable("Values", { M: { multi_select: {} }, P: { people: {} }, R: { relation: { data_source_id: others.sourceId, single_property: {} } }, T: { rich_text: {} } });
  });

  test("one write sets 100 options and not one more", async () => {
    const { sourceId } = await newTable("Options", { M: { multi_select: {} } });
    const options = (count) => ({ M: { multi_select: many(count, (i) => ({ name: `o${i}` })) } });
    assert.equal((await newRow(sourceId, "Row", options(100))).properties.M.multi_select.length, 100);
    await invalid(newRow(sourceId, "Row", options(101)), length(100, 101));
  });

  test("one write sets 100 people and not one more", async () => {
    const me = await notion.users.me({});
    const people = (count) => ({ P: { people: many(count, () => ({ id: me.id })) } });
    assert.equal((await newRow(table.sourceId, "Row", people(100))).object, "page");
    await invalid(newRow(table.sourceId, "Row", people(101)), length(100, 101));
  });

  test("one write sets 100 relations and not one more, and several writes may hold more together", async () => {
    const rows = [];
    for (let i = 0; i < 101; i++) {
      rows.push((await newRow(others.sourceId, `${i}`)).id);
    }

    const row = await newRow(table.sourceId, "Row", { R: { relation: rows.slice(0, 100).map((id) => ({ id })) } });
    assert.equal(row.properties.R.has_more, true);
    await invalid(newRow(table.sourceId, "Row", { R: { relation: rows.map((id) => ({ id })) } }), length(100, 101));
  });

  test("a page shows 25 mentions of a text", async () => {
    const mentions = (count) => ({ T: { rich_text: many(count, () => ({ mention: { page: { id: parentPage } } })) } });
    const row = await newRow(table.sourceId, "Row", mentions(26));
    assert.equal(row.properties.T.rich_text.length, 25);
    const items = await notion.pages.properties.retrieve({ page_id: row.id, property_id: "T" });
    assert.equal(items.results.length, 26);
  });

  test("a comment has 100 pieces of text and not one more", async () => {
    const pieces = (count) => notion.comments.create({ parent: { page_id: parentPage }, rich_text: many(count, () => ({ text: { content: "a" } })) });
    assert.equal((await pieces(100)).object, "comment");
    await invalid(pieces(101), length(100, 101));
  });

  test("one update of Markdown has 100 replacements and not one more", async () => {
    const page = await newPage("Markdown", { markdown: many(100, (i) => `<${i}>`).map((word) => word.replace(/[<>]/g, "~")).join("\n") });
    const update = (count) => notion.pages.updateMarkdown({ page_id: page.id, type: "update_content", update_content: { content_updates: many(count, () => ({ old_str: "nothing", new_str: "x" })) } });
    await invalid(update(100), /Could not find|not found|match/i);
    await invalid(update(101), length(100, 101));
  });
});

describe("sizes of requests", () => {
  const tree = (blocks) => {
    const children = many(100, () => ({ toggle: { rich_text: [], children: many(9, () => paragraph("a")) } }));
    children[99].toggle.children = many(blocks - 991, () => paragraph("a"));
    return children;
  };

  test("a request holds 1,000 blocks and not one more", async () => {
    const page = await newPage("Thousand");
    assert.equal((await notion.blocks.children.append({ block_id: page.id, children: tree(1000) })).results.length, 100);
    await invalid(notion.blocks.children.append({ block_id: page.id, children: tree(1001) }), "1000");
  });

  test("a request has 500 KB and not more", async () => {
    const page = await newPage("Heavy");
    const heavy = (texts) => notion.blocks.children.append({ block_id: page.id, children: many(3, () => ({ paragraph: { rich_text: many(texts, () => ({ text: { content: "a".repeat(2000) } })) } })) });
    assert.equal((await heavy(80)).results.length, 3);
    await invalid(heavy(90), "body.length should be ≤");
  });
});

describe("sizes of schemas", () => {
  const options = (count) => many(count, (i) => ({ name: `o${i}` }));

  test("a list of options has 100 and not one more", async () => {
    const { sourceId } = await newTable("Options", { S: { select: { options: options(100) } } });
    assert.equal((await schemaOf(sourceId)).S.select.options.length, 100);
    await invalid(notion.dataSources.update({ data_source_id: sourceId, properties: { S: { select: { options: options(101) } } } }), length(100, 101));
  });

  test("a data source has 500 properties and not one more", async () => {
    const { sourceId } = await newTable("Wide", Object.fromEntries(many(499, (i) => [`P${i}`, { number: {} }])));
    await invalid(notion.dataSources.update({ data_source_id: sourceId, properties: { More: { number: {} } } }), "500");
  });

  test("a schema of more than 50 KB is refused", async () => {
    const { sourceId } = await newTable("Heavy");
    const heavy = (count) => Object.fromEntries(many(count, (i) => [`S${i}`, { select: { options: many(50, (j) => ({ name: `${j}${"x".repeat(90)}` })) } }]));
    await invalid(notion.dataSources.update({ data_source_id: sourceId, properties: heavy(12) }), "too large");
    assert.equal((await notion.dataSources.update({ data_source_id: sourceId, properties: heavy(5) })).object, "data_source");
  });
});

describe("sizes of files", () => {
  test("the name of a file has 900 bytes and not one more", async () => {
    const create = (bytes) => notion.fileUploads.create({ mode: "single_part", filename: `${"a".repeat(bytes - 4)}.txt`, content_type: "text/plain" });
    assert.equal((await create(900)).status, "pending");
    await invalid(create(901), length(900, 901));
  });

  test("bytes of a name are counted, not letters", () => invalid(notion.fileUploads.create({ mode: "single_part", filename: `${"ü".repeat(450)}.txt`, content_type: "text/plain" }), length(900, 904)));
});

describe("sizes of data sources and queries", () => {
  let small;
  let sourceId;
  let view;
  before(async () => {
    small = await newWorkspace({ QueryRows: 5, RowsPerDataSource: 7 });
    let databaseId;
    ({ sourceId, databaseId } = await small.newTable("Small", { N: { number: {} } }));
    for (let i = 1; i <= 6; i++) {
      await small.newRow(sourceId, `${i}`, { N: { number: i } });
    }
    [view] = (await small.notion.views.list({ database_id: databaseId })).results;
  });

  test("a query that ends at the cap says that it is incomplete, on its last page alone", async () => {
    const first = await small.notion.dataSources.query({ data_source_id: sourceId, page_size: 3 });
    assert.deepEqual([first.has_more, "request_status" in first], [true, false]);
    const last = await small.notion.dataSources.query({ data_source_id: sourceId, page_size: 3, start_cursor: first.next_cursor });
    assert.deepEqual([last.results.length, last.has_more, last.next_cursor], [2, false, null]);
    assert.deepEqual(last.request_status, { type: "incomplete", incomplete_reason: "query_result_limit_reached" });
  });

  test("a query under the cap says nothing", async () => {
    const answer = await small.notion.dataSources.query({ data_source_id: sourceId, filter: { property: "N", number: { less_than: 6 } } });
    assert.deepEqual([answer.results.length, "request_status" in answer], [5, false]);
  });

  test("a query of a view is capped too", async () => {
    const query = await small.notion.views.queries.create({ view_id: view.id });
    assert.deepEqual([query.total_count, query.results.length, query.request_status?.type], [5, 5, "incomplete"]);
  });

  test("a full data source takes no more rows", async () => {
    await small.newRow(sourceId, "7");
    // The client knows no such code, so it is asked for without it.
    const { status, body } = await small.send("POST", "pages", { parent: { data_source_id: sourceId }, properties: {} });
    assert.deepEqual([status, body.code], [409, "row_limit_exceeded"]);
  });
});

describe("sizes of dashboards", () => {
  test("a row has 4 widgets, a dashboard 12, and not one more", async () => {
    const { sourceId, databaseId } = await newTable("Dashboard");
    const dashboard = await notion.views.create({ database_id: databaseId, data_source_id: sourceId, name: "D", type: "dashboard" });
    const widget = (placement) => notion.views.create({ view_id: dashboard.id, data_source_id: sourceId, name: "w", type: "table", placement });
    for (let row = 0; row < 3; row++) {
      await widget({ type: "new_row" });
      for (let i = 0; i < 3; i++) {
        await widget({ type: "existing_row", row_index: row });
      }

      if (row === 0) {
        await invalid(widget({ type: "existing_row", row_index: 0 }));
      }
    }

    await invalid(widget({ type: "new_row" }), "Number of widgets in dashboard (13) exceeds the maximum (12)");
  });
});

test("what is refused for its size is refused whole", async () => {
  const { status } = await send("PATCH", `blocks/${nobody}/children`, { children: many(101, () => paragraph("a")) });
  assert.equal(status, 400);
});
