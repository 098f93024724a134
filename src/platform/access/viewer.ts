import type { Id } from "../ids";

/** What a person or program may do (architecture.md, "Access"). */
export enum Role {
  PORTFOLIO_MANAGER = "PORTFOLIO_MANAGER",
  FINANCE = "FINANCE",
  LEGAL = "LEGAL",
  COMPLIANCE = "COMPLIANCE",
  RISK = "RISK",
  AUCTION_ADMIN = "AUCTION_ADMIN",
  EXECUTIVE = "EXECUTIVE",
  ANALYST = "ANALYST",
  BIDDER = "BIDDER",
  BUYER_VIEWER = "BUYER_VIEWER",
  BUYER_OFFICER = "BUYER_OFFICER",
  PARTNER = "PARTNER",
  OPERATOR = "OPERATOR",
}

export enum OrganizationKind {
  SELLER = "SELLER",
  BUYER = "BUYER",
  OPERATOR = "OPERATOR",
}

export enum ActorKind {
  PERSON = "PERSON",
  API_KEY = "API_KEY",
  SYSTEM = "SYSTEM",
}

/** Who acts: a person, an API key or the system itself. */
export interface Actor {
  readonly id: Id;
  readonly kind: ActorKind;
  readonly name: string;
}

/** Who asks: an actor of an organization, with the roles that its credential carries. */
export interface Viewer {
  readonly actor: Actor;
  readonly organization: {
    readonly id: Id;
    readonly slug: string;
    readonly name: string;
    readonly kind: OrganizationKind;
  };
  readonly roles: readonly Role[];
  /** What rate limits and revocation go by: the person's or the key's id. */
  readonly credentialId: string;
  /** When the credential ends; `null` for a key without an end. */
  readonly expiresAt: bigint | null;
}

/** The system as an actor: what a deadline or a job decided. */
export const SYSTEM_ACTOR: Actor = {
  id: "00000000-0000-7000-8000-000000000000",
  kind: ActorKind.SYSTEM,
  name: "Recoup",
};
