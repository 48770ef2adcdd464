// Sections 3.7, 2.10 and 8, and the doors beside the API: tasks, templates, webhooks, tokens, faults and snapshots, on a clock that is moved.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { verifyWebhookSignature } from "@notionhq/client";
import { judgeEvent } from "../contract.mjs";
import { admin, childrenOf, invalid, nameOf, newClient, newPage, newRow, newTable, nobody, notFound, notion, paragraph, parentPage, plain, refused, send, text, url } from "../notion.mjs";

const advance = (seconds) => admin("POST", "clock", { advanceSeconds: seconds });

describe("tasks", () => {
  const start = (title) => notion.pages.create({ parent: { page_id: parentPage }, properties: { title: { title: text(title) } }, markdown: "later", allow_async: true });
  const ask = (id) => notion.asyncTasks.retrieve({ task_id: id });

  test("a page with Markdown may be made in the background, and its task tells how it goes", async () => {
    const task = await start("Background");
    assert.deepEqual([task.object, task.operation.surface, task.status], ["async_task", "rest", "queued"]);
    assert.match(task.status_url, new RegExp(`/v1/async_tasks/${task.id}$`));
    assert.ok(task.poll_after_seconds >= 1);
    await advance(5);
    const done = await ask(task.id);
    assert.deepEqual([done.status, done.result.object, plain(done.result.properties.title.title)], ["succeeded", "page", "Background"]);
    assert.equal((await notion.pages.retrieve({ page_id: done.result.id })).id, done.result.id);
  });

  test("the status code of a background answer is 202", async () => {
    const { status } = await send("POST", "pages", { parent: { page_id: parentPage }, properties: {}, markdown: "x", allow_async: true });
    assert.equal(status, 202);
  });

  test("Markdown may be changed in the background", async () => {
    const page = await newPage("Changed", { markdown: "before" });
    const task = await notion.pages.updateMarkdown({ page_id: page.id, type: "replace_content", replace_content: { new_str: "after" }, allow_async: true });
    assert.equal(task.object, "async_task");
    await advance(5);
    const done = await ask(task.id);
    assert.deepEqual([done.status, done.result.object, done.result.markdown], ["succeeded", "page_markdown", "after"]);
  });

  test("a task that fails has an error of the usual shape", async () => {
    await admin("POST", "faults", { method: "POST", path: "/v1/pages", kind: "taskFails", status: 503 });
    const task = await start("Fails");
    await advance(5);
    const failed = await ask(task.id);
    assert.deepEqual([failed.status, failed.error.object, failed.error.code], ["failed", "error", "service_unavailable"]);
  });

  test("what is refused is refused at once", async () => {
    const { status, body } = await send("POST", "pages", { parent: { page_id: nobody }, properties: {}, markdown: "x", allow_async: true });
    assert.deepEqual([status, body.code], [404, "object_not_found"]);
  });

  test("only Markdown is done in the background", async () => {
    const { status } = await send("POST", "pages", { parent: { page_id: parentPage }, properties: {}, children: [paragraph("x")], allow_async: true });
    assert.equal(status, 400);
  });

  test("a task that is not there, or another token's, is not found", async () => {
    await notFound(ask(nobody));
    const task = await start("Mine");
    const { token } = await admin("POST", "tokens", { name: "curious" });
    await notFound(newClient({ auth: token }).asyncTasks.retrieve({ task_id: task.id }));
  });
});

describe("templates", () => {
  let source;
  let template;
  before(async () => {
    ({ sourceId: source } = await newTable("Templates", { Cost: { number: {} } }));
    template = (await admin("POST", "templates", { dataSourceId: source, name: "Runbook", isDefault: true, properties: { Cost: { number: 7 } }, markdown: "## Steps" })).id;
  });

  test("templates are listed, by name too", async () => {
    const { templates } = await notion.dataSources.listTemplates({ data_source_id: source });
    assert.deepEqual(templates, [{ id: template, name: "Runbook", is_default: true }]);
    assert.deepEqual((await notion.dataSources.listTemplates({ data_source_id: source, name: "Nothing" })).templates, []);
  });

  for (const [name, use] of [["the default one", () => ({ type: "default" })], ["one by id", () => ({ type: "template_id", template_id: template })]]) {
    test(`the content of ${name} comes after the answer`, async () => {
      const row = await newRow(source, "From template", {}, { template: use() });
      assert.deepEqual(await childrenOf(row.id), []);
      await advance(5);
      assert.deepEqual((await childrenOf(row.id)).map((block) => block.type), ["heading_2"]);
      assert.equal((await notion.pages.retrieve({ page_id: row.id })).properties.Cost.number, 7);
    });
  }

  test("a template that is not there is refused", async () => {
    await assert.rejects(newRow(source, "None", {}, { template: { type: "template_id", template_id: nobody } }), (error) => [400, 404].includes(error.status));
  });
});

