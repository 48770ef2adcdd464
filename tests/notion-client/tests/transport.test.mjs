// Sections 1.1 to 1.3: headers, versions, ids, and every refusal that needs no fault.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { newPage, newRow, newTable, nobody, notion, paragraph, parentPage, send, text, token } from "../notion.mjs";

const is = (answer, status, code, message) => {
  assert.deepEqual([answer.status, answer.body.code], [status, code], answer.body.message);
  if (message instanceof RegExp) {
    assert.match(answer.body.message, message);
  } else if (message) {
    assert.equal(answer.body.message, message);
  }
};
const invalid = (answer, message) => is(answer, 400, "validation_error", message);

describe("headers", () => {
  test("a request without a version is told so", async () =>
    is(await send("GET", "users/me", undefined, { "notion-version": null }), 400, "missing_version",
      "Notion-Version header failed validation: Notion-Version header should be defined, instead was `undefined`."));

  for (const version of ["latest", "2026-13-01", "2021-01-01", "2026-03-12"]) {
    test(`the version ${version} is refused`, async () => invalid(await send("GET", "users/me", undefined, { "notion-version": version }), /Notion-Version/));
  }

  for (const authorization of [null, "Bearer ntn_another", "Basic abc", `Bearer ${token} `.trim().toLowerCase().replace("ntn", "x")]) {
    test(`${authorization ?? "no token"} is unauthorized`, async () => is(await send("GET", "users/me", undefined, { authorization }), 401, "unauthorized", "API token is invalid."));
  }

  test("every answer names its request in the body and in a header", async () => {
    for (const path of ["users/me", `pages/${nobody}`]) {
      const { headers, body } = await send("GET", path);
      assert.equal(headers.get("x-notion-request-id"), body.request_id);
    }
  });

  test("no header tells the remaining budget", async () => {
    const { headers } = await send("GET", "users/me");

    assert.deepEqual([...headers.keys()].filter((name) => name.startsWith("x-ratelimit")), []);
  });
});

