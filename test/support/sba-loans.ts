import { readFileSync } from "node:fs";
import path from "node:path";
import type { TapeDescription } from "../../src/cli/generated-mapping";

/** Twelve invented loans with the columns and the traps of the real tape. */
export const SBA_SAMPLE = path.join(__dirname, "sba-loans.sample.csv");

/** The real tape, where somebody has it: it does not belong to the repository. */
export const REAL_TAPE = process.env["RECOUP_REAL_TAPE"];

/** The mapping that is shipped for it. */
export const SBA_LOANS = JSON.parse(
  readFileSync(path.join(__dirname, "sba-loans.mapping.json"), "utf8"),
) as TapeDescription;
