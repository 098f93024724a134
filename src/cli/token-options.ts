import { parseArgs } from "node:util";
import { isSlug } from "../platform/access/claims";
import { EVERY_ROLE, isOrganizationKind, isRole, kindOfRoles } from "../platform/access/roles";
import { OrganizationKind, type Role } from "../platform/access/viewer";
import { UsageError } from "./usage-error";

/** What a development token is asked to say. */
export interface TokenOptions {
  readonly organization: string;
  readonly kind: OrganizationKind;
  readonly roles: readonly Role[];
  readonly subject: string;
  readonly name: string;
  readonly lifetimeSeconds: number;
}

export const HELP = `Prints a token of the built-in development issuer.

npm run -s token -- --org SLUG --role ROLE [--role ROLE …] [--kind KIND] [--sub ID] [--name NAME] [--ttl 1h]

  --org SLUG    the organization; created when it is first seen
  --role ROLE   ${EVERY_ROLE.join(", ")}
  --kind KIND   ${Object.values(OrganizationKind).join(", ")}; known from the roles, but for PARTNER alone
  --sub ID      the person; default <slug>.<first role>, so another person is another --sub
  --name NAME   the person's name when first seen; default the --sub
  --ttl TIME    how long it is good: 30s, 15m, 1h, 7d; default 1h

  The key lies in the data folder (RECOUP_DATA_DIR), so run it where, and as whom, the server runs; no server is needed.
  Exit status 0: printed. 1: it could not be made. 2: the command was used wrongly.
`;

/** Reads the command line; `null` asks for help. */
export function readTokenOptions(argumentsGiven: readonly string[]): TokenOptions | null {
  const given = parse(argumentsGiven);
  if (given.help) return null;
  const organization = given.org ?? "";
  if (!isSlug(organization)) {
    throw new UsageError(
      "--org takes a slug: 1 to 63 of a-z, 0-9, - and _, beginning with a letter or digit",
    );
  }
  const roles = readRoles(given.role ?? []);
  const subject = readText("--sub", given.sub ?? `${organization}.${roles[0].toLowerCase()}`);
  return {
    organization,
    kind: readKind(given.kind, roles),
    roles,
    subject,
    name: readText("--name", given.name ?? subject),
    lifetimeSeconds: readLifetime(given.ttl ?? "1h"),
  };
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  const options = {
    org: text,
    role: { type: "string", multiple: true },
    kind: text,
    sub: text,
    name: text,
    ttl: text,
    help: { type: "boolean", short: "h" },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : "These arguments cannot be read");
  }
}

function readRoles(names: readonly string[]): readonly [Role, ...Role[]] {
  const roles = names.map((name) => {
    if (!isRole(name)) throw new UsageError(`--role takes one of ${EVERY_ROLE.join(", ")}`);
    return name;
  });
  const [first, ...others] = new Set(roles);
  if (first === undefined) throw new UsageError("Give at least one --role");
  return [first, ...others];
}

/** A kind that was named is taken as it is, so that one can try what a token with roles that do not fit is good for. */
function readKind(named: string | undefined, roles: readonly Role[]): OrganizationKind {
  if (named === undefined) {
    const kind = kindOfRoles(roles);
    if (kind === null) throw new UsageError("These roles do not say the organization's kind: give --kind");
    return kind;
  }
  if (!isOrganizationKind(named)) {
    throw new UsageError(`--kind takes one of ${Object.values(OrganizationKind).join(", ")}`);
  }
  return named;
}

function readText(option: string, text: string): string {
  if (text.trim() === "" || text.length > 200) throw new UsageError(`${option} takes 1 to 200 characters`);
  return text;
}

const SECONDS_OF: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };
const LONGEST_SECONDS = 366 * 86_400;

function readLifetime(text: string): number {
  const [, count, unit] = /^([1-9]\d{0,8})([smhd])$/.exec(text) ?? [];
  const seconds = Number(count) * (SECONDS_OF[unit ?? ""] ?? NaN);
  if (!(seconds <= LONGEST_SECONDS))
    throw new UsageError("--ttl takes a time like 30s, 15m, 1h or 7d, at most 366d");
  return seconds;
}
