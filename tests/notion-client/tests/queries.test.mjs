import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { collectAllDataSourceRows, collectPaginatedAPI, isFullPage } from "@notionhq/client";
import { nameOf, newRow, newTable, notion, text } from "../notion.mjs";

describe("query", () => {
  let sourceId;
  let teams;

  const query = (more) => notion.dataSources.query({ data_source_id: sourceId, ...more });
  const names = async (filter) => (await query({ filter })).results.map(nameOf).sort();

  before(async () => {
    const teamTable = await newTable("Teams", { Budget: { number: {} } });
    const newTeam = (name, budget) => newRow(teamTable.sourceId, name, { Budget: { number: budget } });
    teams = { vision: await newTeam("Vision", 10), speech: await newTeam("Speech", 20) };
    const runs = await newTable("Runs", {
      Cost: { number: {} },
      Notes: { rich_text: {} },
      State: { status: { options: [{ name: "Running", group: "In progress" }, { name: "Finished", group: "Complete" }] } },
      Size: { select: { options: [{ name: "Small" }, { name: "Large" }] } },
      Tags: { multi_select: { options: [{ name: "gpu" }, { name: "night" }] } },
      Started: { date: {} },
      Kept: { checkbox: {} },
      Link: { url: {} },
      Ticket: { unique_id: { prefix: "RUN" } },
      Owner: { people: {} },
      Team: { relation: { data_source_id: teamTable.sourceId, single_property: {} } },
      Budget: { rollup: { relation_property_name: "Team", rollup_property_name: "Budget", function: "sum" } },
      Double: { formula: { expression: 'prop("Cost") * 2' } },
    });
    sourceId = runs.sourceId;
    const state = (name) => ({ status: { name } });
    const team = (page) => ({ relation: [{ id: page.id }] });
    await newRow(sourceId, "Alpha", {
      Cost: { number: 3 }, State: state("Finished"), Size: { select: { name: "Small" } }, Tags: { multi_select: [{ name: "gpu" }] },
      Started: { date: { start: "2026-03-01" } }, Kept: { checkbox: true }, Link: { url: "https://example.com/a" }, Team: team(teams.vision),
      Notes: { rich_text: text("First Attempt") }, Owner: { people: [{ id: (await notion.users.me({})).id }] },
    });
    await newRow(sourceId, "Bravo", {
      Cost: { number: 1 }, State: state("Running"), Size: { select: { name: "Large" } }, Tags: { multi_select: [{ name: "gpu" }, { name: "night" }] },
      Started: { date: { start: "2026-03-02T10:30:00Z" } }, Team: team(teams.speech),
    });
    await newRow(sourceId, "Charlie", { Cost: { number: 2 }, State: state("Running"), Started: { date: { start: "2026-03-03" } } });
    await newRow(sourceId, "Delta");
  });

  test("without a filter or a sort, the newest row comes first", async () => {
    const answer = await query({});

    assert.equal(answer.object, "list");
    assert.equal(answer.type, "page_or_data_source");
    assert.equal(answer.has_more, false);
    assert.equal(answer.next_cursor, null);
    assert.ok(!("request_status" in answer));
    assert.ok(answer.results.every(isFullPage));
    assert.deepEqual(answer.results.map(nameOf), ["Delta", "Charlie", "Bravo", "Alpha"]);
  });

  const cases = [
    ["text ignores case", { property: "Notes", rich_text: { contains: "FIRST" } }, ["Alpha"]],
    ["title starts with", { property: "Name", title: { starts_with: "br" } }, ["Bravo"]],
    ["number is at least", { property: "Cost", number: { greater_than_or_equal_to: 2 } }, ["Alpha", "Charlie"]],
    ["number is empty", { property: "Cost", number: { is_empty: true } }, ["Delta"]],
    ["select is one of", { property: "Size", select: { equals: ["Small", "Large"] } }, ["Alpha", "Bravo"]],
    ["select is empty", { property: "Size", select: { is_empty: true } }, ["Charlie", "Delta"]],
    ["status equals", { property: "State", status: { equals: "Finished" } }, ["Alpha"]],
    ["a row without a status has the first option", { property: "State", status: { equals: "Running" } }, ["Bravo", "Charlie", "Delta"]],
    ["multi-select contains", { property: "Tags", multi_select: { contains: "night" } }, ["Bravo"]],
    ["date is on or after", { property: "Started", date: { on_or_after: "2026-03-02" } }, ["Bravo", "Charlie"]],
    ["date-time is compared by the minute", { property: "Started", date: { equals: "2026-03-02T10:30:45Z" } }, ["Bravo"]],
    ["checkbox is not set", { property: "Kept", checkbox: { equals: false } }, ["Bravo", "Charlie", "Delta"]],
    ["url is not empty", { property: "Link", url: { is_not_empty: true } }, ["Alpha"]],
    ["unique id is less than", { property: "Ticket", unique_id: { less_than: 3 } }, ["Alpha", "Bravo"]],
    ["status is in a group", { property: "State", status: { equals: "Complete" } }, ["Alpha"]],
    ["people contain me", { property: "Owner", people: { contains: "me" } }, ["Alpha"]],
    ["rollup as a number", { property: "Budget", rollup: { number: { greater_than: 15 } } }, ["Bravo"]],
    ["rollup of any row", { property: "Budget", rollup: { any: { number: { equals: 10 } } } }, ["Alpha"]],
    ["rollup of every row, of which there must be one", { property: "Budget", rollup: { every: { number: { greater_than: 5 } } } }, ["Alpha", "Bravo"]],
    ["rollup of no row", { property: "Budget", rollup: { none: { number: { equals: 10 } } } }, ["Bravo", "Charlie", "Delta"]],
    ["created in the past week", { timestamp: "created_time", created_time: { past_week: {} } }, ["Alpha", "Bravo", "Charlie", "Delta"]],
    ["created before a day long gone", { timestamp: "created_time", created_time: { before: "2020-01-01" } }, []],
    ["and around or", {
      and: [
        { property: "State", status: { equals: "Running" } },
        { or: [{ property: "Cost", number: { equals: 1 } }, { property: "Cost", number: { equals: 2 } }] },
      ],
    }, ["Bravo", "Charlie"]],
  ];
  for (const [name, filter, expected] of cases) {
    test(`filter: ${name}`, async () => assert.deepEqual(await names(filter), expected));
  }

  test("filter: relation contains", async () => {
    assert.deepEqual(await names({ property: "Team", relation: { contains: teams.vision.id } }), ["Alpha"]);
    assert.deepEqual(await names({ property: "Team", relation: { is_empty: true } }), ["Charlie", "Delta"]);
  });

  test("filter: a property may be named by its id", async () => {
    const { Cost } = (await notion.dataSources.retrieve({ data_source_id: sourceId })).properties;

    assert.deepEqual(await names({ property: decodeURIComponent(Cost.id), number: { equals: 3 } }), ["Alpha"]);
  });

  const refusals = [
    ["an unknown property", { property: "Nowhere", number: { equals: 1 } }, /Could not find property with name or id: Nowhere/],
    ["a formula made by the API", { property: "Double", formula: { number: { equals: 2 } } }, /formula of unknown type/],
    ["another type than the property's", { property: "Cost", checkbox: { equals: true } }, /does not match/],
    ["three levels", { and: [{ or: [{ and: [{ property: "Cost", number: { equals: 1 } }] }] }] }, /body failed validation/],
  ];
  for (const [name, filter, message] of refusals) {
    test(`a filter with ${name} is refused`, () =>
      assert.rejects(query({ filter }), (error) => error.code === "validation_error" && message.test(error.message)));
  }

  test("rows are sorted by several properties, empty ones last", async () => {
    const sorted = await query({ sorts: [{ property: "Cost", direction: "ascending" }] });
    const twice = await query({ sorts: [{ property: "Kept", direction: "descending" }, { property: "Name", direction: "descending" }] });

    assert.deepEqual(sorted.results.map(nameOf), ["Bravo", "Charlie", "Alpha", "Delta"]);
    assert.deepEqual(twice.results.map(nameOf), ["Alpha", "Delta", "Charlie", "Bravo"]);
  });

  test("rows are sorted by the time they were made", async () => {
    const sorted = await query({ sorts: [{ timestamp: "created_time", direction: "ascending" }, { property: "Name", direction: "ascending" }] });

    assert.deepEqual(sorted.results.map(nameOf), ["Alpha", "Bravo", "Charlie", "Delta"]);
  });

  test("pages of rows join without gaps and repeats", async () => {
    const first = await query({ page_size: 3, sorts: [{ property: "Name", direction: "ascending" }] });
    assert.equal(first.has_more, true);
    assert.deepEqual(first.results.map(nameOf), ["Alpha", "Bravo", "Charlie"]);
    const second = await query({ page_size: 3, start_cursor: first.next_cursor, sorts: [{ property: "Name", direction: "ascending" }] });
    assert.deepEqual(second.results.map(nameOf), ["Delta"]);
    assert.equal(second.has_more, false);

    const all = await collectPaginatedAPI(notion.dataSources.query, { data_source_id: sourceId, page_size: 1 });
    assert.deepEqual(all.map(nameOf).sort(), ["Alpha", "Bravo", "Charlie", "Delta"]);
  });

  test("the client's own reader of whole data sources finds every row once", async () => {
    const all = await collectAllDataSourceRows(notion, { data_source_id: sourceId, page_size: 3 });

    assert.deepEqual(all.map(nameOf).sort(), ["Alpha", "Bravo", "Charlie", "Delta"]);
  });

  test("pages larger than a hundred and unknown cursors are refused", async () => {
    for (const more of [{ page_size: 101 }, { start_cursor: "nonsense" }]) {
      await assert.rejects(query(more), { status: 400, code: "validation_error" });
    }
  });

  test("only the properties asked for are shown", async () => {
    const { Cost } = (await notion.dataSources.retrieve({ data_source_id: sourceId })).properties;

    const { results } = await query({ filter_properties: ["title", Cost.id] });

    assert.deepEqual(Object.keys(results[0].properties).sort(), ["Cost", "Name"]);
  });

  test("rows in the trash are shown only when asked for", async () => {
    const row = await newRow(sourceId, "Echo");
    await notion.pages.update({ page_id: row.id, in_trash: true });

    const live = await query({});
    const trashed = await query({ in_trash: true });

    assert.ok(!live.results.some((each) => each.id === row.id));
    assert.deepEqual(trashed.results.map(nameOf), ["Echo"]);
    assert.equal(trashed.results[0].in_trash, true);
  });
});
