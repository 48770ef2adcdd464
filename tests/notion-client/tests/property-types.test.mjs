// Sections 2.4 to 2.6, 2.9 and 3.3: every type of property with its schema, its values read, written and cleared, and the rules of options.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { admin, invalid, newRow, newTable, nobody, notion, plain, schemaOf, send, text } from "../notion.mjs";

const update = (sourceId, properties) => notion.dataSources.update({ data_source_id: sourceId, properties });

describe("schemas", () => {
  const empty = ["rich_text", "date", "people", "files", "checkbox", "url", "email", "phone_number", "created_time", "created_by", "last_edited_time", "last_edited_by", "place"];
  for (const type of empty) {
    test(`${type} has an empty configuration and no description`, async () => {
      const { sourceId } = await newTable(type, { P: { [type]: {} } });
      const { P } = await schemaOf(sourceId);
      assert.deepEqual([P.name, P.type, P[type], P.description], ["P", type, {}, null]);
      assert.ok(P.id.length > 0 && P.id !== "title");
    });
  }

  test("the title always has the id title", async () => {
    const { sourceId } = await newTable("Title");
    const { Name } = await schemaOf(sourceId);
    assert.deepEqual([Name.id, Name.type, Name.title], ["title", "title", {}]);
  });

  test("ids of properties are short and URL-encoded", async () => {
    const { sourceId } = await newTable("Ids", Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`P${i}`, { number: {} }])));
    for (const { id } of Object.values(await schemaOf(sourceId))) {
      assert.equal(encodeURIComponent(decodeURIComponent(id)), id);
      assert.ok(decodeURIComponent(id).length <= 36);
    }
  });

  test("properties are described", async () => {
    const { sourceId } = await newTable("Described", { Cost: { number: {}, description: "In dollars" } });
    assert.equal((await schemaOf(sourceId)).Cost.description, "In dollars");
    await update(sourceId, { Cost: { number: {}, description: "In euros" } });
    assert.equal((await schemaOf(sourceId)).Cost.description, "In euros");
  });

  test("a number is a plain number unless told otherwise", async () => {
    const { sourceId } = await newTable("Numbers", { N: { number: {} } });
    assert.equal((await schemaOf(sourceId)).N.number.format, "number");
  });

  for (const format of ["number_with_commas", "percent", "dollar", "euro", "yen", "pound", "new_taiwan_dollar", "peruvian_sol", "bitcoin"]) {
    test(`a number is shown as ${format}`, async () => {
      const { sourceId } = await newTable("Formats", { N: { number: { format } } });
      assert.equal((await schemaOf(sourceId)).N.number.format, format);
    });
  }

  test("a number's format is changed", async () => {
    const { sourceId } = await newTable("Formats", { N: { number: {} } });
    await update(sourceId, { N: { number: { format: "percent" } } });
    assert.equal((await schemaOf(sourceId)).N.number.format, "percent");
  });

  test("a unique id has a prefix or none, and the prefix is changed", async () => {
    const { sourceId } = await newTable("Tickets", { No: { unique_id: { prefix: "INC" } } });
    const row = await newRow(sourceId, "First");
    assert.deepEqual(row.properties.No.unique_id, { prefix: "INC", number: 1 });
    await update(sourceId, { No: { unique_id: { prefix: "TASK" } } });
    assert.deepEqual((await notion.pages.retrieve({ page_id: row.id })).properties.No.unique_id, { prefix: "TASK", number: 1 });
    const bare = await newTable("Bare", { No: { unique_id: { prefix: null } } });
    assert.equal((await newRow(bare.sourceId, "Row")).properties.No.unique_id.prefix, null);
  });

  test("numbers of unique ids go on after rows went to the trash", async () => {
    const { sourceId } = await newTable("Tickets", { No: { unique_id: { prefix: "T" } } });
    const first = await newRow(sourceId, "1");
    await notion.pages.update({ page_id: first.id, in_trash: true });
    assert.equal((await newRow(sourceId, "2")).properties.No.unique_id.number, 2);
    assert.equal((await notion.pages.retrieve({ page_id: first.id })).properties.No.unique_id.number, 1);
  });

  test("unique ids count anew in every data source", async () => {
    for (const name of ["one", "two"]) {
      const { sourceId } = await newTable(name, { No: { unique_id: {} } });
      assert.equal((await newRow(sourceId, "Row")).properties.No.unique_id.number, 1);
    }
  });

  for (const type of ["button", "verification"]) {
    test(`a ${type} is accepted and not made`, async () => {
      const { sourceId } = await newTable("Ignored", { Gone: { [type]: {} } });
      assert.deepEqual(Object.keys(await schemaOf(sourceId)), ["Name"]);
    });
  }

  test("a type that does not exist is refused", () => invalid(newTable("Odd", { P: { telepathy: {} } })));

  test("properties are added, renamed with their id kept, described and removed in one request", async () => {
    const { sourceId } = await newTable("Many", { A: { number: {} }, B: { number: {} } });
    const row = await newRow(sourceId, "Row", { A: { number: 5 } });
    const { A } = await schemaOf(sourceId);

    const answer = await update(sourceId, { A: { name: "Cost" }, B: null, C: { rich_text: {} } });

    assert.deepEqual(Object.keys(answer.properties).sort(), ["C", "Cost", "Name"]);
    assert.equal(answer.properties.Cost.id, A.id);
    assert.equal((await notion.pages.retrieve({ page_id: row.id })).properties.Cost.number, 5);
    assert.deepEqual(await schemaOf(sourceId), answer.properties);
  });

  test("a property is changed by its id", async () => {
    const { sourceId } = await newTable("By id", { A: { number: {} } });
    const { A } = await schemaOf(sourceId);
    await update(sourceId, { [decodeURIComponent(A.id)]: { name: "B" } });
    assert.equal((await schemaOf(sourceId)).B.id, A.id);
  });

  test("a text becomes a number where it reads as one", async () => {
    const { sourceId } = await newTable("Convert", { A: { rich_text: {} } });
    const [good, bad] = [await newRow(sourceId, "good", { A: { rich_text: text("42.5") } }), await newRow(sourceId, "bad", { A: { rich_text: text("many") } })];
    const { A } = await schemaOf(sourceId);

    const answer = await update(sourceId, { A: { number: {} } });

    assert.deepEqual([answer.properties.A.type, answer.properties.A.id], ["number", A.id]);
    assert.equal((await notion.pages.retrieve({ page_id: good.id })).properties.A.number, 42.5);
    assert.equal((await notion.pages.retrieve({ page_id: bad.id })).properties.A.number, null);
  });

  test("a select becomes a status with its id kept", async () => {
    const { sourceId } = await newTable("Convert", { S: { select: { options: [{ name: "Open" }, { name: "Shut" }] } } });
    const { S } = await schemaOf(sourceId);
    const { properties } = await update(sourceId, { S: { status: { options: [{ name: "Open" }, { name: "Shut", group: "Complete" }] } } });
    assert.deepEqual([properties.S.id, properties.S.type], [S.id, "status"]);
  });

  test("the title is neither removed nor converted, and there is one alone", async () => {
    const { sourceId } = await newTable("Title");
    await invalid(update(sourceId, { Name: null }));
    await invalid(update(sourceId, { Name: { number: {} } }));
    await invalid(update(sourceId, { Other: { title: {} } }));
    await invalid(newTable("Two titles", { Other: { title: {} } }));
  });

  test("a schema without a title is refused", () =>
    invalid(notion.databases.create({ parent: { type: "page_id", page_id: nobody }, initial_data_source: { properties: { A: { number: {} } } } }).catch(async (error) => {
      if (error.status !== 404) {
        throw error;
      }

      const { database } = await newTable("Parent");
      return notion.dataSources.create({ parent: { type: "database_id", database_id: database.id }, properties: { A: { number: {} } } });
    })));

  test("two properties do not bear one name", async () => {
    const { sourceId } = await newTable("Names", { A: { number: {} }, B: { number: {} } });
    await invalid(update(sourceId, { A: { name: "B" } }));
  });

  test("a property that does not exist is not removed or renamed", async () => {
    const { sourceId } = await newTable("Names");
    await invalid(update(sourceId, { Nowhere: null }));
    await invalid(update(sourceId, { Nowhere: { name: "X" } }));
  });

  test("nothing of a refused change of a schema is kept", async () => {
    const { sourceId } = await newTable("Whole", { A: { number: {} } });
    const before = await schemaOf(sourceId);
    await invalid(update(sourceId, { B: { number: {} }, Name: null }));
    assert.deepEqual(await schemaOf(sourceId), before);
  });
});

