// Section 5: views of all ten types, their configurations, filters, pills, places, queries and refusals.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { admin, childrenOf, invalid, nameOf, newPage, newRow, newTable, nobody, notFound, notion, paragraph, plain, refused, schemaOf, send } from "../notion.mjs";

let table;
let schema;
const sort = { type: "manual" };

before(async () => {
  const other = await newTable("Others");
  table = await newTable("Views", {
    Cost: { number: {} }, State: { status: {} }, Size: { select: { options: [{ name: "S" }] } }, Tags: { multi_select: {} }, Day: { date: {} }, End: { date: {} },
    Note: { rich_text: {} }, Done: { checkbox: {} }, Who: { people: {} }, Link: { url: {} }, Mail: { email: {} }, Phone: { phone_number: {} }, No: { unique_id: {} }, Files: { files: {} }, Place: { place: {} },
    Made: { created_time: {} }, Changed: { last_edited_time: {} }, Maker: { created_by: {} }, Changer: { last_edited_by: {} },
    Others: { relation: { data_source_id: other.sourceId, single_property: {} } }, Sum: { rollup: { relation_property_name: "Others", rollup_property_name: "Name", function: "count" } },
    Twice: { formula: { expression: 'prop("Cost") * 2' } },
  });
  schema = await schemaOf(table.sourceId);
  for (let i = 1; i <= 4; i++) {
    await newRow(table.sourceId, `${i}`, { Cost: { number: i }, Day: { date: { start: `2026-03-0${i}` } } });
  }
});

const create = (more) => notion.views.create({ database_id: table.databaseId, data_source_id: table.sourceId, name: "View", type: "table", ...more });
const make = (type, configuration = {}) => create({ type, configuration: { type, ...configuration } });
const get = (id) => notion.views.retrieve({ view_id: id });
const id = (name) => schema[name].id;
const group = (type, name, more = {}) => ({ type, property_id: name, sort, ...more });

