import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { newPage, newTable, notion } from "../notion.mjs";

describe("dashboards", () => {
  let table;

  const create = (more) => notion.views.create({ data_source_id: table.sourceId, name: "Widget", type: "table", ...more });
  const dashboard = () => create({ database_id: table.databaseId, name: "Dashboard", type: "dashboard" });
  const widget = (on, placement) => create({ view_id: on.id, ...(placement && { placement }) });
  const rows = async (of) => (await notion.views.retrieve({ view_id: of.id })).configuration.rows.map((row) => row.widgets.map((each) => each.view_id));

  before(async () => {
    table = await newTable("Figures", { Cost: { number: {} } });
  });

  test("a dashboard belongs to no data source and begins without rows", async () => {
    const made = await dashboard();

    assert.equal(made.type, "dashboard");
    assert.equal(made.data_source_id, null);
    assert.deepEqual(made.configuration, { type: "dashboard", rows: [] });
  });

  test("widgets of any data source fill rows", async () => {
    const other = await newTable("Other");
    const board = await dashboard();

    const first = await widget(board, { type: "new_row" });
    const second = await create({ data_source_id: other.sourceId, view_id: board.id, placement: { type: "existing_row", row_index: 0 } });
    const third = await widget(board, { type: "new_row", row_index: 0 });
    const fourth = await widget(board);

    assert.equal(first.dashboard_view_id, board.id);
    assert.equal(second.data_source_id, other.sourceId);
    assert.deepEqual(await rows(board), [[third.id], [first.id, second.id], [fourth.id]]);
    const { configuration } = await notion.views.retrieve({ view_id: board.id });
    assert.deepEqual(configuration.rows.map((row) => row.widgets.map((each) => each.width)), [[12], [6, 6], [12]]);
    assert.deepEqual(configuration.rows.map((row) => row.widgets[0].row_index), [0, 1, 2]);
  });

  test("a widget is a view of its own, updated and deleted alone", async () => {
    const board = await dashboard();
    const [kept, gone] = [await widget(board), await widget(board)];

    await notion.views.update({ view_id: kept.id, name: "Kept" });
    await notion.views.delete({ view_id: gone.id });

    assert.equal((await notion.views.retrieve({ view_id: kept.id })).name, "Kept");
    assert.deepEqual(await rows(board), [[kept.id]]);
  });

  test("a row holds four widgets and a dashboard twelve", async () => {
    const board = await dashboard();
    for (let row = 0; row < 3; row++) {
      await widget(board, { type: "new_row" });
      for (let column = 1; column < 4; column++) {
        await widget(board, { type: "existing_row", row_index: row });
      }

      await assert.rejects(widget(board, { type: "existing_row", row_index: row }), { status: 400, code: "validation_error" });
    }

    assert.deepEqual((await rows(board)).map((row) => row.length), [4, 4, 4]);
    await assert.rejects(widget(board, { type: "new_row" }),
      (error) => error.message === "Number of widgets in dashboard (13) exceeds the maximum (12)");
  });

  test("a dashboard may stand on a page of its own", async () => {
    const page = await newPage("Console");

    const made = await create({ name: "Executive", type: "dashboard", create_database: { parent: { type: "page_id", page_id: page.id } } });

    const [block] = (await notion.blocks.children.list({ block_id: page.id })).results;
    assert.equal(block.id, made.parent.database_id);
    assert.equal(made.type, "dashboard");
  });

  test("a dashboard takes no configuration and no dashboard inside", async () => {
    const board = await dashboard();

    await assert.rejects(create({ view_id: board.id, type: "dashboard" }), { status: 400, code: "validation_error" });
    await assert.rejects(create({ database_id: table.databaseId, type: "dashboard", configuration: { type: "dashboard", rows: [] } }),
      { status: 400, code: "validation_error" });
  });
});
