import { ClientError } from "../errors";
import { seconds, type Instant } from "../time";
import { isOrganizationKind } from "./roles";
import type { OrganizationKind } from "./viewer";

/** What a person's token says, once its signature, issuer, audience and times are known to be right. */
export interface Claims {
  /** The person, at the issuer. */
  readonly subject: string;
  readonly name: string | null;
  /** The organization's slug. */
  readonly organization: string;
  readonly organizationKind: OrganizationKind;
  /** As the issuer names them; not all need be roles that exist here. */
  readonly roles: readonly string[];
  readonly expiresAt: Instant;
}

const SLUG = /^[a-z0-9][a-z0-9_-]{0,62}$/;

/** An organization's name in tokens and addresses: lower case, at most 63 characters. */
export function isSlug(text: string): boolean {
  return SLUG.test(text);
}

/** Reads a token's payload; UNAUTHENTICATED, naming the claim, when one is missing or of another form. */
export function readClaims(payload: Readonly<Record<string, unknown>>): Claims {
  const { sub, name, org, org_kind: kind, roles, exp } = payload;
  if (!isText(sub)) throw badClaim("sub");
  if (name !== undefined && !isText(name)) throw badClaim("name");
  if (typeof org !== "string" || !isSlug(org)) throw badClaim("org");
  if (typeof kind !== "string" || !isOrganizationKind(kind)) throw badClaim("org_kind");
  if (!Array.isArray(roles) || !roles.every((role) => typeof role === "string")) throw badClaim("roles");
  if (typeof exp !== "number" || !Number.isSafeInteger(Math.floor(exp))) throw badClaim("exp");
  return {
    subject: sub,
    name: name ?? null,
    organization: org,
    organizationKind: kind,
    roles,
    expiresAt: seconds(Math.floor(exp)),
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length >= 1 && value.length <= 200 && !value.includes("\0");
}

function badClaim(claim: string): ClientError {
  return new ClientError(
    "UNAUTHENTICATED",
    `The token's claim ${claim} is missing or not of the right form.`,
  );
}
