// What the tests work with: a local workspace of their own, and the official client on it, every answer judged.
import assert from "node:assert/strict";
import path from "node:path";
import { after } from "node:test";
import { APIResponseError, Client, LogLevel } from "@notionhq/client";
import { judged } from "./contract.mjs";
import { startWorkspace } from "./workspace.mjs";

const executable = path.resolve(process.env.NOTIONSYNC ?? path.join(import.meta.dirname, "../../src/NotionSync/bin/Debug/net10.0/notionsync.dll"));

export const ampleBudget = { requestsPerMinute: 1_000_000 };

export const text = (content) => [{ text: { content } }];

export const plain = (richText) => richText.map((item) => item.plain_text).join("");

export const paragraph = (content, more) => ({ paragraph: { rich_text: text(content), ...more } });

export const nameOf = (row) => plain(row.properties.Name.title);

/** An id that nothing has. */
export const nobody = "00000000-0000-4000-8000-000000000000";

const running = [];
after(async () => {
  for (const workspace of running) {
    assert.equal(await workspace.stop(), 0, "the local workspace ends with exit code 0");
  }
});

/** A workspace that runs until the tests of this file are done, with some switches of section `LocalWorkspace` set. */
export async function newWorkspace(switches = {}) {
  const workspace = await startWorkspace(executable, { RequestsPerMinute: ampleBudget.requestsPerMinute, ...switches });
  running.push(workspace);
  return toolsFor(workspace);
}

function toolsFor({ url, token, parentPage }) {
  /** The official client, as anyone would set it up; only its address leads here. */
  const newClient = (options = {}) =>
    new Client({ auth: token, baseUrl: url, notionVersion: "2026-03-11", logLevel: LogLevel.ERROR, ...options, fetch: judged(options.fetch) });

  const notion = newClient();

  /** A request that the client would not send: wrong bodies, headers and paths. */
  const send = async (method, route, body, headers = {}) => {
    const all = { authorization: `Bearer ${token}`, "notion-version": "2026-03-11", ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers };
    const answer = await judged()(`${url}/v1/${route}`, {
      method,
      headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null)),
      body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
    });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  };

  /** A page of its own for a test, so that tests do not see each other. */
  const newPage = (title, more = {}) =>
    notion.pages.create({ parent: { page_id: parentPage }, properties: { title: { title: text(title) } }, ...more });

  /** A database with one data source, whose schema is `Name` and what is given. */
  const newTable = async (title, properties = {}, more = {}) => {
    const database = await notion.databases.create({
      parent: { type: "page_id", page_id: parentPage },
      title: text(title),
      initial_data_source: { properties: { Name: { title: {} }, ...properties } },
      ...more,
    });
    return { database, databaseId: database.id, sourceId: database.data_sources[0].id };
  };

  const newRow = (sourceId, name, properties = {}, more = {}) =>
    notion.pages.create({ parent: { type: "data_source_id", data_source_id: sourceId }, properties: { Name: { title: text(name) }, ...properties }, ...more });

  /** The schema of a data source. */
  const schemaOf = async (sourceId) => (await notion.dataSources.retrieve({ data_source_id: sourceId })).properties;

  /** The blocks in a page or block. */
  const childrenOf = async (id) => (await notion.blocks.children.list({ block_id: id })).results;

  /** Asks the local workspace itself for what no API offers: faults, capabilities, budgets. */
  const admin = async (method, action, body) => {
    const answer = await fetch(`${url}/_admin/${action}`, { method, headers: { "content-type": "application/json" }, body: body && JSON.stringify(body) });
    if (!answer.ok) {
      throw new Error(`${method} /_admin/${action} answered ${answer.status}: ${await answer.text()}`);
    }

    return answer.json();
  };

  return { url, token, parentPage, newClient, notion, send, newPage, newTable, newRow, schemaOf, childrenOf, admin };
}

/** Fails unless the API refuses: with this status, code and message (a part of it, or a pattern). */
export async function refused(promise, status, code, message) {
  const error = await promise.then((answer) => assert.fail(`not refused: ${JSON.stringify(answer)?.slice(0, 500)}`), (reason) => reason);
  assert.ok(APIResponseError.isAPIResponseError(error), `no refusal of the API but ${error?.stack}`);
  assert.deepEqual([error.status, error.code], [status, code], error.message);
  if (message instanceof RegExp) {
    assert.match(error.message, message);
  } else if (message) {
    assert.ok(error.message.includes(message), `"${error.message}" does not say "${message}"`);
  }

  return error;
}

export const invalid = (promise, message) => refused(promise, 400, "validation_error", message);

export const notFound = (promise, message) => refused(promise, 404, "object_not_found", message);

export const { url, token, parentPage, newClient, notion, send, newPage, newTable, newRow, schemaOf, childrenOf, admin } = await newWorkspace();
