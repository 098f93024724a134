import { Role, type Viewer } from "../platform/access/viewer";
import type { Id } from "../platform/ids";

/** What of this stage each role may do (architecture.md, "Access"). */
export const MAY_PROPOSE_FLOORS = [Role.FINANCE] as const;
export const MAY_DECIDE_FLOORS = [Role.FINANCE, Role.EXECUTIVE] as const;

/** A floor is the reserve to come: its seller's alone. `null`: whoever a feed is executed for. */
export function seesFloors(viewer: Viewer | null, of: { readonly sellerId: Id }): boolean {
  return viewer !== null && viewer.organization.id === of.sellerId;
}
