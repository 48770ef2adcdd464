// Usage: node check.mjs REQUEST_LOG RECORDINGS_FOLDER ANSWER_LOG
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Ajv from 'ajv';

const [log, recordings, answers] = process.argv.slice(2);
const document = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json'), 'utf8'));
// OpenAPI 3.0 says 'nullable' where JSON Schema has the type null.
function withNulls(node) {
  if (Array.isArray(node)) {
    return node.map(withNulls);
  }
  if (node === null || typeof node !== 'object') {
    return node;
  }
  const { nullable, ...rest } = Object.fromEntries(Object.entries(node).map(([name, member]) => [name, withNulls(member)]));
  return nullable === true ? { anyOf: [rest, { type: 'null' }] } : nullable === undefined || nullable === false ? rest : { nullable, ...rest };
}

const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: false });
ajv.addSchema(withNulls(document), 'github');

const templates = Object.keys(document.paths).map((path) => ({
  path,
  fixed: path.split('/').filter((part) => part && !part.startsWith('{')).length,
  pattern: new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(ref|path|basehead)\}/g, '.+').replace(/\{[^}]+\}/g, '[^/]+')}$`),
}));

// Several templates may fit; the one with most fixed parts is meant.
function find(path) {
  return templates.filter((template) => template.pattern.test(path)).sort((left, right) => right.fixed - left.fixed)[0]?.path;
}

function resolve(node) {
  return node?.$ref ? node.$ref.slice(2).split('/').reduce((place, part) => place[part.replace(/~1/g, '/').replace(/~0/g, '~')], document) : node;
}

function parameterFault(parameter, value) {
  const schema = resolve(parameter.schema) ?? {};
  if (parameter.name === 'created') {
    return null;
  }
  if (schema.enum && !schema.enum.includes(value)) {
    return `${parameter.name}=${value} is none of ${schema.enum.join(', ')}`;
  }
  if (schema.type === 'integer' && !/^\d+$/.test(value)) {
    return `${parameter.name}=${value} is no whole number`;
  }
  if (schema.type === 'boolean' && !['true', 'false'].includes(value)) {
    return `${parameter.name}=${value} is neither true nor false`;
  }
  if (parameter.name === 'per_page' && Number(value) > 100) {
    return `per_page=${value} is more than 100`;
  }
  return null;
}

// Enterprise servers have a prefix, and links to further pages name a repository by its number.
function plain(path) {
  return path.replace(/^\/api\/v3\//, '/').replace(/^\/repositories\/\d+\//, '/repos/owner/name/');
}

function requestFaults({ method, path: asked, query }) {
  const path = plain(asked);
  const template = find(path);
  const operation = template && document.paths[template][method.toLowerCase()];
  if (!operation) {
    return [`${method} ${path} is no call of GitHub's`];
  }
  const known = [...(document.paths[template].parameters ?? []), ...(operation.parameters ?? [])].map(resolve).filter((parameter) => parameter.in === 'query');
  const required = known.filter((parameter) => parameter.required && !query.some(([name]) => name === parameter.name)).map((parameter) => `${parameter.name} is required`);
  return [...required, ...query.flatMap(([name, value]) => {
    const parameter = known.find((candidate) => candidate.name === name);
    return parameter ? parameterFault(parameter, value) ?? [] : [`${template} has no parameter '${name}'`];
  })];
}

function answerFaults({ request, response }) {
  const [path] = request.path.split('?');
  const template = find(path);
  const operation = template && document.paths[template][request.method.toLowerCase()];
  const declared = resolve(operation?.responses?.[String(response.status)]);
  const schema = declared?.content?.['application/json']?.schema;
  if (!schema) {
    return [`the document describes no answer ${response.status} for ${request.method} ${path}`];
  }
  const place = `github#/paths/${template.replace(/~/g, '~0').replace(/\//g, '~1')}/${request.method.toLowerCase()}/responses/${response.status}`;
  const at = operation.responses[String(response.status)].$ref
    ? `github${operation.responses[String(response.status)].$ref}`
    : place;
  const validate = ajv.compile({ $ref: encodeURI(`${at}/content/application~1json/schema`) });
  return validate(response.body) ? [] : [`${request.method} ${path}: ${ajv.errorsText(validate.errors)}`];
}

let passed = 0;
let failed = 0;
function judge(what, faults) {
  if (faults.length === 0) {
    passed += 1;
  } else {
    failed += 1;
    console.error(`FAILED ${what}: ${faults.join('; ')}`);
  }
}

const lines = [...new Set(readFileSync(log, 'utf8').split('\n').filter(Boolean))];
const shapes = new Map();
for (const line of lines) {
  const request = JSON.parse(line);
  // Requests that differ in their values only are one shape; each value is still checked.
  judge(`${request.method} ${request.path}`, requestFaults(request));
  shapes.set(`${request.method} ${find(plain(request.path)) ?? request.path}`, true);
}

// GitHub's own examples that its own schemas refuse: each must still be refused for just this reason.
const quirks = {
  'openapi-repo.json': "must have required property 'language'",
  'openapi-workflow-jobs.json': "must have required property 'created_at'",
};

for (const file of readdirSync(recordings).filter((name) => /^openapi-.*\.json$/.test(name)).sort()) {
  const faults = answerFaults(JSON.parse(readFileSync(join(recordings, file), 'utf8')));
  judge(file, quirks[file] && faults.some((fault) => fault.includes(quirks[file])) ? [] : faults);
}

// What the demo replays: each answer that it gives in a sync.
const replayed = [...new Set(readFileSync(answers, 'utf8').split('\n').filter(Boolean))];
for (const line of replayed) {
  const answer = JSON.parse(line);
  judge(`replayed ${answer.request.method} ${answer.request.path}`, answerFaults(answer));
}

console.log(`calls of GitHub's that the source makes: ${[...shapes.keys()].sort().join(', ')}`);
if (lines.length === 0 || replayed.length === 0) {
  failed += 1;
  console.error('FAILED no request or no answer was written down');
}
console.log(`github-openapi: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