describe("addresses", () => {
  for (const [method, path] of [["GET", "nowhere"], ["POST", "users/me"], ["DELETE", `pages/${nobody}`], ["GET", "databases"], ["PUT", `pages/${nobody}`], ["GET", "data_sources/a/b/c"]]) {
    test(`${method} ${path.replace(nobody, "{id}")} is no address of the API`, async () => is(await send(method, path), 400, "invalid_request_url", "Invalid request URL."));
  }

  const kinds = [["page", "pages"], ["database", "databases"], ["data_source", "data_sources"], ["block", "blocks"], ["view", "views"], ["user", "users"],
    ["comment", "comments"], ["file_upload", "file_uploads"], ["async_task", "async_tasks"]];
  for (const [kind, path] of kinds) {
    test(`a ${kind} that does not exist is not found`, async () =>
      is(await send("GET", `${path}/${nobody}`), 404, "object_not_found", new RegExp(`^Could not find ${kind} with ID: ${nobody}`)));
  }

  test("what is not found may not be shared, says the message", async () =>
    is(await send("GET", `pages/${nobody}`), 404, "object_not_found",
      `Could not find page with ID: ${nobody}. Make sure the relevant pages and databases are shared with your integration.`));

  test("the id of another kind of object is not found", async () => {
    const { databaseId, sourceId } = await newTable("Kinds");
    is(await send("GET", `data_sources/${databaseId}`), 404, "object_not_found");
    is(await send("GET", `databases/${sourceId}`), 404, "object_not_found");
    is(await send("GET", `pages/${databaseId}`), 404, "object_not_found");
  });

  test("an id that is none is refused", async () => invalid(await send("GET", "pages/not-an-id"), /path\.page_id should be a valid uuid, instead was `"not-an-id"`/));

  test("ids are accepted without dashes and given with them", async () => {
    const page = await newPage("Dashes");

    assert.equal((await notion.pages.retrieve({ page_id: page.id.replaceAll("-", "") })).id, page.id);
    assert.match(page.id, /^[0-9a-f]{8}-/);
  });

  test("an answer's address of a page is not to be parsed, and nothing is published", async () => {
    const page = await newPage("Address");

    assert.match(page.url, /^https:\/\/app\.notion\.com\/p\//);
    assert.equal(page.public_url, null);
  });
});

describe("bodies", () => {
  for (const broken of ["{", "[1,", "{\"a\":}", "nonsense"]) {
    test(`${broken} is no JSON`, async () => is(await send("POST", "search", broken), 400, "invalid_json", "Error parsing JSON body."));
  }

  test("a body that is no object is refused", async () => invalid(await send("POST", "search", "[]"), /body should be an object/));

  test("a POST without a body is taken", async () => {
    const { sourceId } = await newTable("Bodiless");
    assert.equal((await send("POST", "search")).status, 200);
    assert.equal((await send("POST", `data_sources/${sourceId}/query`)).status, 200);
  });

  test("a null start_cursor is as none", async () => {
    const { sourceId } = await newTable("Cursorless");
    assert.equal((await send("POST", `data_sources/${sourceId}/query`, { start_cursor: null })).status, 200);
    assert.equal((await send("POST", "search", { start_cursor: null })).status, 200);
  });

  test("type and object discriminators may be left out of a request and are always answered", async () => {
    const { body } = await send("POST", "pages", { parent: { page_id: parentPage }, properties: { title: { title: [{ text: { content: "Bare" } }] } } });

    assert.deepEqual([body.object, body.parent.type, body.properties.title.type, body.properties.title.title[0].type], ["page", "page_id", "title", "text"]);
  });

  test("what is missing is named", async () => {
    invalid(await send("POST", "databases", { title: [] }), "body failed validation: body.parent should be defined, instead was `undefined`.");
    invalid(await send("PATCH", `blocks/${parentPage}/children`, {}), "body failed validation: body.children should be defined, instead was `undefined`.");
    invalid(await send("POST", "data_sources", { parent: { type: "database_id", database_id: parentPage } }),
      "body failed validation: body.properties should be defined, instead was `undefined`.");
  });

  test("what has the wrong type is named with what it was", async () => {
    invalid(await send("PATCH", `pages/${parentPage}`, { is_locked: "yes" }), 'body failed validation: body.is_locked should be a boolean, instead was `"yes"`.');
    invalid(await send("POST", "search", { query: 5 }), "body failed validation: body.query should be a string, instead was `5`.");
  });

  test("several faults are told at once", async () =>
    invalid(await send("PATCH", `pages/${parentPage}`, { is_locked: "yes", in_trash: "no" }), /is_locked[^]*in_trash/));

  const unknown = [
    ["POST", "pages", { parent: { page_id: parentPage }, properties: {}, extra: 1 }],
    ["PATCH", `pages/${parentPage}`, { extra: 1 }],
    ["PATCH", `blocks/${parentPage}/children`, { children: [], extra: 1 }],
    ["POST", "views", { data_source_id: nobody, name: "v", type: "table", database_id: nobody, extra: 1 }],
    ["POST", "comments", { parent: { page_id: parentPage }, rich_text: text("x"), extra: 1 }],
    ["POST", "search", { extra: 1 }],
  ];
  for (const [method, path, body] of unknown) {
    test(`${method} ${path.replace(parentPage, "{id}")} refuses a key it does not know`, async () => invalid(await send(method, path, body), /body\.extra should be not present, instead was `1`/));
  }

  test("a page is not archived by that name any more", async () => invalid(await send("PATCH", `pages/${parentPage}`, { archived: true }), /body\.archived should be not present/));

  test("a block is not archived by that name any more", async () => {
    const page = await newPage("Old words", { children: [paragraph("one")] });
    const { results: [block] } = await notion.blocks.children.list({ block_id: page.id });
    invalid(await send("PATCH", `blocks/${block.id}`, { archived: true }), /archived/);
  });

  test("a database and a data source are not archived by that name any more", async () => {
    const { databaseId, sourceId } = await newTable("Old words");
    invalid(await send("PATCH", `databases/${databaseId}`, { archived: true }), /body\.archived should be not present/);
    invalid(await send("PATCH", `data_sources/${sourceId}`, { archived: true }), /body\.archived should be not present/);
  });

  test("no answer speaks of archived", async () => {
    const { databaseId, sourceId } = await newTable("No words");
    const row = await newRow(sourceId, "Row");
    for (const path of [`databases/${databaseId}`, `data_sources/${sourceId}`, `pages/${row.id}`, `blocks/${row.id}`]) {
      assert.ok(!("archived" in (await send("GET", path)).body), path);
    }
  });

  test("the old way to append after a block is refused", async () => {
    const page = await newPage("After", { children: [paragraph("one")] });
    const { results: [block] } = await notion.blocks.children.list({ block_id: page.id });
    invalid(await send("PATCH", `blocks/${page.id}/children`, { children: [paragraph("two")], after: block.id }), /body\.after should be not present/);
  });

  test("fields that clients echo from answers are tolerated", async () => {
    const { sourceId } = await newTable("Echo", { Note: { rich_text: {} } });
    const row = await newRow(sourceId, "Row", { Note: { rich_text: text("note") } });

    const { status } = await send("PATCH", `pages/${row.id}`, { properties: { Note: row.properties.Note } });

    assert.equal(status, 200);
  });

  test("read-only fields echoed in writes are refused", async () => {
    invalid(await send("PATCH", `pages/${parentPage}`, { public_url: null }), /public_url/);
    invalid(await send("PATCH", `pages/${parentPage}`, { created_time: "2026-01-01T00:00:00.000Z" }), /created_time/);
  });
});
