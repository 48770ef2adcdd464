// Runs every file of tests, each on a local workspace of its own, and tells what was seen.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { allEndpoints, compileInto } from "./contract.mjs";

const here = import.meta.dirname;
process.env.NOTIONSYNC = path.resolve(process.argv[2] ?? path.join(here, "../../src/NotionSync/bin/Debug/net10.0/notionsync.dll"));
const folder = mkdtempSync(path.join(tmpdir(), "notion-client-"));
process.env.NOTION_CLIENT_TALLY = path.join(folder, "tally");
writeFileSync(process.env.NOTION_CLIENT_TALLY, "");
compileInto(folder);

const files = readdirSync(path.join(here, "tests")).sort().map((name) => path.join(here, "tests", name));
const tests = run({ files, concurrency: 2, timeout: 120_000 });
let passed = 0;
let failed = 0;
tests.on("test:pass", ({ details, skip }) => (passed += details.type === "suite" || skip ? 0 : 1));
tests.on("test:fail", ({ details }) => (failed += details.type === "suite" ? 0 : 1));
for await (const text of tests.compose(new spec())) {
  process.stdout.write(text);
}

const seen = readFileSync(process.env.NOTION_CLIENT_TALLY, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
rmSync(folder, { recursive: true });
const violations = seen.filter((answer) => answer.violation);
const answered = new Set(seen.filter((answer) => answer.status).map((answer) => answer.endpoint));
const silent = allEndpoints.filter((endpoint) => !answered.has(endpoint));
const codes = [...new Set(seen.map((answer) => answer.code).filter(Boolean))].sort();
console.log(`answers judged by the types of Notion's client: ${seen.length}, violations: ${violations.length}`);
violations.forEach(({ violation }) => console.log(violation));
console.log(`endpoints that answered: ${allEndpoints.length - silent.length} of ${allEndpoints.length}${silent.length ? `, not ${silent.join(", ")}` : ""}`);
console.log(`error codes seen: ${codes.join(", ")}`);
failed += violations.length + silent.length;
console.log(`notion-client: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
