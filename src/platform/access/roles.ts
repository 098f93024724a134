import { OrganizationKind, Role } from "./viewer";

/** Every role of a seller: what "every role of the seller may read" means. */
export const SELLER_ROLES = [
  Role.PORTFOLIO_MANAGER,
  Role.FINANCE,
  Role.LEGAL,
  Role.COMPLIANCE,
  Role.RISK,
  Role.AUCTION_ADMIN,
  Role.EXECUTIVE,
  Role.ANALYST,
  Role.PARTNER,
] as const;

export const BUYER_ROLES = [Role.BIDDER, Role.BUYER_VIEWER, Role.BUYER_OFFICER, Role.PARTNER] as const;

/** Who may read bids, statistics and journals: these of a seller; of a firm, about itself, everyone who acts for it. */
export const HISTORY_READERS: Readonly<Record<OrganizationKind, readonly Role[]>> = {
  [OrganizationKind.SELLER]: [Role.ANALYST, Role.AUCTION_ADMIN, Role.COMPLIANCE, Role.EXECUTIVE],
  [OrganizationKind.BUYER]: BUYER_ROLES,
  [OrganizationKind.OPERATOR]: [],
};

export const EVERY_ROLE: readonly Role[] = Object.values(Role);

/** Which roles the people and keys of an organization can hold; a constraint of api_key says the same. */
export const ROLES_OF_KIND: Readonly<Record<OrganizationKind, readonly Role[]>> = {
  [OrganizationKind.SELLER]: SELLER_ROLES,
  [OrganizationKind.BUYER]: BUYER_ROLES,
  [OrganizationKind.OPERATOR]: [Role.OPERATOR],
};

export function isRole(name: string): name is Role {
  return (EVERY_ROLE as readonly string[]).includes(name);
}

export function isOrganizationKind(name: string): name is OrganizationKind {
  return (Object.values(OrganizationKind) as string[]).includes(name);
}

/**
 * Of the roles that a credential names, those that an organization of this kind can hold. The rest is left out, not
 * refused: an identity provider names roles of other programs too, and a role that gives nothing does no harm.
 */
export function fittingRoles(kind: OrganizationKind, names: readonly string[]): Role[] {
  return ROLES_OF_KIND[kind].filter((role) => names.includes(role));
}

/** The one kind of organization that can hold all of these roles; `null` when there is none or more than one. */
export function kindOfRoles(roles: readonly Role[]): OrganizationKind | null {
  const [kind, another] = Object.values(OrganizationKind).filter((candidate) =>
    roles.every((role) => ROLES_OF_KIND[candidate].includes(role)),
  );
  return kind !== undefined && another === undefined ? kind : null;
}
