// Where Notion's behaviour is not known for sure, the local workspace goes either way: every switch in both positions.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { invalid, nameOf, newRow, newTable, newWorkspace, notion } from "../notion.mjs";
import * as usual from "../notion.mjs";

describe("switches", () => {
  let turned;
  before(async () => {
    turned = await newWorkspace({
      IgnoreUnknownProperties: true, HonorSyncedPropertyName: true, FormulasReadBackByName: true, MirrorWritesTouchPages: true, OldestFirst: true,
      SearchLag: "01:00:00", QueryLag: "00:30:00",
    });
  });

  test("an unknown property is refused", async () => {
    const { sourceId } = await newTable("Known");
    await invalid(newRow(sourceId, "Row", { Nowhere: { number: 1 } }), "Nowhere is not a property that exists.");
  });

  test("an unknown property is dropped, with IgnoreUnknownProperties", async () => {
    const { sourceId } = await turned.newTable("Known");
    const row = await turned.newRow(sourceId, "Row", { Nowhere: { number: 1 } });
    assert.deepEqual(Object.keys(row.properties), ["Name"]);
  });

  const mirrorOf = async ({ newTable: make, schemaOf: read }) => {
    const target = await make("Target");
    await make("Source", { R: { relation: { data_source_id: target.sourceId, dual_property: { synced_property_name: "Wanted" } } } });
    return Object.keys(await read(target.sourceId)).find((name) => name !== "Name");
  };

  test("a mirror has the default name whatever was asked for", async () => assert.equal(await mirrorOf(usual), "Related to Source (R)"));
  test("a mirror has the name asked for, with HonorSyncedPropertyName", async () => assert.equal(await mirrorOf(turned), "Wanted"));

  const formulaOf = async ({ newTable: make, schemaOf: read }) => {
    const { sourceId } = await make("Formulas", { Cost: { number: {} }, F: { formula: { expression: 'prop("Cost")*2+1' } } });
    return (await read(sourceId)).F.formula.expression;
  };

  test("a formula is read back with tokens and brackets", async () => assert.match(await formulaOf(usual), /^\(\{\{notion:block_property:[^}]+\}\} \* 2\) \+ 1$/));
  test("a formula is read back with names, with FormulasReadBackByName", async () => assert.equal(await formulaOf(turned), '(prop("Cost") * 2) + 1'));

  const firstOf = async ({ newTable: make, newRow: add, notion: client }) => {
    const { sourceId } = await make("Order");
    for (const name of ["old", "new"]) {
      await add(sourceId, name);
    }

    return (await client.dataSources.query({ data_source_id: sourceId })).results.map(nameOf);
  };

  test("an unsorted query gives the newest first", async () => assert.deepEqual(await firstOf(usual), ["new", "old"]));

  test("an unsorted query gives the oldest first, with OldestFirst", async () => {
    const oldest = await newWorkspace({ OldestFirst: true });
    assert.deepEqual(await firstOf(oldest), ["old", "new"]);
  });

  test("a new row is found by a query at once", async () => {
    const { sourceId } = await newTable("Lag");
    await newRow(sourceId, "Row");
    assert.equal((await notion.dataSources.query({ data_source_id: sourceId })).results.length, 1);
  });

  test("a new row is not found by a query for a while, with QueryLag, and read by its id all the same", async () => {
    const { sourceId, databaseId } = await turned.newTable("Lag");
    const row = await turned.newRow(sourceId, "Row");
    assert.equal((await turned.notion.dataSources.query({ data_source_id: sourceId })).results.length, 0);
    const [view] = (await turned.notion.views.list({ database_id: databaseId })).results;
    assert.equal((await turned.notion.views.queries.create({ view_id: view.id })).total_count, 0);
    assert.equal((await turned.notion.pages.retrieve({ page_id: row.id })).id, row.id);
  });

  test("search finds what is new at once", async () => {
    await newTable("Zebra");
    assert.equal((await notion.search({ query: "Zebra" })).results.length, 1);
  });

  test("search does not find what is new for a while, with SearchLag", async () => {
    await turned.newTable("Zebra");
    assert.equal((await turned.notion.search({ query: "Zebra" })).results.length, 0);
  });

  test("a free workspace has no dashboards, with Plan=Free", async () => {
    const free = await newWorkspace({ Plan: "Free" });
    const { sourceId, databaseId } = await free.newTable("Poor");
    await invalid(free.notion.views.create({ database_id: databaseId, data_source_id: sourceId, name: "D", type: "dashboard" }), "Business or Enterprise");
    const { bot } = await free.notion.users.me({});
    assert.equal(bot.workspace_limits.max_file_upload_size_in_bytes, 5 * 1024 * 1024);
  });

});