describe("values", () => {
  let sourceId;
  let person;
  let other;

  before(async () => {
    person = (await notion.users.list({})).results.find((user) => user.type === "person");
    const target = await newTable("Others");
    other = await newRow(target.sourceId, "Other");
    ({ sourceId } = await newTable("Values", {
      T: { rich_text: {} }, N: { number: {} }, S: { select: { options: [{ name: "a", color: "red" }] } }, M: { multi_select: { options: [{ name: "a" }, { name: "b" }] } },
      St: { status: {} }, D: { date: {} }, P: { people: {} }, F: { files: {} }, C: { checkbox: {} }, U: { url: {} }, E: { email: {} }, Ph: { phone_number: {} },
      R: { relation: { data_source_id: target.sourceId, single_property: {} } }, Pl: { place: {} }, Ct: { created_time: {} }, Cb: { created_by: {} },
      Lt: { last_edited_time: {} }, Lb: { last_edited_by: {} }, No: { unique_id: {} }, Fo: { formula: { expression: "1" } },
      Ro: { rollup: { relation_property_name: "R", rollup_property_name: "Name", function: "count" } },
    }));
  });

  /** Writes a value, reads it back, clears it, and reads again. */
  const roundTrip = (name, key, written, read, cleared, empty) =>
    test(`${name} is written, read and cleared`, async () => {
      const row = await newRow(sourceId, "Row", { [key]: written() });
      const full = (await notion.pages.retrieve({ page_id: row.id })).properties[key];
      assert.deepEqual(full[full.type], read(full[full.type]));
      const after = (await notion.pages.update({ page_id: row.id, properties: { [key]: cleared } })).properties[key];
      assert.deepEqual(after[after.type], empty);
      assert.equal(after.id, full.id);
    });

  roundTrip("a title", "Name", () => ({ title: text("Title") }), (value) => (assert.equal(plain(value), "Title"), value), { title: [] }, []);
  roundTrip("a text", "T", () => ({ rich_text: text("Text") }), (value) => (assert.equal(plain(value), "Text"), value), { rich_text: [] }, []);
  roundTrip("a number", "N", () => ({ number: -12.75 }), () => -12.75, { number: null }, null);
  roundTrip("the number zero", "N", () => ({ number: 0 }), () => 0, { number: null }, null);
  roundTrip("a select", "S", () => ({ select: { name: "a" } }), ({ id }) => ({ id, name: "a", color: "red" }), { select: null }, null);
  roundTrip("a multi-select", "M", () => ({ multi_select: [{ name: "b" }, { name: "a" }] }), (value) => (assert.deepEqual(value.map(({ name }) => name), ["b", "a"]), value), { multi_select: [] }, []);
  roundTrip("a date", "D", () => ({ date: { start: "2026-09-15" } }), () => ({ start: "2026-09-15", end: null, time_zone: null }), { date: null }, null);
  roundTrip("a range of dates", "D", () => ({ date: { start: "2026-09-15", end: "2026-09-20" } }), () => ({ start: "2026-09-15", end: "2026-09-20", time_zone: null }), { date: null }, null);
  roundTrip("a time", "D", () => ({ date: { start: "2026-09-15T10:30:59+02:00" } }), () => ({ start: "2026-09-15T10:30:00.000+02:00", end: null, time_zone: null }), { date: null }, null);
  roundTrip("a time in a zone", "D", () => ({ date: { start: "2026-01-15T10:30:00", time_zone: "America/New_York" } }), () => ({ start: "2026-01-15T10:30:00.000-05:00", end: null, time_zone: null }), { date: null }, null);
  roundTrip("people", "P", () => ({ people: [{ id: person.id }] }), (value) => (assert.deepEqual(value.map(({ id, object }) => [id, object]), [[person.id, "user"]]), value), { people: [] }, []);
  roundTrip("a file elsewhere", "F", () => ({ files: [{ name: "a.pdf", external: { url: "https://example.com/a.pdf" } }] }),
    () => [{ name: "a.pdf", type: "external", external: { url: "https://example.com/a.pdf" } }], { files: [] }, []);
  roundTrip("a checkbox", "C", () => ({ checkbox: true }), () => true, { checkbox: false }, false);
  roundTrip("an address", "U", () => ({ url: "https://example.com" }), () => "https://example.com", { url: null }, null);
  roundTrip("an e-mail address", "E", () => ({ email: "a@example.com" }), () => "a@example.com", { email: null }, null);
  roundTrip("a phone number", "Ph", () => ({ phone_number: "+1 555" }), () => "+1 555", { phone_number: null }, null);
  roundTrip("a relation", "R", () => ({ relation: [{ id: other.id }] }), () => [{ id: other.id }], { relation: [] }, []);
  roundTrip("a place", "Pl", () => ({ place: { lat: 52.5, lon: 13.4, name: "Berlin" } }),
    () => ({ lat: 52.5, lon: 13.4, name: "Berlin", address: null, aws_place_id: null, google_place_id: null }), { place: null }, null);

  test("a status is written, and clearing it sets the first option", async () => {
    const row = await newRow(sourceId, "Row", { St: { status: { name: "Done" } } });
    assert.deepEqual([row.properties.St.status.name, row.properties.St.status.color], ["Done", "green"]);
    const cleared = await notion.pages.update({ page_id: row.id, properties: { St: { status: null } } });
    assert.equal(cleared.properties.St.status.name, "Not started");
  });

  test("an empty row shows every property with its empty value", async () => {
    const { properties } = await notion.pages.create({ parent: { data_source_id: sourceId }, properties: {} });
    const values = Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, value[value.type]]));
    assert.deepEqual([values.Name, values.T, values.M, values.P, values.F, values.R], [[], [], [], [], [], []]);
    assert.deepEqual([values.N, values.S, values.D, values.U, values.E, values.Ph, values.Pl], Array(7).fill(null));
    assert.deepEqual([values.C, values.St.name, properties.R.has_more], [false, "Not started", false]);
    assert.ok(values.No.number > 0);
  });

  test("times and authors of a row are properties too", async () => {
    const me = await notion.users.me({});
    const row = await newRow(sourceId, "Row");
    assert.equal(row.properties.Ct.created_time, row.created_time);
    assert.equal(row.properties.Lt.last_edited_time, row.last_edited_time);
    assert.deepEqual([row.properties.Cb.created_by.id, row.properties.Lb.last_edited_by.id], [me.id, me.id]);
  });

  const readOnly = { Fo: { formula: { number: 1 } }, Ro: { rollup: { number: 1 } }, Ct: { created_time: "2026-01-01T00:00:00Z" }, Cb: { created_by: { id: nobody } },
    Lt: { last_edited_time: "2026-01-01T00:00:00Z" }, Lb: { last_edited_by: { id: nobody } }, No: { unique_id: { number: 1 } } };
  for (const [key, value] of Object.entries(readOnly)) {
    test(`a ${Object.keys(value)[0]} is not written`, async () => {
      const row = await newRow(sourceId, "Row");
      const { status, body } = await send("PATCH", `pages/${row.id}`, { properties: { [key]: value } });
      assert.deepEqual([status, body.code], [400, "validation_error"]);
    });
  }

  const wrong = [
    ["a text for a number", { N: { number: "12" } }], ["a number for a text", { T: { rich_text: 12 } }], ["a value of another type", { N: { rich_text: text("12") } }],
    ["a checkbox that is a word", { C: { checkbox: "yes" } }], ["a date that is none", { D: { date: { start: "tomorrow" } } }],
    ["an end before the start", { D: { date: { start: "2026-02-02", end: "2026-02-01" } } }], ["a time zone that does not exist", { D: { date: { start: "2026-02-02T10:00:00", time_zone: "Mars/Base" } } }],
    ["a person that does not exist", { P: { people: [{ id: nobody }] } }], ["a select option with a comma", { S: { select: { name: "a, b" } } }],
    ["a select option that has no such id", { S: { select: { id: nobody } } }], ["an unknown status", { St: { status: { name: "Lost" } } }],
    ["a place without its longitude", { Pl: { place: { lat: 1 } } }], ["an unknown property", { Nowhere: { number: 1 } }], ["a number that is infinite", { N: { number: "Infinity" } }],
  ];
  for (const [name, properties] of wrong) {
    test(`${name} is refused, and nothing of that write is kept`, async () => {
      const row = await newRow(sourceId, "Row", { Ph: { phone_number: "1" } });
      const { status, body } = await send("PATCH", `pages/${row.id}`, { properties: { Ph: { phone_number: "2" }, ...properties } });
      assert.deepEqual([status, body.code], [400, "validation_error"], body.message);
      assert.equal((await notion.pages.retrieve({ page_id: row.id })).properties.Ph.phone_number, "1");
    });
  }

  test("an unknown property is named as one that does not exist", () => invalid(newRow(sourceId, "Row", { Nowhere: { number: 1 } }), "Nowhere is not a property that exists."));

  test("a status that does not exist is named", () => invalid(newRow(sourceId, "Row", { St: { status: { name: "Lost" } } }), 'Invalid status option. Status option "Lost" does not exist'));
});

