import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Node, view } from "../graphql/node";
import { DateTimeScalar } from "../graphql/scalars";
import type { Id } from "../ids";
import type { Instant } from "../time";
import type { OrganizationEntity } from "./organization.entity";
import { ActorKind, OrganizationKind, Role, type Actor, type Viewer } from "./viewer";

registerEnumType(Role, {
  name: "Role",
  description:
    "What a person or program may do. Each kind of organization has its own; PARTNER is of sellers and buyers.",
  valuesConfig: {
    PORTFOLIO_MANAGER: { description: "Seller: makes portfolios, imports tapes, screens, carves out." },
    FINANCE: { description: "Seller: proposes and decides floors; signs." },
    LEGAL: { description: "Seller: reviews and signs for the law." },
    COMPLIANCE: { description: "Seller: screens, vets, unmasks, proposes the authority matrix; signs." },
    RISK: { description: "Seller: vets buyers; signs." },
    AUCTION_ADMIN: { description: "Seller: runs auctions and proposes the award." },
    EXECUTIVE: { description: "Seller: decides floors, approves the authority matrix; signs." },
    ANALYST: { description: "Seller: reads bids, statistics and the journal." },
    BIDDER: { description: "Buyer: bids and withdraws." },
    BUYER_VIEWER: { description: "Buyer: watches." },
    BUYER_OFFICER: { description: "Buyer: applies for qualification, signs non-disclosure agreements." },
    PARTNER: { description: "Seller or buyer: a program that reads what its organization's viewers read." },
    OPERATOR: { description: "Operator: keeps organizations and users, and decides nothing." },
  },
});

registerEnumType(OrganizationKind, {
  name: "OrganizationKind",
  description: "What an organization is here for.",
  valuesConfig: {
    SELLER: { description: "Sells portfolios." },
    BUYER: { description: "A firm that bids for them." },
    OPERATOR: { description: "Runs this installation." },
  },
});

registerEnumType(ActorKind, {
  name: "ActorKind",
  description: "What kind of actor it is.",
  valuesConfig: {
    PERSON: { description: "A person." },
    API_KEY: { description: "A program, by its API key." },
    SYSTEM: { description: "Recoup itself: a deadline or a job." },
  },
});

@ObjectType("Organization", {
  implements: Node,
  description: "A seller, a buyer firm or the operator. Seen by its own people and by the operator.",
})
export class OrganizationType extends Node {
  @Field(() => String, { description: "Its name." })
  readonly name!: string;

  @Field(() => String, { description: "Its name in tokens and addresses; never changes." })
  readonly slug!: string;

  @Field(() => OrganizationKind, { description: "What it is here for; never changes." })
  readonly kind!: OrganizationKind;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Since when nobody of it has access; null while it is active.",
  })
  readonly deactivatedAt!: Instant | null;
}

export function organizationView(organization: OrganizationEntity): OrganizationType {
  const { id, name, slug, kind, deactivatedAt } = organization;
  return view(OrganizationType, { id, name, slug, kind, deactivatedAt });
}

@ObjectType("Actor", { description: "Whoever acts: a person, an API key or the system." })
export class ActorType {
  @Field(() => ID, { description: "The person's, the key's or the system's." })
  readonly id!: Id;

  @Field(() => String, { description: "The person's name, or the key's." })
  readonly name!: string;

  @Field(() => ActorKind, { description: "What kind of actor it is." })
  readonly kind!: ActorKind;
}

export function actorView({ id, name, kind }: Actor): ActorType {
  return view(ActorType, { id, name, kind });
}

@ObjectType("Viewer", { description: "Whose credential came with the request." })
export class ViewerType {
  @Field(() => ID, { description: "The person's or the key's, as in Actor." })
  readonly id!: Id;

  @Field(() => String, { description: "The person's name, or the key's." })
  readonly name!: string;

  @Field(() => ActorKind, { description: "A person or an API key." })
  readonly kind!: ActorKind;

  @Field(() => [Role], { description: "The roles of the credential that the kind of organization can hold." })
  readonly roles!: Role[];

  @Field(() => OrganizationType, { description: "The organization that the credential is of." })
  readonly organization!: OrganizationType;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the credential ends; null for a key without an end.",
  })
  readonly expiresAt!: Instant | null;
}

export function viewerView({ actor, organization, roles, expiresAt }: Viewer): ViewerType {
  return view(ViewerType, {
    ...actor,
    roles: [...roles],
    organization: view(OrganizationType, { ...organization, deactivatedAt: null }),
    expiresAt,
  });
}
