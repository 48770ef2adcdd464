// Section 4: every operator of every kind of filter, in queries of one data source.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { invalid, nameOf, newRow, newTable, notion, text } from "../notion.mjs";

const today = new Date();
const inDays = (days) => new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + days)).toISOString().slice(0, 10);

describe("filters", () => {
  let sourceId;
  let people;
  let bot;
  let related;

  const names = async (filter) => (await notion.dataSources.query({ data_source_id: sourceId, filter })).results.map(nameOf).sort().join("");

  before(async () => {
    const parts = await newTable("Parts", { Price: { number: {} }, Kind: { select: { options: [{ name: "Core" }, { name: "Extra" }] } }, Ready: { checkbox: {} }, Due: { date: {} } });
    const part = (name, price, kind, ready, due) => newRow(parts.sourceId, name, {
      Price: { number: price }, Kind: { select: { name: kind } }, Ready: { checkbox: ready }, Due: { date: { start: due } },
    });
    related = { wheel: await part("Wheel", 10, "Core", true, "2026-01-10"), door: await part("Door", 30, "Extra", false, "2026-02-20") };
    const all = (await notion.users.list({})).results;
    bot = all.find((user) => user.type === "bot").id;
    people = all.filter((user) => user.type === "person").map((user) => user.id);
    ({ sourceId } = await newTable("Filtered", {
      Note: { rich_text: {} }, Link: { url: {} }, Mail: { email: {} }, Phone: { phone_number: {} }, Cost: { number: {} }, No: { unique_id: { prefix: "N" } },
      Done: { checkbox: {} }, Size: { select: { options: [{ name: "S" }, { name: "M" }, { name: "L" }] } },
      State: { status: { options: [{ name: "Idle", group: "To-do" }, { name: "Busy", group: "In progress" }, { name: "Over", group: "Complete" }] } },
      Tags: { multi_select: { options: [{ name: "red" }, { name: "blue" }] } }, Day: { date: {} }, Who: { people: {} }, Files: { files: {} },
      Made: { created_time: {} }, Changed: { last_edited_time: {} }, Maker: { created_by: {} }, Changer: { last_edited_by: {} },
      Parts: { relation: { data_source_id: parts.sourceId, single_property: {} } },
      Prices: { rollup: { relation_property_name: "Parts", rollup_property_name: "Price", function: "show_original" } },
      Names: { rollup: { relation_property_name: "Parts", rollup_property_name: "Name", function: "show_original" } },
      Kinds: { rollup: { relation_property_name: "Parts", rollup_property_name: "Kind", function: "show_original" } },
      AllReady: { rollup: { relation_property_name: "Parts", rollup_property_name: "Ready", function: "show_original" } },
      Dues: { rollup: { relation_property_name: "Parts", rollup_property_name: "Due", function: "show_original" } },
      Sum: { rollup: { relation_property_name: "Parts", rollup_property_name: "Price", function: "sum" } },
      Last: { rollup: { relation_property_name: "Parts", rollup_property_name: "Due", function: "latest_date" } },
      Formula: { formula: { expression: '"constant"' } },
    }));
    const file = { name: "a.txt", type: "external", external: { url: "https://example.com/a.txt" } };
    await newRow(sourceId, "A", {
      Note: { rich_text: text("Alpha one") }, Link: { url: "https://alpha.example/one" }, Mail: { email: "alpha@example.com" }, Phone: { phone_number: "+1 100" },
      Cost: { number: 1 }, Done: { checkbox: true }, Size: { select: { name: "S" } }, State: { status: { name: "Idle" } }, Tags: { multi_select: [{ name: "red" }] },
      Day: { date: { start: inDays(0) } }, Who: { people: [{ id: people[0] }] }, Files: { files: [file] }, Parts: { relation: [{ id: related.wheel.id }] },
    });
    await newRow(sourceId, "B", {
      Note: { rich_text: text("Beta one") }, Link: { url: "https://beta.example/two" }, Mail: { email: "beta@example.org" }, Phone: { phone_number: "+2 200" },
      Cost: { number: 2 }, Size: { select: { name: "M" } }, State: { status: { name: "Busy" } }, Tags: { multi_select: [{ name: "red" }, { name: "blue" }] },
      Day: { date: { start: inDays(1) } }, Who: { people: [{ id: bot }] }, Parts: { relation: [{ id: related.wheel.id }, { id: related.door.id }] },
    });
    await newRow(sourceId, "C", {
      Note: { rich_text: text("Gamma two") }, Link: { url: "https://gamma.example/one" }, Mail: { email: "gamma@example.com" }, Phone: { phone_number: "+3 100" },
      Cost: { number: 3 }, Size: { select: { name: "L" } }, State: { status: { name: "Over" } }, Tags: { multi_select: [{ name: "blue" }] },
      Day: { date: { start: inDays(-1) } }, Parts: { relation: [{ id: related.door.id }] },
    });
    await newRow(sourceId, "D");
  });

  /** One promise for each operator; the expected rows are A to C as filled above, and D, which is empty. */
  const each = (property, kind, cases) => {
    for (const [operator, value, expected] of cases) {
      test(`${kind} of ${property}: ${operator} ${JSON.stringify(value)} gives ${expected || "nothing"}`, async () => {
        assert.equal(await names({ property, [kind]: { [operator]: value } }), expected);
      });
    }
  };

  each("Name", "title", [
    ["equals", "a", "A"], ["does_not_equal", "A", "BCD"], ["contains", "B", "B"], ["does_not_contain", "B", "ACD"],
    ["starts_with", "c", "C"], ["ends_with", "d", "D"], ["is_empty", true, ""], ["is_not_empty", true, "ABCD"],
  ]);
  each("Note", "rich_text", [
    ["equals", "alpha ONE", "A"], ["does_not_equal", "Alpha one", "BCD"], ["contains", "A O", "AB"], ["does_not_contain", "one", "CD"],
    ["starts_with", "gam", "C"], ["ends_with", "ONE", "AB"], ["is_empty", true, "D"], ["is_not_empty", true, "ABC"],
  ]);
  each("Link", "url", [
    ["equals", "https://alpha.example/one", "A"], ["does_not_equal", "https://alpha.example/one", "BCD"], ["contains", "ta.example", "B"],
    ["does_not_contain", "ta.example", "ACD"], ["starts_with", "https://g", "C"], ["ends_with", "/one", "AC"], ["is_empty", true, "D"], ["is_not_empty", true, "ABC"],
  ]);
  each("Mail", "email", [
    ["equals", "ALPHA@example.com", "A"], ["does_not_equal", "alpha@example.com", "BCD"], ["contains", ".com", "AC"], ["does_not_contain", ".com", "BD"],
    ["starts_with", "beta", "B"], ["ends_with", ".org", "B"], ["is_empty", true, "D"], ["is_not_empty", true, "ABC"],
  ]);
  each("Phone", "phone_number", [
    ["equals", "+1 100", "A"], ["does_not_equal", "+1 100", "BCD"], ["contains", "100", "AC"], ["does_not_contain", "100", "BD"],
    ["starts_with", "+2", "B"], ["ends_with", "200", "B"], ["is_empty", true, "D"], ["is_not_empty", true, "ABC"],
  ]);
  each("Cost", "number", [
    ["equals", 2, "B"], ["does_not_equal", 2, "ACD"], ["greater_than", 2, "C"], ["less_than", 2, "A"], ["greater_than_or_equal_to", 2, "BC"],
    ["less_than_or_equal_to", 2, "AB"], ["is_empty", true, "D"], ["is_not_empty", true, "ABC"],
  ]);
  each("No", "unique_id", [
    ["equals", 2, "B"], ["does_not_equal", 2, "ACD"], ["greater_than", 2, "CD"], ["less_than", 2, "A"], ["greater_than_or_equal_to", 2, "BCD"],
    ["less_than_or_equal_to", 2, "AB"],
  ]);
  each("Done", "checkbox", [["equals", true, "A"], ["equals", false, "BCD"], ["does_not_equal", true, "BCD"], ["does_not_equal", false, "A"]]);
  each("Size", "select", [
    ["equals", "S", "A"], ["equals", ["S", "L"], "AC"], ["does_not_equal", "S", "BCD"], ["does_not_equal", ["S", "L"], "BD"],
    ["is_empty", true, "D"], ["is_not_empty", true, "ABC"],
  ]);
  each("State", "status", [
    ["equals", "Busy", "B"], ["equals", ["Busy", "Over"], "BC"], ["does_not_equal", "Idle", "BC"], ["does_not_equal", ["Busy", "Over"], "AD"],
    ["equals", "In progress", "B"], ["equals", ["To-do", "Complete"], "ACD"], ["is_not_empty", true, "ABCD"], ["is_empty", true, ""],
  ]);
  each("Tags", "multi_select", [
    ["contains", "red", "AB"], ["does_not_contain", "red", "CD"], ["contains", ["red", "blue"], "ABC"], ["does_not_contain", ["red", "blue"], "D"],
    ["is_empty", true, "D"], ["is_not_empty", true, "ABC"],
  ]);
  each("Day", "date", [
    ["equals", inDays(0), "A"], ["before", inDays(0), "C"], ["after", inDays(0), "B"], ["on_or_before", inDays(0), "AC"], ["on_or_after", inDays(0), "AB"],
    ["equals", "today", "A"], ["equals", "tomorrow", "B"], ["equals", "yesterday", "C"], ["after", "one_week_ago", "ABC"], ["before", "one_week_from_now", "ABC"],
    ["on_or_after", "one_month_ago", "ABC"], ["on_or_before", "one_month_from_now", "ABC"], ["past_week", {}, "AC"], ["past_month", {}, "AC"],
    ["past_year", {}, "AC"], ["next_week", {}, "AB"], ["next_month", {}, "AB"], ["next_year", {}, "AB"], ["is_empty", true, "D"], ["is_not_empty", true, "ABC"],
  ]);

  test("date of Day: this_week gives the rows between Monday and Sunday", async () => {
    const weekday = (today.getUTCDay() + 6) % 7;
    const expected = [["A", 0], ["B", 1], ["C", -1]].filter(([, days]) => weekday + days >= 0 && weekday + days <= 6).map(([name]) => name).join("");

    assert.equal(await names({ property: "Day", date: { this_week: {} } }), expected);
  });

  for (const [property, kind] of [["Made", "created_time"], ["Changed", "last_edited_time"]]) {
    each(property, kind, [
      ["on_or_before", "today", "ABCD"], ["before", "2020-01-01", ""], ["after", "2020-01-01", "ABCD"], ["past_week", {}, "ABCD"], ["is_not_empty", true, "ABCD"],
    ]);

    test(`the time stamp ${kind} is filtered without a property`, async () => {
      assert.equal(await names({ timestamp: kind, [kind]: { on_or_after: "2020-01-01" } }), "ABCD");
      assert.equal(await names({ timestamp: kind, [kind]: { before: "2020-01-01" } }), "");
    });
  }

  test("people contain a user, me, or nobody", async () => {
    assert.equal(await names({ property: "Who", people: { contains: people[0] } }), "A");
    assert.equal(await names({ property: "Who", people: { does_not_contain: people[0] } }), "BCD");
    assert.equal(await names({ property: "Who", people: { contains: "me" } }), "B");
    assert.equal(await names({ property: "Who", people: { is_empty: true } }), "CD");
    assert.equal(await names({ property: "Who", people: { is_not_empty: true } }), "AB");
  });

  for (const [property, kind] of [["Maker", "created_by"], ["Changer", "last_edited_by"]]) {
    test(`${kind} contains the one who did it`, async () => {
      assert.equal(await names({ property, [kind]: { contains: "me" } }), "ABCD");
      assert.equal(await names({ property, [kind]: { contains: people[0] } }), "");
      assert.equal(await names({ property, [kind]: { does_not_contain: bot } }), "");
    });
  }

  each("Files", "files", [["is_empty", true, "BCD"], ["is_not_empty", true, "A"]]);
  each("Parts", "relation", [["is_empty", true, "D"], ["is_not_empty", true, "ABC"]]);

  test("a relation contains a page or does not", async () => {
    assert.equal(await names({ property: "Parts", relation: { contains: related.wheel.id } }), "AB");
    assert.equal(await names({ property: "Parts", relation: { does_not_contain: related.wheel.id } }), "CD");
  });

  const rollups = [
    ["Prices", "number", { greater_than: 20 }, "BC", "C", "AD"],
    ["Names", "rich_text", { starts_with: "wh" }, "AB", "A", "CD"],
    ["Kinds", "select", { equals: "Core" }, "AB", "A", "CD"],
    ["AllReady", "checkbox", { equals: true }, "AB", "A", "CD"],
    ["Dues", "date", { before: "2026-02-01" }, "AB", "A", "CD"],
  ];
  for (const [property, kind, condition, any, every, none] of rollups) {
    test(`rollup of ${kind}: any, every and none of the related rows`, async () => {
      assert.equal(await names({ property, rollup: { any: { [kind]: condition } } }), any);
      assert.equal(await names({ property, rollup: { every: { [kind]: condition } } }), every);
      assert.equal(await names({ property, rollup: { none: { [kind]: condition } } }), none);
    });
  }

  test("a rollup that is a number or a date is filtered as one", async () => {
    assert.equal(await names({ property: "Sum", rollup: { number: { equals: 40 } } }), "B");
    assert.equal(await names({ property: "Last", rollup: { date: { after: "2026-02-01" } } }), "BC");
  });

  test("groups of conditions are joined by and and or, two levels deep", async () => {
    const cost = (value) => ({ property: "Cost", number: { equals: value } });
    assert.equal(await names({ or: [cost(1), cost(3)] }), "AC");
    assert.equal(await names({ and: [cost(1), cost(3)] }), "");
    assert.equal(await names({ or: [{ and: [cost(1), { property: "Done", checkbox: { equals: true } }] }, cost(2)] }), "AB");
  });

  test("a condition may say its type", async () => {
    assert.equal(await names({ property: "Cost", type: "number", number: { equals: 1 } }), "A");
  });

  const refusals = [
    ["an unknown select option", { property: "Size", select: { equals: "XL" } }, "S"],
    ["an unknown status", { property: "State", status: { equals: "Lost" } }, "Idle"],
    ["an unknown property", { property: "Nowhere", rich_text: { equals: "x" } }, "Could not find property with name or id: Nowhere"],
    ["the wrong kind", { property: "Cost", rich_text: { equals: "x" } }],
    ["an unknown operator", { property: "Cost", number: { roughly: 1 } }],
    ["a year relative to now", { property: "Day", date: { this_year: {} } }],
    ["a month relative to now that the types do not know", { property: "Day", date: { this_month: {} } }],
    ["no condition", { property: "Cost" }],
    ["a date that is none", { property: "Day", date: { equals: "soon" } }],
    ["a person that is no id", { property: "Who", people: { contains: "Ada" } }],
    ["is_empty false", { property: "Cost", number: { is_empty: false } }],
    ["three levels", { or: [{ and: [{ or: [{ property: "Cost", number: { equals: 1 } }] }] }] }],
  ];
  for (const [name, filter, message] of refusals) {
    test(`a filter with ${name} is refused`, () => invalid(notion.dataSources.query({ data_source_id: sourceId, filter }), message));
  }

  const formulaKinds = { string: { equals: "constant" }, number: { equals: 1 }, checkbox: { equals: true }, date: { is_empty: true } };
  for (const [kind, condition] of Object.entries(formulaKinds)) {
    test(`a formula that the API made cannot be filtered as ${kind}`, () =>
      invalid(notion.dataSources.query({ data_source_id: sourceId, filter: { property: "Formula", formula: { [kind]: condition } } }),
        "Unable to filter based on a formula of unknown type"));
  }
});
