import assert from "node:assert/strict";
import { test } from "node:test";
import { isFullDataSource } from "@notionhq/client";
import { newTable, notion, parentPage, plain, text } from "../notion.mjs";

const read = (sourceId) => notion.dataSources.retrieve({ data_source_id: sourceId });

test("a data source shows the whole schema, the title last", async () => {
  const { databaseId, sourceId } = await newTable("Schema", {
    Cost: { number: { format: "dollar" } },
    Notes: { rich_text: {} },
    Team: { select: { options: [{ name: "Vision", color: "green", description: "Sees" }, { name: "Speech" }] } },
    Ticket: { unique_id: { prefix: "RUN" } },
    Started: { date: {} },
    Edited: { last_edited_time: {} },
  });

  const source = await read(sourceId);

  assert.ok(isFullDataSource(source));
  assert.deepEqual(source.parent, { type: "database_id", database_id: databaseId });
  assert.deepEqual(source.database_parent, { type: "page_id", page_id: parentPage });
  const { Name, Cost, Team, Ticket } = source.properties;
  assert.equal(Object.keys(source.properties).at(-1), "Name");
  assert.equal(Name.id, "title");
  assert.deepEqual(Cost.number, { format: "dollar" });
  assert.equal(Ticket.unique_id.prefix, "RUN");
  assert.deepEqual(Team.select.options.map(({ name, description }) => [name, description]), [["Vision", "Sees"], ["Speech", null]]);
  assert.equal(Team.select.options[0].color, "green");
  assert.deepEqual(new Set(Object.values(source.properties).map((property) => property.type)),
    new Set(["title", "number", "rich_text", "select", "unique_id", "date", "last_edited_time"]));
});

test("a status has its three groups, and options in the group they name", async () => {
  const { sourceId } = await newTable("States", {
    Plain: { status: {} },
    Own: { status: { options: [{ name: "applied", color: "yellow", group: "In progress" }, { name: "rejected", group: "Complete" }, { name: "new" }] } },
  });

  const { Plain, Own } = (await read(sourceId)).properties;
  const grouped = ({ status }) => status.groups.map((group) =>
    [group.name, group.option_ids.map((id) => status.options.find((option) => option.id === id).name)]);

  assert.deepEqual(grouped(Plain), [["To-do", ["Not started"]], ["In progress", ["In progress"]], ["Complete", ["Done"]]]);
  assert.deepEqual(grouped(Own), [["To-do", ["new"]], ["In progress", ["applied"]], ["Complete", ["rejected"]]]);
});

test("properties are added, renamed with their id kept, and removed", async () => {
  const { sourceId } = await newTable("Changing", { Old: { rich_text: {} }, Gone: { checkbox: {} } });
  const before = (await read(sourceId)).properties;

  const updated = await notion.dataSources.update({
    data_source_id: sourceId,
    properties: { Old: { name: "New" }, [decodeURIComponent(before.Gone.id)]: null, Owner: { email: {} } },
  });
  const after = await read(sourceId);

  assert.deepEqual(after.properties, updated.properties);
  assert.deepEqual(Object.keys(after.properties).sort(), ["Name", "New", "Owner"]);
  assert.equal(after.properties.New.id, before.Old.id);
  assert.equal(after.properties.Owner.type, "email");
});

test("the title can neither be removed nor doubled", async () => {
  const { sourceId } = await newTable("Titled");

  for (const properties of [{ Name: null }, { Second: { title: {} } }]) {
    await assert.rejects(notion.dataSources.update({ data_source_id: sourceId, properties }), { status: 400, code: "validation_error" });
  }
});

test("options left out are removed, and kept ones keep their id and colour", async () => {
  const { sourceId } = await newTable("Options", { Team: { select: { options: [{ name: "A", color: "red" }, { name: "B" }] } } });
  const [a] = (await read(sourceId)).properties.Team.select.options;

  await notion.dataSources.update({
    data_source_id: sourceId,
    properties: { Team: { select: { options: [{ name: "A", color: "blue" }, { name: "C", color: "pink" }] } } },
  });

  const options = (await read(sourceId)).properties.Team.select.options;
  assert.deepEqual(options.map(({ name, color }) => [name, color]), [["A", "red"], ["C", "pink"]]);
  assert.equal(options[0].id, a.id);
});

