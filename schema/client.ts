import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { codegen } from "@graphql-codegen/core";
import * as typedDocuments from "@graphql-codegen/typed-document-node";
import * as operationTypes from "@graphql-codegen/typescript-operations";
import { buildSchema, parse } from "graphql";
import { writeOrCheck } from "./generated-file";

const SCHEMA = "schema/schema.graphql";
const OPERATIONS = "schema/operations";
const CLIENT = "src/client/operations.ts";

/** What scalars are in TypeScript, as they travel: money and instants are exact, so they stay text. */
const SCALARS = {
  ID: "string",
  BigInt: "string",
  CurrencyCode: "string",
  Cursor: "string",
  Date: "string",
  DateTime: "string",
  Decimal: "string",
  JSON: "unknown",
  Rate: "string",
  URL: "string",
  UUID: "string",
};

/** `npm run client` writes the client's typed documents from schema/; `npm run client:check` fails where they differ. */
async function main(): Promise<void> {
  const text = readFileSync(SCHEMA, "utf8");
  const files = readdirSync(OPERATIONS).sort();
  const generated = await codegen({
    filename: CLIENT,
    schema: parse(text),
    schemaAst: buildSchema(text),
    documents: files.map((file) => {
      const location = path.join(OPERATIONS, file);
      return { location, document: parse(readFileSync(location, "utf8")) };
    }),
    config: {
      documentMode: "string",
      immutableTypes: true,
      scalars: SCALARS,
      strictScalars: true,
      useTypeImports: true,
    },
    plugins: [{ operationTypes: {} }, { typedDocuments: {} }],
    pluginMap: { operationTypes, typedDocuments },
  });
  writeOrCheck(
    CLIENT,
    `// Generated from ${OPERATIONS} by \`npm run client\`.\n${generated}`,
    "npm run client",
  );
}

void main();
