// Compiles the schemas of all answers once for all files: the code that Ajv writes loads in a tenth of the time.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import Ajv from "ajv";
import standalone from "ajv/dist/standalone/index.js";

const options = { strict: false, validateFormats: false, validateSchema: false };

/** A function that gives the validator of a definition, made as they are needed. */
export function compiling(schema) {
  const ajv = new Ajv(options);
  ajv.addSchema(schema, "contract");
  return (definition) => ajv.getSchema(`contract#/definitions/${definition}`);
}

/** Writes the validators of some definitions as a module and answers where. */
export function writeValidators(schema, definitions, folder) {
  const ajv = new Ajv({ ...options, code: { source: true, esm: false } });
  ajv.addSchema(schema, "contract");
  const names = Object.fromEntries(definitions.map((name) => [name, `contract#/definitions/${name}`]));
  const file = path.join(folder, "validators.cjs");
  // The module stands in a temporary folder, far from the packages that it needs.
  const packages = createRequire(import.meta.url);
  const code = standalone.default(ajv, names).replace(/require\("([^"]+)"\)/g, (_, name) => `require(${JSON.stringify(packages.resolve(name))})`);
  writeFileSync(file, code);
  return file;
}

/** The same function, from a module that {@link writeValidators} wrote. */
export function written(file) {
  const validators = createRequire(import.meta.url)(file);
  return (definition) => validators[definition];
}