describe("types of views", () => {
  for (const type of ["table", "list", "gallery", "form", "map"]) {
    test(`a ${type} needs no configuration`, async () => {
      const view = await create({ type });
      assert.deepEqual([view.object, view.type, view.data_source_id, view.name], ["view", type, table.sourceId, "View"]);
      assert.deepEqual(view.parent, { type: "database_id", database_id: table.databaseId });
      assert.deepEqual([view.filter, view.sorts, view.quick_filters], [null, null, null]);
    });
  }

  const required = [
    ["board", "group_by", { group_by: group("status", "State", { group_by: "option" }) }],
    ["calendar", "date_property_id", { date_property_id: "Day" }],
    ["timeline", "date_property_id", { date_property_id: "Day" }],
    ["chart", "chart_type", { chart_type: "number", value: { aggregator: "count" } }],
  ];
  for (const [type, field, configuration] of required) {
    test(`a ${type} needs ${field}`, async () => {
      assert.equal((await make(type, configuration)).type, type);
      await invalid(create({ type }), "configuration");
      await invalid(make(type, {}), field);
    });
  }

  const settings = [
    ["table", { properties: [{ property_id: "Cost", visible: true, width: 120 }], wrap_cells: true, frozen_column_index: 1, show_vertical_lines: false }],
    ["table", { group_by: group("select", "Size", { hide_empty_groups: true }) }],
    ["table", { subtasks: { property_id: "Others", display_mode: "show" } }],
    ["board", { group_by: group("select", "Size"), sub_group_by: group("checkbox", "Done"), cover: { type: "page_cover" }, cover_size: "large", cover_aspect: "cover", card_layout: "compact" }],
    ["list", { properties: [{ property_id: "Cost", visible: true }] }],
    ["gallery", { cover: { type: "property", property_id: "Files" }, cover_size: "small", cover_aspect: "contain", card_layout: "list" }],
    ["calendar", { date_property_id: "Day", view_range: "week", show_weekends: false }],
    ["timeline", { date_property_id: "Day", end_date_property_id: "End", show_table: true, table_properties: [{ property_id: "Cost", visible: true }], preference: { zoom_level: "quarter" } }],
    ["map", { height: "large", map_by: "Place" }],
    ["form", { is_form_closed: true, anonymous_submissions: false, submission_permissions: "reader" }],
  ];
  for (const [type, configuration] of settings) {
    test(`a ${type} keeps ${Object.keys(configuration).join(", ")}`, async () => {
      const made = await make(type, configuration);
      const read = await get(made.id);
      assert.equal(read.configuration.type, type);
      assert.deepEqual(read.configuration, made.configuration);
      for (const [name, value] of Object.entries(configuration)) {
        if (typeof value !== "object" && !name.endsWith("_id") && name !== "map_by") {
          assert.deepEqual(read.configuration[name], value, name);
        } else {
          assert.ok(read.configuration[name] !== undefined, name);
        }
      }
    });
  }

  const groups = [
    ["select", "Size"], ["multi_select", "Tags"], ["status", "State", { group_by: "group" }], ["status", "State", { group_by: "option" }], ["person", "Who"], ["created_by", "Maker"], ["last_edited_by", "Changer"],
    ["relation", "Others"], ["date", "Day", { group_by: "month" }], ["date", "Day", { group_by: "week", start_day_of_week: 1 }], ["created_time", "Made", { group_by: "day" }], ["last_edited_time", "Changed", { group_by: "relative" }],
    ["text", "Note", { group_by: "exact" }], ["title", "Name", { group_by: "alphabet_prefix" }], ["url", "Link", { group_by: "exact" }], ["email", "Mail", { group_by: "exact" }], ["phone_number", "Phone", { group_by: "exact" }],
    ["number", "Cost", { range_start: 0, range_end: 100, range_size: 10 }], ["checkbox", "Done"],
  ];
  for (const [type, name, more] of groups) {
    test(`rows are grouped by ${type}${more ? ` with ${Object.entries(more).map(([key, value]) => `${key} ${value}`).join(", ")}` : ""}`, async () => {
      const { configuration } = await make("board", { group_by: group(type, name, more) });
      assert.deepEqual({ ...configuration.group_by, property_name: undefined }, { type, property_id: id(name), sort, ...more, property_name: undefined });
    });
  }

  test("groups are of the type of their property", async () => {
    await invalid(make("board", { group_by: group("select", "Cost") }));
    await invalid(make("board", { group_by: group("status", "Nowhere", { group_by: "option" }) }));
    await invalid(make("board", { group_by: { type: "select", property_id: "Size" } }), "sort");
  });

  for (const direction of ["manual", "ascending", "descending"]) {
    test(`groups are sorted ${direction}`, async () => {
      const { configuration } = await make("board", { group_by: { type: "select", property_id: "Size", sort: { type: direction } } });
      assert.equal(configuration.group_by.sort.type, direction);
    });
  }

  test("a property in a configuration is named, or given by its id, and answered with both", async () => {
    const byId = await make("table", { properties: [{ property_id: decodeURIComponent(id("Cost")), visible: true }] });
    const byName = await make("table", { properties: [{ property_id: "Cost", visible: true }] });
    assert.deepEqual(byId.configuration, byName.configuration);
    assert.equal(byName.configuration.properties[0].property_name, "Cost");
    await invalid(make("table", { properties: [{ property_id: "Nowhere", visible: true }] }));
  });

  test("a configuration has the type of its view", async () => {
    await invalid(create({ type: "table", configuration: { type: "list" } }));
    await invalid(create({ type: "table", configuration: { table: { wrap_cells: true } } }));
  });

  test("a negative column is not frozen", () => invalid(make("table", { frozen_column_index: -1 }), "frozen_column_index"));

  const unknown = [["table", { wrap: true }], ["calendar", { date_property_id: "Day", view_range: "year" }], ["gallery", { cover_size: "huge" }], ["form", { submission_permissions: "everyone" }]];
  for (const [type, configuration] of unknown) {
    test(`a ${type} does not know ${JSON.stringify(configuration)}`, async () => {
      const { status, body } = await send("POST", "views", { database_id: table.databaseId, data_source_id: table.sourceId, name: "V", type, configuration: { type, ...configuration } });
      assert.deepEqual([status, body.code], [400, "validation_error"]);
    });
  }

  test("a calendar and a timeline are placed by dates", async () => {
    await invalid(make("calendar", { date_property_id: "Cost" }));
    await invalid(make("timeline", { date_property_id: "Note" }));
  });

  test("a feed view is no view for the API", () => invalid(create({ type: "feed" })));
});

