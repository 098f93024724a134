import { badUserInput } from "../errors";

// eslint-disable-next-line no-control-regex -- they are what is refused
const CONTROL = /[\u0000-\u001f\u007f]/;

/** A name that was sent, without the blanks around it; BAD_USER_INPUT when nothing is left, or too much. */
export function readName(text: string, longest: number, path: readonly string[]): string {
  const name = text.trim();
  if (name.length === 0 || name.length > longest || CONTROL.test(name)) {
    throw badUserInput(`Write 1 to ${longest} characters on one line.`, path);
  }
  return name;
}

/** The name of an organization of which only the slug is known: "north-bank" is "North Bank". */
export function nameOfSlug(slug: string): string {
  return slug
    .split(/[-_]+/)
    .filter((word) => word !== "")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}
