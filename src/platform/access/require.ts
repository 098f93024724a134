import { ClientError, forbidden, unauthenticated } from "../errors";
import { SELLER_ROLES } from "./roles";
import { ActorKind, OrganizationKind, type Role, type Viewer } from "./viewer";

/** Roles first (FORBIDDEN), then the object (NOT_FOUND): architecture.md, "Access". */
export function requireRole(viewer: Viewer | null, ...roles: readonly Role[]): Viewer {
  const known = requireViewer(viewer);
  if (!roles.some((role) => known.roles.includes(role))) throw forbidden();
  return known;
}

export function requireViewer(viewer: Viewer | null): Viewer {
  if (!viewer) throw unauthenticated();
  return viewer;
}

/** Somebody of a seller, in whichever role: a buyer's PARTNER is none of the seller's. */
export function requireSeller(viewer: Viewer | null): Viewer {
  const known = requireRole(viewer, ...SELLER_ROLES);
  if (!isSeller(known)) throw forbidden();
  return known;
}

export function isSeller(viewer: Pick<Viewer, "organization">): boolean {
  return viewer.organization.kind === OrganizationKind.SELLER;
}

export function isBuyer(viewer: Pick<Viewer, "organization">): boolean {
  return viewer.organization.kind === OrganizationKind.BUYER;
}

/** A person, not a program; else FORBIDDEN. For what only somebody who can be named may do. */
export function requirePerson(viewer: Viewer): Viewer {
  if (viewer.actor.kind !== ActorKind.PERSON) {
    throw new ClientError("FORBIDDEN", "A program may not do this; a person must.");
  }
  return viewer;
}
