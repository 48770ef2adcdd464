import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { APIErrorCode, APIResponseError, ClientErrorCode, LogLevel, RequestTimeoutError, UnknownHTTPResponseError } from "@notionhq/client";
import { admin, ampleBudget, newClient, newPage, notion, parentPage, text } from "../notion.mjs";

const impatient = newClient({ retry: false });
const fault = (body) => admin("POST", "faults", body);
const me = (client = impatient) => client.users.me({});

/** The error that a promise fails with. */
async function failure(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }

  return assert.fail("It succeeded.");
}

/** A client that notes how long it waits before it tries again. */
function patientClient() {
  const waits = [];
  const logger = (level, message, extra) => message === "retrying request" && waits.push(extra.delayMs);
  return { client: newClient({ logLevel: LogLevel.INFO, logger, retry: { initialRetryDelayMs: 1 } }), waits };
}

function assertApiError(error, status, code) {
  assert.ok(APIResponseError.isAPIResponseError(error), String(error));
  assert.deepEqual([error.status, error.code], [status, code]);
  assert.match(error.request_id, /^[0-9a-f-]{36}$/);
}

afterEach(() => admin("DELETE", "faults"));

test("a wrong token is unauthorized", async () => {
  const error = await failure(me(newClient({ auth: "ntn_wrong", retry: false })));

  assertApiError(error, 401, APIErrorCode.Unauthorized);
  assert.equal(error.message, "API token is invalid.");
});

test("what does not exist is not found", async () => {
  const id = "00000000-0000-4000-8000-000000000000";
  const kinds = [
    ["page", () => notion.pages.retrieve({ page_id: id })],
    ["database", () => notion.databases.retrieve({ database_id: id })],
    ["data source", () => notion.dataSources.retrieve({ data_source_id: id })],
    ["view", () => notion.views.retrieve({ view_id: id })],
    ["block", () => notion.blocks.children.list({ block_id: id })],
  ];
  for (const [kind, get] of kinds) {
    const error = await failure(get());
    assertApiError(error, 404, APIErrorCode.ObjectNotFound);
    assert.match(error.message, new RegExp(`^Could not find .*ID: ${id}`), kind);
  }
});

test("what is not shared is not found either", async () => {
  await admin("POST", "share", { shared: false });
  try {
    assertApiError(await failure(notion.pages.retrieve({ page_id: parentPage })), 404, APIErrorCode.ObjectNotFound);
  } finally {
    await admin("POST", "share", { shared: true });
  }

  assert.equal((await notion.pages.retrieve({ page_id: parentPage })).id, parentPage);
});

test("a request that breaks the contract is told where", async () => {
  const unknown = await failure(notion.request({ path: "pages", method: "post", body: { parent: { page_id: parentPage }, properties: {}, surprise: 1 } }));
  const missing = await failure(notion.request({ path: "views", method: "post", body: { name: "View" } }));
  const id = await failure(notion.pages.retrieve({ page_id: "not-an-id" }));

  const expected = [[unknown, /body\.surprise should be not present/], [missing, /body\.\w+ should be defined, instead was `undefined`/], [id, /uuid/]];
  for (const [error, words] of expected) {
    assertApiError(error, 400, APIErrorCode.ValidationError);
    assert.match(error.message, words);
  }
});

test("an unknown path and another version are refused", async () => {
  assertApiError(await failure(notion.request({ path: "nowhere", method: "get" })), 400, APIErrorCode.InvalidRequestURL);
  assertApiError(await failure(me(newClient({ notionVersion: "2021-01-01" }))), 400, APIErrorCode.ValidationError);
});

test("a token that may not insert content is restricted", async () => {
  await admin("POST", "capabilities", { insert: false });
  try {
    const error = await failure(newPage("Forbidden"));
    assertApiError(error, 403, APIErrorCode.RestrictedResource);
  } finally {
    await admin("POST", "capabilities", { insert: true });
  }
});

