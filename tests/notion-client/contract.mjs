// Judges every answer by the types of Notion's own client, and counts what it has seen.
import assert from "node:assert/strict";
import { appendFileSync, readFileSync } from "node:fs";
import path from "node:path";
import { compiling, writeValidators, written } from "./validators.mjs";

const file = path.join(import.meta.dirname, "../NotionSync.Tests/Fixtures/notion-contract/contract.json");
const { endpoints, webhooks, schema } = JSON.parse(readFileSync(file, "utf8"));

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The error codes of the API, with the statuses that they come with. */
const statusesOf = {
  invalid_json: [400], invalid_request_url: [400], invalid_request: [400], invalid_grant: [400], validation_error: [400], missing_version: [400],
  invalid_beta: [400], unauthorized: [401], restricted_resource: [403], object_not_found: [404], conflict_error: [409], row_limit_exceeded: [409],
  rate_limited: [429], internal_server_error: [500], bad_gateway: [502], service_unavailable: [503], database_connection_unavailable: [503],
  gateway_timeout: [504], service_overload: [529],
};

/** Errors have no schema of their own: this is what the documentation says of them. */
schema.definitions.ErrorAnswer = {
  type: "object",
  properties: {
    object: { const: "error" },
    status: { type: "integer" },
    code: { enum: Object.keys(statusesOf) },
    message: { type: "string", minLength: 1 },
    request_id: { type: "string" },
    additional_data: { type: "object", additionalProperties: { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] } },
  },
  required: ["object", "status", "code", "message", "request_id"],
  additionalProperties: false,
};

/** What the contract leaves out, written down from the client's declarations. */
const id = { $ref: "#/definitions/IdResponse" };
Object.assign(schema.definitions, {
  OauthTokenAnswer: { type: "object", properties: { access_token: { type: "string" } }, required: ["access_token"] },
  OauthIntrospectAnswer: { type: "object", properties: { active: { type: "boolean" }, scope: { type: "string" }, iat: { type: "number" } }, required: ["active"], additionalProperties: false },
  OauthRevokeAnswer: { type: "object", properties: {}, additionalProperties: false },
  MeetingNotesAnswer: {
    type: "object",
    properties: { results: { type: "array", items: { type: "object", properties: { object: { const: "block" }, id, type: { const: "meeting_notes" } }, required: ["object", "id", "type"] } }, has_more: { type: "boolean" } },
    required: ["results", "has_more"],
    additionalProperties: false,
  },
});
endpoints.push(
  { method: "POST", path: "/v1/oauth/token", response: "OauthTokenAnswer", isRefused: true },
  { method: "POST", path: "/v1/oauth/introspect", response: "OauthIntrospectAnswer" },
  { method: "POST", path: "/v1/oauth/revoke", response: "OauthRevokeAnswer" },
  { method: "POST", path: "/v1/blocks/meeting_notes", response: "GetBlockResponse", isRefused: true },
  { method: "POST", path: "/v1/blocks/meeting_notes/query", response: "MeetingNotesAnswer" },
);

const fit = process.env.NOTION_CLIENT_VALIDATORS ? written(process.env.NOTION_CLIENT_VALIDATORS) : compiling(schema);

/** A fetch that fails when an answer is not what Notion's types promise. */
export function judged(fetchIt = fetch) {
  return async (url, request) => {
    const answer = await fetchIt(url, request);
    if (answer.headers.get("content-type")?.startsWith("application/json")) {
      judge(request?.method?.toUpperCase() ?? "GET", new URL(url).pathname, answer.status, answer.headers, await answer.clone().json());
    }

    return answer;
  };
}

function judge(method, pathname, status, headers, body) {
  const endpoint = endpointOf(method, pathname);
  const ask = `${method} ${pathname} answered ${status}`;
  try {
    assert.match(body.request_id ?? "nothing", uuid, `${ask} without a request_id`);
    if (status >= 400) {
      requireFit("ErrorAnswer", body, ask);
      assert.equal(body.status, status, ask);
      assert.ok(statusesOf[body.code].includes(status), `${ask} with code ${body.code}`);
      tally({ endpoint: endpoint?.path && `${method} ${endpoint.path}`, code: body.code });
    } else if (endpoint) {
      const { request_id, ...rest } = body;
      // What goes on in the background is answered by its task.
      requireFit(status === 202 ? "GetAsyncTaskResponse" : endpoint.response, rest, ask);
      tally({ endpoint: `${method} ${endpoint.path}`, status });
    }
  } catch (violation) {
    tally({ violation: violation.message });
    throw violation;
  }
}

function requireFit(definition, body, ask) {
  const validate = fit(definition);
  if (!validate(body)) {
    const deepest = [...validate.errors].sort((a, b) => b.instancePath.length - a.instancePath.length).slice(0, 8);
    const faults = deepest.map((error) => `${error.instancePath || "/"} ${error.message} ${JSON.stringify(error.params)}`);
    assert.fail(`${ask}, which does not fit ${definition}:\n${faults.join("\n")}\n${JSON.stringify(body).slice(0, 4000)}`);
  }
}

function endpointOf(method, pathname) {
  const segments = pathname.split("/");
  return endpoints
    .filter((each) => each.method === method && each.path.split("/").length === segments.length)
    .find((each) => each.path.split("/").every((part, i) => part === segments[i] || (part.startsWith("{") && segments[i] !== "me")));
}

function tally(line) {
  if (process.env.NOTION_CLIENT_TALLY) {
    appendFileSync(process.env.NOTION_CLIENT_TALLY, `${JSON.stringify(line)}\n`);
  }
}

/** Fails when what a webhook was sent is not what Notion's types promise for that event. */
export function judgeEvent(event) {
  const name = `${event.type.split(/[._]/).map((word) => word[0].toUpperCase() + word.slice(1)).join("")}WebhookPayload`;
  assert.ok(webhooks.includes(name), `no event of Notion's is called ${event.type}`);
  requireFit(name, event, `the event ${event.type}`);
  tally({ event: event.type });
}

/** Compiles all schemas for the processes that are started after. */
export function compileInto(folder) {
  process.env.NOTION_CLIENT_VALIDATORS = writeValidators(schema, ["ErrorAnswer", ...webhooks, ...new Set(endpoints.map((each) => each.response))], folder);
}

/** Endpoints that answer something else than a refusal. */
export const allEndpoints = endpoints.filter((each) => !each.isRefused).map((each) => `${each.method} ${each.path}`);

