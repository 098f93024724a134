import { readFileSync, writeFileSync } from "node:fs";

/** `--check` compares, and writes nothing. */
export function isCheck(): boolean {
  return process.argv.includes("--check");
}

/** Writes a file that is committed though it is generated; or, to check it, tells whether it is as it would be written. */
export function writeOrCheck(file: string, text: string, command: string): void {
  if (!isCheck()) return writeFileSync(file, text);
  if (read(file) === text) return;
  console.error(`${file} is not up to date: run ${command} and commit it.`);
  process.exitCode = 1;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