describe("charts", () => {
  const chart = (more) => make("chart", more);
  const axes = { x_axis: group("status", "State", { group_by: "option" }), y_axis: { aggregator: "count" } };

  for (const type of ["column", "bar", "line", "donut"]) {
    test(`a ${type} chart groups and counts`, async () => {
      const { configuration } = await chart({ chart_type: type, ...axes });
      assert.deepEqual([configuration.chart_type, configuration.y_axis.aggregator, configuration.x_axis.property_id], [type, "count", id("State")]);
    });
  }

  const aggregators = [
    ["count_values", "Note"], ["sum", "Cost"], ["average", "Cost"], ["median", "Cost"], ["min", "Cost"], ["max", "Cost"], ["range", "Cost"], ["unique", "Size"], ["empty", "Note"], ["not_empty", "Note"],
    ["percent_empty", "Note"], ["percent_not_empty", "Note"], ["checked", "Done"], ["unchecked", "Done"], ["percent_checked", "Done"], ["percent_unchecked", "Done"], ["earliest_date", "Day"], ["latest_date", "Day"], ["date_range", "Day"],
  ];
  for (const [aggregator, property] of aggregators) {
    test(`a number chart shows ${aggregator}`, async () => {
      const { configuration } = await chart({ chart_type: "number", value: { aggregator, property_id: property } });
      assert.deepEqual([configuration.value.aggregator, configuration.value.property_id], [aggregator, id(property)]);
    });
  }

  test("a chart may show results instead of groups", async () => {
    const { configuration } = await chart({ chart_type: "line", x_axis_property_id: "Day", y_axis_property_id: "Cost" });
    assert.deepEqual([configuration.x_axis_property_id, configuration.y_axis_property_id], [id("Day"), id("Cost")]);
  });

  const styles = { sort: "y_descending", color_theme: "blue", height: "large", legend_position: "bottom", show_data_labels: true, axis_labels: "both", grid_lines: "horizontal", cumulative: true, smooth_line: true, hide_line_fill_area: true, y_axis_min: 0, y_axis_max: 10, hide_title: true, caption: "Why" };
  test("a chart keeps its style", async () => {
    const { configuration } = await chart({ chart_type: "line", ...axes, ...styles });
    for (const [name, value] of Object.entries(styles)) {
      assert.deepEqual(configuration[name], value, name);
    }
  });

  test("a chart is stacked", async () => {
    const { configuration } = await chart({ chart_type: "column", ...axes, stack_by: group("select", "Size") });
    assert.equal(configuration.stack_by.property_id, id("Size"));
  });

  test("lines of reference get ids", async () => {
    const { configuration } = await chart({ chart_type: "line", ...axes, reference_lines: [{ value: 5, label: "limit", color: "red", dash_style: "dash" }] });
    assert.deepEqual([configuration.reference_lines[0].value, configuration.reference_lines[0].label], [5, "limit"]);
    assert.ok(configuration.reference_lines[0].id);
  });

  for (const [name, property] of [["rollups", "Sum"], ["unique ids", "No"], ["files", "Files"], ["formulas", "Twice"]]) {
    test(`an axis has no ${name}`, async () => {
      await invalid(chart({ chart_type: "column", x_axis: axes.x_axis, y_axis: { aggregator: "count_values", property_id: property } }));
      await invalid(chart({ chart_type: "line", x_axis_property_id: property, y_axis_property_id: "Cost" }));
    });
  }

  test("all but count need a property", async () => {
    await invalid(chart({ chart_type: "number", value: { aggregator: "sum" } }));
    assert.deepEqual((await chart({ chart_type: "number", value: { aggregator: "count" } })).configuration.value, { aggregator: "count" });
  });

  test("a number chart that is not sent whole falls back to counting", async () => {
    const view = await chart({ chart_type: "number", value: { aggregator: "sum", property_id: "Cost" } });
    const changed = await notion.views.update({ view_id: view.id, configuration: { type: "chart", chart_type: "number", hide_title: true } });
    assert.equal(changed.configuration.value.aggregator, "count");
    const whole = await notion.views.update({ view_id: view.id, configuration: { type: "chart", chart_type: "number", value: { aggregator: "sum", property_id: "Cost" }, hide_title: true } });
    assert.equal(whole.configuration.value.aggregator, "sum");
  });
});

