import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { collectPaginatedAPI } from "@notionhq/client";
import { newRow, newTable, notion, plain, text } from "../notion.mjs";

describe("property items", () => {
  const many = 30;
  let row;
  let related;

  const item = (name, more) => notion.pages.properties.retrieve({ page_id: row.id, property_id: row.properties[name].id, ...more });

  before(async () => {
    const runs = await newTable("Runs", { Cost: { number: {} } });
    const models = await newTable("Models", {
      Cost: { number: {} },
      Notes: { rich_text: {} },
      Runs: { relation: { data_source_id: runs.sourceId, single_property: {} } },
      Spent: { rollup: { relation_property_name: "Runs", rollup_property_name: "Cost", function: "sum" } },
    });
    related = [];
    for (let i = 0; i < many; i++) {
      related.push((await newRow(runs.sourceId, `Run ${i}`, { Cost: { number: i } })).id);
    }

    row = await newRow(models.sourceId, "Model", {
      Cost: { number: 4 },
      Notes: { rich_text: [...text("one "), { text: { content: "two" }, annotations: { bold: true } }] },
      Runs: { relation: related.map((id) => ({ id })) },
    });
  });

  test("a page shows 25 relations and says that there are more", () => {
    assert.deepEqual(row.properties.Runs.relation.map(({ id }) => id), related.slice(0, 25));
    assert.equal(row.properties.Runs.has_more, true);
  });

  test("all relations are listed page by page", async () => {
    const first = await item("Runs", { page_size: 20 });

    assert.equal(first.object, "list");
    assert.equal(first.type, "property_item");
    assert.equal(first.has_more, true);
    assert.equal(first.results.length, 20);
    assert.equal(first.results[0].object, "property_item");
    assert.equal(first.results[0].id, row.properties.Runs.id);
    assert.equal(first.property_item.type, "relation");
    assert.equal(first.property_item.id, row.properties.Runs.id);
    assert.match(first.property_item.next_url, new RegExp(`start_cursor=${first.next_cursor}`));

    const all = await collectPaginatedAPI(notion.pages.properties.retrieve, { page_id: row.id, property_id: row.properties.Runs.id, page_size: 20 });
    assert.deepEqual(all.map(({ relation }) => relation.id), related);
  });

  test("a number is one item", async () => {
    const { request_id, ...number } = await item("Cost");

    assert.ok(request_id);
    assert.deepEqual(number, { object: "property_item", id: row.properties.Cost.id, type: "number", number: 4 });
  });

  test("texts are listed segment by segment", async () => {
    const [title, notes] = [await item("Name"), await item("Notes")];

    assert.equal(plain(title.results.map((each) => each.title)), "Model");
    assert.deepEqual(notes.results.map((each) => each.rich_text.plain_text), ["one ", "two"]);
  });

  test("a rollup over more relations than a page shows counts them all", async () => {
    const spent = await item("Spent");

    assert.equal(spent.property_item.rollup.number, (many * (many - 1)) / 2);
    assert.equal(row.properties.Spent.rollup.number, spent.property_item.rollup.number);
  });

  test("a property that does not exist is not found", async () => {
    await assert.rejects(notion.pages.properties.retrieve({ page_id: row.id, property_id: "nowhere" }), { status: 404, code: "object_not_found" });
  });
});
