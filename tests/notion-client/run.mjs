// Starts the local workspace as a user would, lets the official client work on it, and stops it.
import { readdirSync } from "node:fs";
import path from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { startWorkspace } from "./workspace.mjs";

const here = import.meta.dirname;
const executable = path.resolve(process.argv[2] ?? path.join(here, "../../src/NotionSync/bin/Debug/net10.0/notionsync.dll"));
const files = readdirSync(path.join(here, "tests")).sort().map((name) => path.join(here, "tests", name));

const workspace = await startWorkspace(executable);
process.env.NOTION_URL = workspace.url;
process.env.NOTION_TOKEN = workspace.token;
process.env.NOTION_PARENT_PAGE = workspace.parentPage;

// The tests together come near what a token may ask in a minute.
const { admin, ampleBudget } = await import("./notion.mjs");
await admin("POST", "budget", ampleBudget);

// One file at a time: some arm faults that strike the next request, whoever makes it.
const tests = run({ files, concurrency: 1, timeout: 120_000 });
let passed = 0;
let failed = 0;
tests.on("test:pass", ({ details }) => (passed += details.type === "suite" ? 0 : 1));
tests.on("test:fail", ({ details }) => (failed += details.type === "suite" ? 0 : 1));
const report = tests.compose(new spec());
for await (const text of report) {
  process.stdout.write(text);
}

const exitCode = await workspace.stop();
if (exitCode !== 0) {
  console.error(`The local workspace ended with exit code ${exitCode} instead of 0.`);
  failed++;
}

console.log(`notion-client: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
