import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { isFullView } from "@notionhq/client";
import { newPage, newRow, newTable, notion, paragraph } from "../notion.mjs";

describe("views", () => {
  let table;
  let properties;

  const create = (more) => notion.views.create({ data_source_id: table.sourceId, name: "View", type: "table", ...more });
  const list = async (query = { database_id: table.databaseId }) => (await notion.views.list(query)).results.map((view) => view.id);
  const get = (id) => notion.views.retrieve({ view_id: id });

  beforeEach(async () => {
    table = await newTable("Incidents", {
      Cost: { number: {} },
      State: { status: {} },
      Opened: { date: {} },
      Double: { formula: { expression: 'prop("Cost") * 2' } },
    });
    properties = (await notion.dataSources.retrieve({ data_source_id: table.sourceId })).properties;
  });

  test("a new database has one table view, and lists give references only", async () => {
    const answer = await notion.views.list({ database_id: table.databaseId });

    assert.equal(answer.type, "view");
    assert.equal(answer.results.length, 1);
    assert.deepEqual(Object.keys(answer.results[0]).sort(), ["id", "object"]);
    const view = await get(answer.results[0].id);
    assert.ok(isFullView(view));
    assert.equal(view.name, "Default view");
    assert.equal(view.type, "table");
    assert.equal(view.data_source_id, table.sourceId);
    assert.deepEqual(view.parent, { type: "database_id", database_id: table.databaseId });
  });

  test("a tab keeps its filter, its sorts and its configuration", async () => {
    const made = await create({
      database_id: table.databaseId,
      name: "Open",
      filter: { property: "State", status: { does_not_equal: ["Done"] } },
      sorts: [{ property: "Opened", direction: "descending" }],
      quick_filters: { Cost: { number: { greater_than: 1 } } },
      configuration: {
        type: "table",
        wrap_cells: true,
        properties: [{ property_id: "Name", visible: true, width: 280 }, { property_id: decodeURIComponent(properties.Double.id), visible: false }],
      },
    });
    const view = await get(made.id);

    assert.deepEqual({ ...view, request_id: null }, { ...made, request_id: null });
    assert.equal(view.name, "Open");
    assert.deepEqual(view.filter.status, { does_not_equal: ["Done"] });
    assert.equal(view.filter.property, decodeURIComponent(properties.State.id));
    assert.deepEqual(view.sorts, [{ property: decodeURIComponent(properties.Opened.id), direction: "descending" }]);
    assert.deepEqual(Object.values(view.quick_filters), [{ number: { greater_than: 1 } }]);
    assert.equal(view.configuration.type, "table");
    assert.equal(view.configuration.wrap_cells, true);
    const [name, double] = view.configuration.properties;
    assert.deepEqual([name.property_id, name.property_name, name.visible, name.width], ["title", "Name", true, 280]);
    assert.deepEqual([double.property_id, double.property_name, double.visible], [properties.Double.id, "Double", false]);
    assert.match(view.created_time, /\.\d{3}\+00:00$/);
  });

  test("tabs stand where they are put", async () => {
    const [initial] = await list();

    const last = await create({ database_id: table.databaseId, position: { type: "end" } });
    const first = await create({ database_id: table.databaseId, position: { type: "start" } });
    const between = await create({ database_id: table.databaseId, position: { type: "after_view", view_id: initial } });

    assert.deepEqual(await list(), [first.id, initial, between.id, last.id]);
  });

  test("an update merges, and null clears", async () => {
    const { id } = await create({
      database_id: table.databaseId,
      filter: { property: "Cost", number: { greater_than: 1 } },
      sorts: [{ property: "Cost", direction: "ascending" }],
      configuration: { type: "table", wrap_cells: true, properties: [{ property_id: "Cost", visible: false }] },
    });

    await notion.views.update({ view_id: id, name: "Renamed", filter: null, configuration: { type: "table", properties: null, show_vertical_lines: true } });
    const view = await get(id);

    assert.equal(view.name, "Renamed");
    assert.equal(view.filter, null);
    assert.equal(view.sorts.length, 1);
    assert.deepEqual(view.configuration, { type: "table", wrap_cells: true, show_vertical_lines: true });
  });

  test("a board groups by status, a timeline by date", async () => {
    const board = await create({
      database_id: table.databaseId,
      type: "board",
      configuration: { type: "board", group_by: { type: "status", property_id: "State", group_by: "option", sort: { type: "manual" } } },
    });
    const timeline = await create({
      database_id: table.databaseId,
      type: "timeline",
      configuration: { type: "timeline", date_property_id: "Opened", preference: { zoom_level: "month" } },
    });

    assert.equal(board.configuration.group_by.property_id, properties.State.id);
    assert.equal(board.configuration.group_by.property_name, "State");
    assert.equal(timeline.configuration.date_property_id, properties.Opened.id);
    assert.equal(timeline.configuration.date_property_name, "Opened");
  });

  test("a chart sums numbers, and refuses formulas made by the API", async () => {
    const group = { type: "status", property_id: "State", group_by: "option", sort: { type: "manual" } };
    const chart = (more) => create({ database_id: table.databaseId, type: "chart", configuration: { type: "chart", chart_type: "column", ...more } });

    const made = await chart({ x_axis: group, y_axis: { aggregator: "sum", property_id: "Cost" } });

    assert.equal(made.configuration.chart_type, "column");
    assert.equal(made.configuration.y_axis.aggregator, "sum");
    assert.equal(made.configuration.y_axis.property_id, properties.Cost.id);
    await assert.rejects(chart({ x_axis: group, y_axis: { aggregator: "sum", property_id: "Double" } }), { status: 400, code: "validation_error" });
  });

  test("a number chart that is not sent whole falls back to counting", async () => {
    const number = (more) => ({ type: "chart", chart_type: "number", ...more });
    const { id } = await create({
      database_id: table.databaseId, type: "chart", configuration: number({ value: { aggregator: "sum", property_id: "Cost" } }),
    });

    await notion.views.update({ view_id: id, configuration: number({ caption: "Spent" }) });

    const { configuration } = await get(id);
    assert.equal(configuration.caption, "Spent");
    assert.deepEqual(configuration.value, { aggregator: "count" });
  });

  test("a linked database stands after its block and takes more tabs", async () => {
    const page = await newPage("Console", { children: [paragraph("above"), paragraph("below")] });
    const [above] = (await notion.blocks.children.list({ block_id: page.id })).results;

    const view = await create({
      name: "Linked",
      create_database: { parent: { type: "page_id", page_id: page.id }, position: { type: "after_block", block_id: above.id } },
    });
    const linked = view.parent.database_id;
    const tab = await create({ database_id: linked, type: "list" });

    assert.notEqual(linked, table.databaseId);
    assert.deepEqual((await notion.blocks.children.list({ block_id: page.id })).results.map((block) => block.type),
      ["paragraph", "child_database", "paragraph"]);
    assert.deepEqual(await list({ database_id: linked }), [view.id, tab.id]);
    assert.deepEqual((await notion.databases.retrieve({ database_id: linked })).data_sources, []);
    const everywhere = await list({ data_source_id: table.sourceId });
    assert.equal(everywhere.length, 3);
    assert.ok(everywhere.includes(view.id) && everywhere.includes(tab.id));
  });

  test("a view is deleted, but never the last one", async () => {
    const [initial] = await list();
    const { id } = await create({ database_id: table.databaseId });

    const deleted = await notion.views.delete({ view_id: id });

    assert.equal(deleted.id, id);
    assert.equal(deleted.object, "view");
    assert.ok(!("name" in deleted));
    assert.deepEqual(await list(), [initial]);
    await assert.rejects(get(id), { status: 404, code: "object_not_found" });
    await assert.rejects(notion.views.delete({ view_id: initial }), { status: 400, code: "validation_error" });
  });

  const refusals = [
    ["no place", () => create()],
    ["two places", () => create({ database_id: table.databaseId, create_database: { parent: { type: "page_id", page_id: table.database.parent.page_id } } })],
    ["a configuration of another type", () => create({ database_id: table.databaseId, configuration: { type: "list" } })],
    ["an unknown property in its filter", () => create({ database_id: table.databaseId, filter: { property: "Nowhere", number: { equals: 1 } } })],
    ["an unknown property in its sorts", () => create({ database_id: table.databaseId, sorts: [{ property: "Nowhere", direction: "ascending" }] })],
    ["a board without groups", () => create({ database_id: table.databaseId, type: "board" })],
  ];
  for (const [name, make] of refusals) {
    test(`a view with ${name} is refused`, () => assert.rejects(make(), { status: 400, code: "validation_error" }));
  }

  test("a view is queried with its filter and its sorts", async () => {
    const rows = [];
    for (const cost of [1, 2, 3]) {
      rows.push(await newRow(table.sourceId, `Row ${cost}`, { Cost: { number: cost } }));
    }

    const view = await create({
      database_id: table.databaseId,
      filter: { property: "Cost", number: { greater_than: 1 } },
      sorts: [{ property: "Cost", direction: "descending" }],
    });
    const query = await notion.views.queries.create({ view_id: view.id, page_size: 1 });
    const rest = await notion.views.queries.results({ view_id: view.id, query_id: query.id, start_cursor: query.next_cursor });

    assert.equal(query.total_count, 2);
    assert.equal(query.has_more, true);
    assert.deepEqual([...query.results, ...rest.results], [{ object: "page", id: rows[2].id }, { object: "page", id: rows[1].id }]);
  });
});