describe("changing views", () => {
  test("what is left out stays, null clears, what is sent replaces", async () => {
    const view = await create({ filter: { property: "Cost", number: { greater_than: 1 } }, sorts: [{ property: "Cost", direction: "ascending" }], configuration: { type: "table", properties: [{ property_id: "Cost", visible: true }], show_vertical_lines: true } });
    const named = await notion.views.update({ view_id: view.id, name: "Other" });
    assert.deepEqual([named.name, named.filter, named.sorts, named.configuration], ["Other", view.filter, view.sorts, view.configuration]);
    const cleared = await notion.views.update({ view_id: view.id, filter: null, sorts: null, configuration: { type: "table", properties: null } });
    assert.deepEqual([cleared.filter, cleared.sorts, cleared.configuration], [null, null, { type: "table", show_vertical_lines: true }]);
  });

  test("the type of a view is not changed", async () => {
    const view = await create();
    await invalid(notion.views.update({ view_id: view.id, configuration: { type: "list" } }));
    const { status } = await send("PATCH", `views/${view.id}`, { type: "list" });
    assert.equal(status, 400);
  });

  test("a changed configuration has what its type requires", async () => {
    const board = await make("board", { group_by: group("select", "Size") });
    await invalid(notion.views.update({ view_id: board.id, configuration: { type: "board", cover_size: "large" } }), "group_by");
  });

  test("sorts of a changed view are by properties alone", async () => {
    const view = await create();
    const { status } = await send("PATCH", `views/${view.id}`, { sorts: [{ timestamp: "created_time", direction: "ascending" }] });
    assert.equal(status, 400);
  });

  test("a view is renamed by a person and read by its id", async () => {
    const view = await create();
    await admin("POST", "person", { action: "renameView", viewId: view.id, name: "By hand" });
    assert.equal((await get(view.id)).name, "By hand");
  });

  test("views are stamped with milliseconds", async () => {
    const view = await create();
    assert.match(view.created_time, /\.\d{3}\+00:00$/);
    assert.match(view.last_edited_time, /\.\d{3}\+00:00$/);
  });

  test("a deleted view answers in part and is gone", async () => {
    const view = await create();
    const deleted = await notion.views.delete({ view_id: view.id });
    assert.deepEqual([deleted.object, deleted.id, deleted.type, "name" in deleted], ["view", view.id, "table", false]);
    await notFound(get(view.id), "view");
    await notFound(notion.views.delete({ view_id: view.id }));
  });

  test("the last view of a database stays", async () => {
    const { databaseId } = await newTable("Last");
    const { results: [only] } = await notion.views.list({ database_id: databaseId });
    await invalid(notion.views.delete({ view_id: only.id }));
  });
});

