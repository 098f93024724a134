import type { KeyObject } from "node:crypto";
import { SignJWT } from "jose";
import type { OrganizationKind, Role } from "./viewer";

/** The built-in issuer of development tokens; its key lies in the data folder, and production does not know it. */
export const DEVELOPMENT_ISSUER = "recoup-development";
export const DEVELOPMENT_AUDIENCE = "recoup";
export const DEVELOPMENT_ALGORITHM = "EdDSA";

export interface DevelopmentToken {
  /** The organization's slug. */
  readonly organization: string;
  readonly kind: OrganizationKind;
  readonly roles: readonly Role[];
  readonly subject: string;
  readonly name: string;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  readonly lifetimeSeconds: number;
}

export function signDevelopmentToken(key: KeyObject, token: DevelopmentToken): Promise<string> {
  return new SignJWT({
    name: token.name,
    org: token.organization,
    org_kind: token.kind,
    roles: [...token.roles],
  })
    .setProtectedHeader({ alg: DEVELOPMENT_ALGORITHM, typ: "JWT" })
    .setIssuer(DEVELOPMENT_ISSUER)
    .setAudience(DEVELOPMENT_AUDIENCE)
    .setSubject(token.subject)
    .setIssuedAt(token.issuedAt)
    .setExpirationTime(token.issuedAt + token.lifetimeSeconds)
    .sign(key);
}