test("a two-way relation names its mirror, whatever name was asked for", async () => {
  const runs = await newTable("Runs");
  const models = await newTable("Models", {
    Runs: { relation: { data_source_id: runs.sourceId, dual_property: { synced_property_name: "Model" } } },
  });
  const relation = (await read(models.sourceId)).properties.Runs.relation;
  assert.equal(relation.type, "dual_property");
  assert.equal(relation.data_source_id, runs.sourceId);
  assert.equal(relation.database_id, runs.databaseId);
  assert.equal(relation.dual_property.synced_property_name, "Related to Models (Runs)");

  const mirrorId = relation.dual_property.synced_property_id;
  await notion.dataSources.update({ data_source_id: runs.sourceId, properties: { [mirrorId]: { name: "Model" } } });

  const mirror = (await read(runs.sourceId)).properties.Model;
  assert.equal(mirror.id, mirrorId);
  assert.equal(mirror.relation.dual_property.synced_property_name, "Runs");
  assert.equal((await read(models.sourceId)).properties.Runs.relation.dual_property.synced_property_name, "Model");
});

test("sending the same two-way relation again changes nothing", async () => {
  const runs = await newTable("Runs");
  const config = { Runs: { relation: { data_source_id: runs.sourceId, dual_property: {} } } };
  const models = await newTable("Models", config);
  const before = [(await read(models.sourceId)).properties, (await read(runs.sourceId)).properties];

  await notion.dataSources.update({ data_source_id: models.sourceId, properties: config });

  assert.deepEqual([(await read(models.sourceId)).properties, (await read(runs.sourceId)).properties], before);
});

test("a rollup knows its relation and target, and no rollup rolls up another", async () => {
  const runs = await newTable("Runs", { Cost: { number: {} } });
  const models = await newTable("Models", {
    Runs: { relation: { data_source_id: runs.sourceId, single_property: {} } },
    Spent: { rollup: { relation_property_name: "Runs", rollup_property_name: "Cost", function: "sum" } },
  });
  const { Runs, Spent } = (await read(models.sourceId)).properties;
  assert.equal(Spent.rollup.function, "sum");
  assert.equal(Spent.rollup.relation_property_name, "Runs");
  assert.equal(Spent.rollup.rollup_property_name, "Cost");
  assert.equal(encodeURIComponent(Spent.rollup.relation_property_id), encodeURIComponent(decodeURIComponent(Runs.id)));

  const teams = newTable("Teams", {
    Models: { relation: { data_source_id: models.sourceId, single_property: {} } },
    Spent: { rollup: { relation_property_name: "Models", rollup_property_name: "Spent", function: "sum" } },
  });
  await assert.rejects(teams, { status: 400, code: "validation_error" });
});

test("a formula reads back with tokens in place of names, and refuses unknown ones", async () => {
  const { sourceId } = await newTable("Formulas", { Cost: { number: {} } });
  const write = (expression) => notion.dataSources.update({ data_source_id: sourceId, properties: { Double: { formula: { expression } } } });

  const { Double } = (await write('prop("Cost") * 2')).properties;

  assert.match(Double.formula.expression, /\{\{notion:block_property:/);
  assert.doesNotMatch(Double.formula.expression, /prop\(/);
  await assert.rejects(write('prop("Nowhere") * 2'), { status: 400, code: "validation_error" });
});

test("a database takes a second data source with a title of its own", async () => {
  const { databaseId, sourceId } = await newTable("Two");

  const second = await notion.dataSources.create({
    parent: { type: "database_id", database_id: databaseId },
    title: text("Second"),
    properties: { Label: { title: {} }, Size: { number: {} } },
  });
  const retitled = await notion.dataSources.update({ data_source_id: second.id, title: text("Other") });

  assert.deepEqual(Object.keys(second.properties).sort(), ["Label", "Size"]);
  assert.equal(plain(retitled.title), "Other");
  const { data_sources } = await notion.databases.retrieve({ database_id: databaseId });
  assert.deepEqual(data_sources, [{ id: sourceId, name: "Two" }, { id: second.id, name: "Other" }]);
});

test("a relation to an unknown data source is refused", async () => {
  const unknown = "00000000-0000-4000-8000-000000000000";

  const made = newTable("Lost", { Runs: { relation: { data_source_id: unknown, single_property: {} } } });

  await assert.rejects(made, { status: 404, code: "object_not_found" });
});
