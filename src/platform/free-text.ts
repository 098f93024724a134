import { badUserInput } from "./errors";

/** The longest text that a person may write into one field. */
const LONGEST_TEXT = 10_000;

// eslint-disable-next-line no-control-regex -- they are what is refused
const UNREADABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Surrogate}]/u;

/**
 * What a person wrote, without the blanks around it; BAD_USER_INPUT when nothing is left, too much, or what no database
 * holds: control characters other than tabs and line ends, halves of surrogate pairs.
 */
export function readText(text: string, path: readonly string[], longest = LONGEST_TEXT): string {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > longest) {
    throw badUserInput(`Write 1 to ${longest} characters.`, path);
  }
  if (UNREADABLE.test(trimmed)) {
    throw badUserInput("Write text without control characters.", path);
  }
  return trimmed;
}
