import { Client, LogLevel } from "@notionhq/client";

export const url = process.env.NOTION_URL;
export const parentPage = process.env.NOTION_PARENT_PAGE;

/** The official client, as anyone would set it up; only its address leads here. */
export function newClient(options = {}) {
  return new Client({
    auth: process.env.NOTION_TOKEN,
    baseUrl: url,
    notionVersion: "2026-03-11",
    logLevel: LogLevel.ERROR,
    ...options,
  });
}

export const notion = newClient();

export const ampleBudget = { requestsPerMinute: 6000 };

export const text = (content) => [{ text: { content } }];

export const plain = (richText) => richText.map((item) => item.plain_text).join("");

export const paragraph = (content) => ({ paragraph: { rich_text: text(content) } });

/** A page of its own for a test, so that tests do not see each other. */
export function newPage(title, more = {}) {
  return notion.pages.create({ parent: { page_id: parentPage }, properties: { title: { title: text(title) } }, ...more });
}

/** A database with one data source, whose schema is `Name` and what is given. */
export async function newTable(title, properties = {}, parent = parentPage) {
  const database = await notion.databases.create({
    parent: { type: "page_id", page_id: parent },
    title: text(title),
    initial_data_source: { properties: { Name: { title: {} }, ...properties } },
  });
  return { database, databaseId: database.id, sourceId: database.data_sources[0].id };
}

export function newRow(sourceId, name, properties = {}) {
  return notion.pages.create({
    parent: { type: "data_source_id", data_source_id: sourceId },
    properties: { Name: { title: text(name) }, ...properties },
  });
}

export const nameOf = (row) => plain(row.properties.Name.title);

/** Asks the local workspace itself for what no API offers: faults, capabilities, budgets. */
export async function admin(method, action, body) {
  const answer = await fetch(`${url}/_admin/${action}`, {
    method,
    headers: { "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${method} /_admin/${action} answered ${answer.status}: ${await answer.text()}`);
  }

  return answer.json();
}