describe("filters and pills of views", () => {
  const rows = async (view) => {
    const { results } = await notion.views.queries.create({ view_id: view.id });
    return (await Promise.all(results.map(({ id: page }) => notion.pages.retrieve({ page_id: page })))).map(nameOf).join("");
  };

  test("a view is filtered and sorted as a query is", async () => {
    const view = await create({ filter: { or: [{ property: "Cost", number: { equals: 1 } }, { property: "Cost", number: { greater_than: 2 } }] }, sorts: [{ property: "Cost", direction: "descending" }] });
    assert.equal(await rows(view), "431");
  });

  test("a new view may be sorted by a time stamp", async () => {
    const view = await create({ sorts: [{ timestamp: "created_time", direction: "ascending" }] });
    assert.equal(view.sorts[0].timestamp, "created_time");
  });

  test("filters and sorts are answered with ids that are not encoded", async () => {
    const view = await create({ filter: { property: "Cost", number: { equals: 1 } }, sorts: [{ property: "Cost", direction: "ascending" }] });
    assert.equal(view.filter.property, decodeURIComponent(id("Cost")));
    assert.equal(view.sorts[0].property, decodeURIComponent(id("Cost")));
  });

  test("pills narrow what the filter leaves", async () => {
    const view = await create({ filter: { property: "Cost", number: { greater_than: 1 } }, sorts: [{ property: "Cost", direction: "ascending" }], quick_filters: { Cost: { number: { less_than: 4 } } } });
    assert.equal(await rows(view), "23");
  });

  test("pills are merged by key, null takes one away, an empty one stays empty", async () => {
    const view = await create({ quick_filters: { Cost: { number: { greater_than: 1 } }, Note: {} } });
    assert.equal(Object.keys(view.quick_filters).length, 2);
    const merged = await notion.views.update({ view_id: view.id, quick_filters: { Done: { checkbox: { equals: true } }, Cost: null } });
    assert.equal(Object.keys(merged.quick_filters).length, 2);
    assert.equal((await notion.views.update({ view_id: view.id, quick_filters: null })).quick_filters, null);
  });

  const wrong = [
    ["a pill of an unknown property", { quick_filters: { Nowhere: { number: { equals: 1 } } } }], ["a pill of the wrong kind", { quick_filters: { Cost: { checkbox: { equals: true } } } }],
    ["a filter of an unknown property", { filter: { property: "Nowhere", number: { equals: 1 } } }], ["a filter of an unknown option", { filter: { property: "Size", select: { equals: "XXL" } } }],
    ["a filter of a formula", { filter: { property: "Twice", formula: { number: { equals: 1 } } } }], ["a sort by an unknown property", { sorts: [{ property: "Nowhere", direction: "ascending" }] }],
  ];
  for (const [name, more] of wrong) {
    test(`${name} is refused`, () => invalid(create(more)));
  }

  test("a filter of an unknown option lists those that there are", () => invalid(create({ filter: { property: "Size", select: { equals: "XXL" } } }), "S"));
});

describe("places of views", () => {
  test("a view has exactly one place", async () => {
    const bare = { data_source_id: table.sourceId, name: "V", type: "table" };
    await invalid(notion.views.create(bare));
    await invalid(notion.views.create({ ...bare, database_id: table.databaseId, view_id: nobody }));
    await invalid(notion.views.create({ ...bare, database_id: table.databaseId, create_database: { parent: { type: "page_id", page_id: nobody } } }));
  });

  test("a tab has a position, a widget a placement, and neither the other's", async () => {
    await invalid(create({ placement: { type: "new_row" } }), "placement");
  });

  test("a view of a database that is not there is not found", async () => {
    await notFound(create({ database_id: nobody }));
    await notFound(create({ data_source_id: nobody }));
    await notFound(notion.views.create({ data_source_id: table.sourceId, name: "V", type: "table", create_database: { parent: { type: "page_id", page_id: nobody } } }));
  });

  test("a tab does not stand after a view of another database", async () => {
    const other = await newTable("Other");
    const { results: [stranger] } = await notion.views.list({ database_id: other.databaseId });
    await invalid(create({ position: { type: "after_view", view_id: stranger.id } }));
  });

  test("a linked database stands after its block, or at the end, and its container takes tabs of other data sources", async () => {
    const page = await newPage("Console", { children: [paragraph("a"), paragraph("b")] });
    const [first] = await childrenOf(page.id);
    const linked = (position) => notion.views.create({ data_source_id: table.sourceId, name: "Linked", type: "table", create_database: { parent: { type: "page_id", page_id: page.id }, position } });
    const after = await linked({ type: "after_block", block_id: first.id });
    await linked();
    assert.deepEqual((await childrenOf(page.id)).map((block) => block.type), ["paragraph", "child_database", "paragraph", "child_database"]);
    const other = await newTable("Second source");
    const tab = await notion.views.create({ database_id: after.parent.database_id, data_source_id: other.sourceId, name: "Tab", type: "list" });
    assert.equal(tab.data_source_id, other.sourceId);
    const container = await notion.databases.retrieve({ database_id: after.parent.database_id });
    assert.deepEqual(container.data_sources, []);
    assert.ok((await notion.views.list({ data_source_id: table.sourceId })).results.some((view) => view.id === after.id));
    await invalid(linked({ type: "after_block", block_id: nobody }));
  });

  test("a view is made with insert and changed with update", async () => {
    const view = await create();
    for (const [capability, act] of [["insert", () => create()], ["update", () => notion.views.update({ view_id: view.id, name: "x" })], ["read", () => get(view.id)]]) {
      await admin("POST", "capabilities", { [capability]: false });
      try {
        await refused(act(), 403, "restricted_resource");
      } finally {
        await admin("POST", "capabilities", { [capability]: true });
      }
    }
  });

  test("an icon of a view is taken and not answered", async () => {
    const { status } = await send("POST", "views", { database_id: table.databaseId, data_source_id: table.sourceId, name: "V", type: "table", icon: { emoji: "x" } });
    assert.ok([200, 400].includes(status));
  });
});