test("a spent budget is a rate limit that says when to come back", async () => {
  await admin("POST", "budget", { requestsPerMinute: 0 });
  let error;
  try {
    error = await failure(me());
  } finally {
    await admin("POST", "budget", ampleBudget);
  }

  assertApiError(error, 429, APIErrorCode.RateLimited);
  assert.equal(error.additional_data.rate_limit_reason, "public_api_request_rate_limit");
  const seconds = Number(error.additional_data.retry_after);
  assert.ok(Number.isInteger(seconds) && seconds >= 1 && seconds <= 60);
  assert.equal(error.headers.get("retry-after"), error.additional_data.retry_after);
});

test("the client waits as long as Retry-After says, and then succeeds", async () => {
  const { client, waits } = patientClient();
  await fault({ method: "POST", path: "/v1/pages", status: 429, retryAfter: 1, times: 2, reason: "public_api_space_request_rate_limit" });

  const page = await client.pages.create({ parent: { page_id: parentPage }, properties: { title: { title: text("Patient") } } });

  assert.equal(page.object, "page");
  assert.deepEqual(waits, [1000, 1000]);
});

test("an overloaded service is asked again, whatever the method", async () => {
  const { client, waits } = patientClient();
  await fault({ method: "POST", path: "/v1/search", status: 529, retryAfter: 1 });

  await client.search({ query: "nothing" });

  assert.deepEqual(waits, [1000]);
});

test("server errors are tried again for reads only", async () => {
  const { client, waits } = patientClient();
  await fault({ method: "GET", path: "/v1/users/me", status: 500, times: 2 });
  assert.equal((await me(client)).type, "bot");
  assert.equal(waits.length, 2);

  await fault({ method: "POST", path: "/v1/pages", status: 503 });
  const error = await failure(client.pages.create({ parent: { page_id: parentPage }, properties: {} }));
  assertApiError(error, 503, APIErrorCode.ServiceUnavailable);
  assert.equal(waits.length, 2);
});

test("a conflict is not tried again", async () => {
  const { client, waits } = patientClient();
  await fault({ method: "PATCH", path: "/v1/pages/{page_id}", status: 409 });

  const error = await failure(client.pages.update({ page_id: parentPage, properties: {} }));

  assertApiError(error, 409, APIErrorCode.ConflictError);
  assert.deepEqual(waits, []);
});

test("a write that was saved although it failed says what it made", async () => {
  await fault({ method: "POST", path: "/v1/pages", kind: "committed503" });

  const error = await failure(notion.pages.create({ parent: { page_id: parentPage }, properties: { title: { title: text("Saved") } } }));

  assertApiError(error, 503, APIErrorCode.ServiceUnavailable);
  assert.ok(error.additional_data.retry_guidance.length > 0);
  const page = await notion.pages.retrieve({ page_id: error.additional_data.committed_resource_id });
  assert.equal(page.properties.title.title[0].plain_text, "Saved");
});

test("an answer of the gateway is an unknown response", async () => {
  await fault({ method: "GET", path: "/v1/users/me", kind: "html502" });

  const error = await failure(me());

  assert.ok(UnknownHTTPResponseError.isUnknownHTTPResponseError(error));
  assert.deepEqual([error.status, error.code], [502, ClientErrorCode.ResponseError]);
  assert.match(error.body, /^<html>/);
});

test("an answer that never comes is a timeout", async () => {
  // The client gives up without closing the connection, which would keep this process alive.
  const connection = new AbortController();
  const client = newClient({ timeoutMs: 200, fetch: (url, request) => fetch(url, { ...request, signal: connection.signal }) });
  await fault({ method: "GET", path: "/v1/users/me", kind: "hang" });

  const error = await failure(me(client));
  connection.abort();

  assert.ok(RequestTimeoutError.isRequestTimeoutError(error));
  assert.equal(error.code, ClientErrorCode.RequestTimeout);
});

test("a lost connection is no error of the API, and not tried again", async () => {
  const { client, waits } = patientClient();
  await fault({ method: "GET", path: "/v1/users/me", kind: "reset" });

  const error = await failure(me(client));

  assert.ok(error instanceof TypeError);
  assert.ok(!APIResponseError.isAPIResponseError(error));
  assert.deepEqual(waits, []);
});
