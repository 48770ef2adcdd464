import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { collectPaginatedAPI, isFullPageOrDataSource } from "@notionhq/client";
import { newPage, newRow, newTable, notion } from "../notion.mjs";

describe("search", () => {
  // A word that no other test writes.
  const word = "Quokka";
  let page;
  let table;
  let row;

  const search = async (more) => (await notion.search({ query: word, ...more })).results;
  const only = (value) => ({ filter: { property: "object", value } });

  before(async () => {
    page = await newPage(`${word} page`);
    table = await newTable(`${word} table`);
    row = await newRow(table.sourceId, `The ${word} row`);
  });

  test("titles are found whatever their case: pages and data sources, never databases", async () => {
    const answer = await notion.search({ query: word.toLowerCase() });

    assert.equal(answer.type, "page_or_data_source");
    assert.ok(answer.results.every(isFullPageOrDataSource));
    assert.deepEqual(new Set(answer.results.map((each) => each.id)), new Set([page.id, table.sourceId, row.id]));
    assert.deepEqual(new Set(answer.results.map((each) => each.object)), new Set(["page", "data_source"]));
  });

  test("a filter leaves one kind", async () => {
    assert.deepEqual((await search(only("data_source"))).map((each) => each.id), [table.sourceId]);
    assert.deepEqual(new Set((await search(only("page"))).map((each) => each.id)), new Set([page.id, row.id]));
  });

  test("results come page by page", async () => {
    const first = await notion.search({ query: word, page_size: 2 });
    const all = await collectPaginatedAPI(notion.search, { query: word, page_size: 2 });

    assert.equal(first.has_more, true);
    assert.equal(first.results.length, 2);
    assert.equal(new Set(all.map((each) => each.id)).size, 3);
  });

  test("both directions of time give the same results", async () => {
    const sorted = (direction) => search({ sort: { timestamp: "last_edited_time", direction } });
    const [up, down] = [await sorted("ascending"), await sorted("descending")];

    const times = (results) => results.map((each) => each.last_edited_time);
    assert.deepEqual(times(up), times(up).toSorted());
    assert.deepEqual(times(down), times(down).toSorted().reverse());
    assert.equal(up.length, 3);
  });

  test("what is in the trash is found only when asked for", async () => {
    const gone = await newPage(`${word} gone`);
    await notion.pages.update({ page_id: gone.id, in_trash: true });

    assert.ok(!(await search(only("page"))).some((each) => each.id === gone.id));
    assert.deepEqual((await search({ filter: { in_trash: true } })).map((each) => each.id), [gone.id]);
  });
});