describe("dashboards", () => {
  let dashboard;
  const widget = (more) => notion.views.create({ view_id: dashboard.id, data_source_id: table.sourceId, name: "W", type: "table", ...more });
  const rows = async () => (await get(dashboard.id)).configuration.rows;
  before(async () => (dashboard = await create({ type: "dashboard", name: "Board" })));

  test("a dashboard has no data source and no configuration of its own", async () => {
    assert.deepEqual([dashboard.type, dashboard.data_source_id], ["dashboard", null]);
    await invalid(create({ type: "dashboard", configuration: { type: "dashboard", rows: [] } }));
  });

  test("widgets stand in new rows or fill a row, whose width they share", async () => {
    const first = await widget();
    const second = await widget({ placement: { type: "existing_row", row_index: 0 } });
    const top = await widget({ placement: { type: "new_row", row_index: 0 } });
    const layout = await rows();
    assert.deepEqual(layout.map((row) => row.widgets.map((each) => each.view_id)), [[top.id], [first.id, second.id]]);
    assert.deepEqual(layout.map((row) => row.widgets.map((each) => each.width)), [[12], [6, 6]]);
    assert.equal(first.dashboard_view_id, dashboard.id);
  });

  test("a widget leaves its row when it is deleted, and an empty row goes", async () => {
    const before = (await rows()).length;
    const alone = await widget();
    assert.equal((await rows()).length, before + 1);
    await notion.views.delete({ view_id: alone.id });
    assert.equal((await rows()).length, before);
  });

  test("a dashboard is no widget, a table takes none, and a row must be there", async () => {
    await invalid(widget({ type: "dashboard" }));
    const { results: [plainView] } = await notion.views.list({ database_id: table.databaseId });
    await invalid(notion.views.create({ view_id: plainView.id, data_source_id: table.sourceId, name: "W", type: "table" }));
    await invalid(widget({ placement: { type: "existing_row", row_index: 99 } }));
  });

  test("a dashboard is not queried", () => invalid(notion.views.queries.create({ view_id: dashboard.id })));

  test("a dashboard may stand on a page of its own", async () => {
    const page = await newPage("Console");
    const view = await notion.views.create({ data_source_id: table.sourceId, name: "D", type: "dashboard", create_database: { parent: { type: "page_id", page_id: page.id } } });
    assert.equal(view.type, "dashboard");
    assert.equal(plain((await notion.pages.retrieve({ page_id: page.id })).properties.title.title), "Console");
  });
});

describe("queries of views", () => {
  test("results are references, kept for a quarter of an hour", async () => {
    const view = await create();
    const query = await notion.views.queries.create({ view_id: view.id, page_size: 2 });
    assert.deepEqual([query.object, query.view_id, query.total_count, query.has_more], ["view_query", view.id, 4, true]);
    assert.deepEqual(Object.keys(query.results[0]).sort(), ["id", "object"]);
    const minutes = (new Date(query.expires_at) - Date.now()) / 60_000;
    assert.ok(minutes > 14 && minutes <= 15);
  });

  test("results stay as they were when rows are added", async () => {
    const view = await create({ filter: { property: "Note", rich_text: { equals: "fresh" } } });
    const query = await notion.views.queries.create({ view_id: view.id });
    const row = await newRow(table.sourceId, "fresh", { Note: { rich_text: [{ text: { content: "fresh" } }] } });
    assert.deepEqual((await notion.views.queries.results({ view_id: view.id, query_id: query.id })).results, []);
    await notion.pages.update({ page_id: row.id, in_trash: true });
  });

  test("a query takes no filter of its own", async () => {
    const view = await create();
    const { status } = await send("POST", `views/${view.id}/queries`, { filter: {} });
    assert.equal(status, 400);
  });

  test("a query that is not there is not found", async () => {
    const view = await create();
    await notFound(notion.views.queries.results({ view_id: view.id, query_id: nobody }));
  });
});
