import "reflect-metadata";
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from "graphql";
import { buildAppSchema } from "../src/stages";
import { breakingChanges } from "./breaking-changes";
import { isCheck, writeOrCheck } from "./generated-file";
import { publishedSchema } from "./published-schema";

const FILE = "schema/schema.graphql";

/**
 * `npm run schema` prints the schema from the code; `npm run schema:check` fails where the committed one differs, or breaks
 * what users have without having deprecated it.
 */
async function main(): Promise<void> {
  const schema = lexicographicSortSchema(buildAppSchema());
  writeOrCheck(FILE, `${printSchema(schema)}\n`, "npm run schema");
  if (isCheck()) await refuseBreakingChanges(schema);
}

async function refuseBreakingChanges(schema: GraphQLSchema): Promise<void> {
  const published = publishedSchema(FILE);
  const broken = published === null ? [] : await breakingChanges(published, schema);
  for (const change of broken) console.error(`Breaking, and not deprecated before: ${change}`);
  if (broken.length > 0) process.exitCode = 1;
}

void main();
