/** The roles of a seller that authority can be asked of. */
export const SIGNING_ROLES = ["FINANCE", "LEGAL", "COMPLIANCE", "RISK", "EXECUTIVE"] as const;

export type SigningRole = (typeof SIGNING_ROLES)[number];

export function isSigningRole(name: string): name is SigningRole {
  return (SIGNING_ROLES as readonly string[]).includes(name);
}