describe("webhooks", () => {
  let server;
  let hook;
  let verification;
  const told = [];
  const waiting = [];
  let answer = 200;

  before(async () => {
    server = createServer((request, response) => {
      const chunks = [];
      request.on("data", (chunk) => chunks.push(chunk)).on("end", () => {
        const letter = { body: Buffer.concat(chunks).toString("utf8"), signature: request.headers["x-notion-signature"] };
        response.writeHead(answer).end();
        (waiting.shift() ?? ((late) => told.push(late)))(letter);
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const made = await admin("POST", "webhooks", { url: `http://127.0.0.1:${server.address().port}/hook` });
    hook = made.id;
    const first = await letter();
    verification = JSON.parse(first.body).verification_token;
    assert.match(verification, /^secret_/);
    assert.ok(await verifyWebhookSignature({ body: first.body, signature: first.signature, verificationToken: verification }), "the handshake is signed too");
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const letter = () => (told.length > 0 ? Promise.resolve(told.shift()) : new Promise((resolve) => waiting.push(resolve)));
  async function event(type) {
    for (;;) {
      const { body, signature } = await letter();
      assert.ok(await verifyWebhookSignature({ body, signature, verificationToken: verification }), "the signature is right");
      const it = JSON.parse(body);
      judgeEvent(it);
      if (it.type === type) {
        return it;
      }
    }
  }

  test("a webhook is silent until its token is given back, and another token is refused", async () => {
    await assert.rejects(admin("POST", `webhooks/${hook}/confirm`, { verificationToken: "secret_wrong" }), /400/);
    assert.equal((await admin("POST", `webhooks/${hook}/confirm`, { verificationToken: verification })).confirmed, true);
  });

  test("a new page is told with ids alone", async () => {
    const page = await newPage("Told");
    await advance(60);
    const it = await event("page.created");
    assert.deepEqual(it.entity, { id: page.id, type: "page" });
    assert.equal(it.authors[0].id, (await notion.users.me({})).id);
    assert.deepEqual([it.authors[0].type, it.attempt_number, it.api_version], ["bot", 1, "2026-03-11"]);
    assert.ok(!JSON.stringify(it).includes("Told"));
  });

  test("several edits within the window are one event that names the properties", async () => {
    const { sourceId } = await newTable("Edited", { A: { number: {} }, B: { number: {} } });
    const row = await newRow(sourceId, "Row");
    await advance(60);
    await event("page.created");
    await notion.pages.update({ page_id: row.id, properties: { A: { number: 1 } } });
    const last = await notion.pages.update({ page_id: row.id, properties: { B: { number: 2 } } });
    await advance(60);
    const it = await event("page.properties_updated");
    assert.equal(it.entity.id, row.id);
    assert.deepEqual([...it.data.updated_properties].sort(), [last.properties.A.id, last.properties.B.id].sort());
  });

  const changes = [
    ["page.locked", (page) => notion.pages.update({ page_id: page.id, is_locked: true })],
    ["page.unlocked", (page) => notion.pages.update({ page_id: page.id, is_locked: false })],
    ["page.content_updated", (page) => notion.blocks.children.append({ block_id: page.id, children: [paragraph("x")] })],
    ["page.deleted", (page) => notion.pages.update({ page_id: page.id, in_trash: true })],
    ["page.undeleted", (page) => notion.pages.update({ page_id: page.id, in_trash: false })],
    ["comment.created", (page) => notion.comments.create({ parent: { page_id: page.id }, rich_text: text("x") })],
    ["database.created", () => newTable("New")],
    ["data_source.created", () => newTable("New")],
    ["view.created", () => newTable("New")],
    ["file_upload.created", () => notion.fileUploads.create({ mode: "single_part", filename: "a.txt", content_type: "text/plain" })],
  ];
  test("a page that others change is told of", async () => {
    const page = await newPage("Subject");
    await advance(60);
    await event("page.created");
    for (const [type, act] of changes) {
      await act(page);
      await advance(60);
      assert.equal((await event(type)).type, type);
    }
  });

  test("a moved page is told of", async () => {
    const [page, home] = [await newPage("Mover"), await newPage("Home")];
    await notion.pages.move({ page_id: page.id, parent: { page_id: home.id } });
    await advance(60);
    assert.equal((await event("page.moved")).entity.id, page.id);
  });

  test("a changed schema is told with what was done to each property", async () => {
    const { sourceId } = await newTable("Schema", { Old: { number: {} }, Kept: { number: {} } });
    await advance(60);
    await notion.dataSources.update({ data_source_id: sourceId, properties: { Old: null, New: { number: {} }, Kept: { name: "Renamed" } } });
    await advance(60);
    const it = await event("data_source.schema_updated");
    assert.deepEqual(it.data.updated_properties.map(({ name, action }) => [name, action]).sort(), [["New", "created"], ["Old", "deleted"], ["Renamed", "updated"]]);
  });

  test("an event that was not taken comes again with a higher attempt number and the same id", async () => {
    answer = 500;
    const page = await newPage("Refused");
    await advance(60);
    const first = await event("page.created");
    answer = 200;
    for (let tries = 0; tries < 3; tries++) {
      await advance(3600);
    }

    const second = await event("page.created");
    assert.deepEqual([first.entity.id, second.entity.id, second.id, second.attempt_number > 1], [page.id, page.id, first.id, true]);
  });

  test("a webhook leads to this machine only", () => assert.rejects(admin("POST", "webhooks", { url: "https://example.com/hook" }), /400/));
});

describe("several tokens", () => {
  test("every token has a bot, capabilities and a window of its own", async () => {
    const made = await admin("POST", "tokens", { name: "reader", requestsPerMinute: 2, capabilities: { insert: false, update: false } });
    const reader = newClient({ auth: made.token, retry: false });
    assert.equal((await reader.users.me({})).id, made.bot_id);
    assert.notEqual(made.bot_id, (await notion.users.me({})).id);
    await refused(reader.pages.create({ parent: { page_id: parentPage }, properties: {} }), 403, "restricted_resource");
    await refused(reader.users.me({}), 429, "rate_limited");
    assert.equal((await notion.users.me({})).type, "bot");
  });

  test("a token sees the pages that are shared with it, and what is in them", async () => {
    const [shared, hidden] = [await newPage("Shared", { children: [paragraph("x")] }), await newPage("Hidden")];
    const { token } = await admin("POST", "tokens", { name: "guest", pages: [shared.id] });
    const guest = newClient({ auth: token });
    assert.equal((await guest.pages.retrieve({ page_id: shared.id })).id, shared.id);
    assert.equal((await guest.blocks.children.list({ block_id: shared.id })).results.length, 1);
    await notFound(guest.pages.retrieve({ page_id: hidden.id }), "Could not find page with ID");
    assert.deepEqual((await guest.search({ query: "Hidden" })).results, []);
  });

  test("a token without the capability sees no addresses of people, or no people at all", async () => {
    const blind = newClient({ auth: (await admin("POST", "tokens", { name: "no addresses", capabilities: { emails: false } })).token });
    const person = (await blind.users.list({})).results.find((user) => user.type === "person");
    assert.equal(person.person?.email, undefined);
    const none = newClient({ auth: (await admin("POST", "tokens", { name: "no users", capabilities: { users: false, emails: false } })).token });
    await refused(none.users.list({}), 403, "restricted_resource");
  });

  test("the workspace has a window that all tokens share", async () => {
    await admin("POST", "budget", { workspaceRequestsPerMinute: 0 });
    try {
      const error = await refused(newClient({ retry: false }).users.me({}), 429, "rate_limited");
      assert.equal(error.additional_data.rate_limit_reason, "public_api_space_request_rate_limit");
      assert.equal(error.headers.get("retry-after"), error.additional_data.retry_after);
    } finally {
      await admin("POST", "budget", { workspaceRequestsPerMinute: null });
    }
  });
});

describe("faults", () => {
  const codes = [[409, "conflict_error"], [500, "internal_server_error"], [502, "bad_gateway"], [503, "service_unavailable"], [504, "gateway_timeout"], [529, "service_overload"]];
  for (const [status, code] of codes) {
    test(`a fault answers ${status} ${code}`, async () => {
      await admin("POST", "faults", { method: "GET", path: "/v1/users/me", status });
      const answer = await send("GET", "users/me");
      assert.deepEqual([answer.status, answer.body.code], [status, code]);
      assert.equal((await send("GET", "users/me")).status, 200);
    });
  }

  test("a token that is blocked is told not to try again", async () => {
    await admin("POST", "faults", { method: "GET", path: "/v1/users/me", status: 429, retryAfter: 30, reason: "public_api_request_blocked" });
    const { status, body, headers } = await send("GET", "users/me");
    assert.deepEqual([status, body.additional_data.rate_limit_reason, headers.get("retry-after")], [429, "public_api_request_blocked", "30"]);
  });

  test("a fault strikes the call that it is told to, so many times", async () => {
    await admin("POST", "faults", { method: "GET", path: "/v1/users/me", status: 500, nth: 2, times: 2 });
    const statuses = [];
    for (let i = 0; i < 4; i++) {
      statuses.push((await send("GET", "users/me")).status);
    }

    assert.deepEqual(statuses, [200, 500, 500, 200]);
  });

  test("a fault before the write leaves nothing, one after it leaves what was written", async () => {
    for (const [when, count] of [["before", 0], ["after", 1]]) {
      const { sourceId } = await newTable("Faulty");
      await admin("POST", "faults", { method: "POST", path: "/v1/pages", status: 500, when });
      assert.equal((await send("POST", "pages", { parent: { data_source_id: sourceId }, properties: {} })).status, 500);
      assert.equal((await notion.dataSources.query({ data_source_id: sourceId })).results.length, count);
    }
  });

  test("an append that was saved although it failed names its blocks in their order", async () => {
    const page = await newPage("Appended");
    await admin("POST", "faults", { method: "PATCH", path: "/v1/blocks/{block_id}/children", kind: "committed503" });
    const { status, body } = await send("PATCH", `blocks/${page.id}/children`, { children: [paragraph("a"), paragraph("b")] });
    assert.equal(status, 503);
    assert.match(body.message, /^The change was saved, but the response could not be built in time/);
    assert.deepEqual([body.additional_data.committed_resource_id, body.additional_data.deadline_ms], [page.id, "55000"]);
    assert.deepEqual(body.additional_data.committed_child_ids, (await childrenOf(page.id)).map((block) => block.id));
  });

  test("faults are cleared", async () => {
    await admin("POST", "faults", { method: "GET", path: "/v1/users/me", status: 500, times: 100 });
    await admin("DELETE", "faults");
    assert.equal((await send("GET", "users/me")).status, 200);
  });
});

describe("the doors beside the API", () => {
  test("requests are counted by endpoint", async () => {
    await admin("POST", "requests/reset");
    await newPage("Counted");
    const counts = JSON.stringify(await admin("GET", "requests"));
    assert.match(counts, /POST \/v1\/pages/);
  });

  test("other origins are not let in", async () => {
    for (const headers of [{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }]) {
      assert.equal((await fetch(`${url}/_admin/requests`, { headers })).status, 403);
    }
  });

  test("a person edits, trashes and restores a row, and renames and duplicates it", async () => {
    const { sourceId } = await newTable("By hand", { Cost: { number: {} } });
    const row = await newRow(sourceId, "Row", { Cost: { number: 1 } });
    const person = (more) => admin("POST", "person", { pageId: row.id, ...more });
    const read = () => notion.pages.retrieve({ page_id: row.id });
    await person({ action: "edit", properties: { Cost: { number: 2 } } });
    assert.equal((await read()).properties.Cost.number, 2);
    await person({ action: "trash" });
    assert.equal((await read()).in_trash, true);
    await person({ action: "restore" });
    await person({ action: "rename", title: "Named" });
    assert.equal(nameOf(await read()), "Named");
    const copy = await person({ action: "duplicate" });
    assert.equal((await notion.pages.retrieve({ page_id: copy.id })).properties.Cost.number, 2);
    await admin("POST", "person", { action: "addProperty", dataSourceId: sourceId, name: "Added", config: { checkbox: {} } });
    assert.equal((await read()).properties.Added.checkbox, false);
  });

  test("the workspace is brought back as it was", async () => {
    const page = await newPage("Kept");
    await admin("POST", "snapshots", { name: "before" });
    await notion.pages.update({ page_id: page.id, in_trash: true });
    const lost = await newPage("Lost");
    await admin("POST", "snapshots/before/restore");
    assert.equal((await notion.pages.retrieve({ page_id: page.id })).in_trash, false);
    await notFound(notion.pages.retrieve({ page_id: lost.id }));
  });

  test("a person's lock does not keep the API out of the page", async () => {
    const page = await newPage("Locked");
    await admin("POST", "person", { action: "lock", pageId: page.id });
    assert.equal((await notion.pages.retrieve({ page_id: page.id })).is_locked, true);
  });

  test("a change to the trash by a person is refused for later writes", async () => {
    const page = await newPage("Trashed");
    await admin("POST", "person", { action: "trash", pageId: page.id });
    await invalid(notion.pages.update({ page_id: page.id, properties: {} }), "archived");
  });
});
