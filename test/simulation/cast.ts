import { ActorKind, OrganizationKind, Role, type Viewer } from "../../src/platform/access/viewer";
import type { Terms } from "../../src/auction/domain";
import type { Id } from "../../src/platform/ids";

export interface Firm {
  readonly buyerId: Id;
  readonly paddle: string;
  /** The most that it may bid, in minor units; null: not limited. */
  readonly limit: bigint | null;
  /** The most that it may be committed to in all auctions together; null: as much as it likes. */
  readonly exposureLimit: bigint | null;
}

export interface PlannedAuction {
  readonly id: Id;
  readonly terms: Terms;
  /** What is put aside here, at first, of firms' exposure limits. */
  readonly allotments: ReadonlyMap<Id, bigint>;
}

/** Who holds a share of every sealed bid's key; the first is the nodes' operator. */
export interface Custodian {
  readonly id: Id;
  readonly name: string;
  /** Its private key. */
  readonly seed: Uint8Array;
}

/** Who and what takes part in a simulation. */
export interface Cast {
  /** How many times as fast the database's clock runs, as a sandbox's does: some formats' times nobody can wait for. */
  readonly pace: number;
  readonly sellerId: Id;
  readonly firms: readonly Firm[];
  readonly custodians: readonly Custodian[];
  readonly auctions: readonly PlannedAuction[];
}

export function sellerViewer({ sellerId }: Cast): Viewer {
  return viewerOf(sellerId, OrganizationKind.SELLER, Role.AUCTION_ADMIN);
}

export function firmViewer({ buyerId }: Firm): Viewer {
  return viewerOf(buyerId, OrganizationKind.BUYER, Role.BIDDER);
}

/** Nobody here has more people than one, who goes by the organization's identifier. */
function viewerOf(id: Id, kind: OrganizationKind, role: Role): Viewer {
  return {
    actor: { id, kind: ActorKind.PERSON, name: "Somebody" },
    organization: { id, slug: "somebody", name: "Somebody", kind },
    roles: [role],
    credentialId: id,
    expiresAt: null,
  };
}