describe("options", () => {
  const names = (property) => property[property.type].options.map((option) => option.name);

  for (const type of ["select", "multi_select"]) {
    const value = (name) => ({ [type]: type === "select" ? { name } : [{ name }] });

    test(`a page write grows the options of a ${type}`, async () => {
      const { sourceId } = await newTable("Grow", { S: { [type]: { options: [{ name: "known" }] } } });
      await newRow(sourceId, "Row", { S: value("new") });
      assert.deepEqual(names((await schemaOf(sourceId)).S), ["known", "new"]);
    });

    test(`an option of a ${type} is found whatever its case`, async () => {
      const { sourceId } = await newTable("Case", { S: { [type]: { options: [{ name: "Known" }] } } });
      const row = await newRow(sourceId, "Row", { S: value("kNOWN") });
      assert.deepEqual([row.properties.S[type]].flat().map((option) => option.name), ["Known"]);
      assert.deepEqual(names((await schemaOf(sourceId)).S), ["Known"]);
    });

    test(`an option of a ${type} is given by id`, async () => {
      const { sourceId } = await newTable("Id", { S: { [type]: { options: [{ name: "Known" }] } } });
      const [{ id }] = (await schemaOf(sourceId)).S[type].options;
      const row = await newRow(sourceId, "Row", { S: { [type]: type === "select" ? { id } : [{ id }] } });
      assert.equal([row.properties.S[type]].flat()[0].name, "Known");
    });

    test(`the list of a ${type} is replaced: left out options go, and with them the values`, async () => {
      const { sourceId } = await newTable("Replace", { S: { [type]: { options: [{ name: "keep", color: "red" }, { name: "drop" }] } } });
      const row = await newRow(sourceId, "Row", { S: value("drop") });
      const [keep] = (await schemaOf(sourceId)).S[type].options;

      await update(sourceId, { S: { [type]: { options: [{ name: "keep" }, { name: "add" }] } } });

      const options = (await schemaOf(sourceId)).S[type].options;
      assert.deepEqual(options.map((option) => option.name), ["keep", "add"]);
      assert.deepEqual([options[0].id, options[0].color], [keep.id, "red"]);
      assert.deepEqual([(await notion.pages.retrieve({ page_id: row.id })).properties.S[type]].flat().filter(Boolean), []);
    });

    test(`an empty configuration clears the options of a ${type}`, async () => {
      const { sourceId } = await newTable("Clear", { S: { [type]: { options: [{ name: "a" }] } } });
      await update(sourceId, { S: { [type]: {} } });
      assert.deepEqual(names((await schemaOf(sourceId)).S), []);
    });

    test(`an option of a ${type} is not renamed, though the answer is no refusal`, async () => {
      const { sourceId } = await newTable("Rename", { S: { [type]: { options: [{ name: "old" }] } } });
      const [{ id }] = (await schemaOf(sourceId)).S[type].options;
      await update(sourceId, { S: { [type]: { options: [{ id, name: "new" }] } } });
      assert.deepEqual(names((await schemaOf(sourceId)).S), ["old"]);
    });

    test(`options of a ${type} have no comma and no double, whatever the case`, async () => {
      await invalid(newTable("Comma", { S: { [type]: { options: [{ name: "a, b" }] } } }), "comma");
      await invalid(newTable("Double", { S: { [type]: { options: [{ name: "a" }, { name: "A" }] } } }), "duplicate");
    });

    test(`an option of a ${type} needs a name`, () => invalid(newTable("Nameless", { S: { [type]: { options: [{ color: "red" }] } } })));
  }

  for (const color of ["default", "gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red"]) {
    test(`an option is ${color}`, async () => {
      const { sourceId } = await newTable("Colors", { S: { select: { options: [{ name: "a", color }] } } });
      assert.equal((await schemaOf(sourceId)).S.select.options[0].color, color);
    });
  }

  test("an option has no other colour", () => invalid(newTable("Colors", { S: { select: { options: [{ name: "a", color: "mauve" }] } } })));

  test("options are described", async () => {
    const { sourceId } = await newTable("Described", { S: { select: { options: [{ name: "a", description: "first" }, { name: "b" }] } } });
    assert.deepEqual((await schemaOf(sourceId)).S.select.options.map((option) => option.description), ["first", null]);
  });

  test("a status begins with three options in three groups", async () => {
    const { sourceId } = await newTable("Status", { S: { status: {} } });
    const { options, groups } = (await schemaOf(sourceId)).S.status;
    assert.deepEqual(options.map((option) => option.name), ["Not started", "In progress", "Done"]);
    assert.deepEqual(groups.map((group) => group.name), ["To-do", "In progress", "Complete"]);
    assert.deepEqual(groups.map((group) => group.option_ids), options.map((option) => [option.id]));
  });

  test("options of a status name their group, and are To-do else", async () => {
    const { sourceId } = await newTable("Status", { S: { status: { options: [{ name: "applied", color: "yellow", group: "In progress" }, { name: "rejected", group: "Complete" }, { name: "new" }] } } });
    const { options, groups } = (await schemaOf(sourceId)).S.status;
    const inGroup = (name) => groups.find((group) => group.name === name).option_ids.map((id) => options.find((option) => option.id === id).name);
    assert.deepEqual([inGroup("To-do"), inGroup("In progress"), inGroup("Complete")], [["new"], ["applied"], ["rejected"]]);
  });

  test("an option keeps its group when a change does not name it", async () => {
    const { sourceId } = await newTable("Status", { S: { status: { options: [{ name: "a", group: "Complete" }] } } });
    await update(sourceId, { S: { status: { options: [{ name: "a" }, { name: "b" }] } } });
    const { options, groups } = (await schemaOf(sourceId)).S.status;
    assert.deepEqual(groups.find((group) => group.name === "Complete").option_ids, [options[0].id]);
  });

  test("a group of its own is refused", () => invalid(newTable("Status", { S: { status: { options: [{ name: "a", group: "Someday" }] } } })));

  test("a person's new option is there for the API", async () => {
    const { sourceId } = await newTable("Person", { S: { select: {} } });
    const row = await newRow(sourceId, "Row");
    await admin("POST", "person", { action: "edit", pageId: row.id, properties: { S: { select: { name: "by hand" } } } });
    assert.equal((await notion.pages.retrieve({ page_id: row.id })).properties.S.select.name, "by hand");
  });
});
