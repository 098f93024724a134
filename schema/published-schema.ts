import { execFileSync } from "node:child_process";

/**
 * The schema that users have: where this branch left the main one, or, in a repository of one's own, at the last commit.
 * Null outside of a repository, and before there was a schema.
 */
export function publishedSchema(file: string): string | null {
  const base = git("merge-base", "HEAD", "origin/main")?.trim() ?? "HEAD";
  return git("show", `${base}:${file}`);
}

function git(...args: string[]): string | null {
  try {
    return execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return null;
  }
}
