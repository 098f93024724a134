import type { DataSource } from "typeorm";
import type { Transaction, Transactions } from "../database/transactions";
import { ClientError } from "../errors";
import type { Identifiers } from "../identifiers";
import type { Journal } from "../journal/journal";
import type { Claims } from "./claims";
import { nameOfSlug } from "./names";
import {
  findIdentity,
  hasOperator,
  insertOrganization,
  insertUser,
  lockOrganizations,
  type Identity,
} from "./organization.store";
import { fittingRoles } from "./roles";
import { ActorKind, OrganizationKind, Role, SYSTEM_ACTOR, type Viewer } from "./viewer";

export interface IdentificationPorts {
  readonly database: DataSource;
  readonly transactions: Transactions;
  readonly journal: Journal;
  readonly identifiers: Identifiers;
}

/** Whom a token's claims stand for: the person on record, in the organization on record. */
export class Identification {
  constructor(
    private readonly ports: IdentificationPorts,
    private readonly issuer: string,
    /** In development, an organization or person seen for the first time is created from the claims. */
    private readonly createsUnknown: boolean,
  ) {}

  async identify(claims: Claims): Promise<Viewer> {
    const found = await this.find(this.ports.database.manager, claims);
    if (found.organization && found.user) return viewerOf(found, claims);
    if (!this.createsUnknown && !mayBeFirstOperator(claims)) throw unknown(found);
    return viewerOf(await this.ports.transactions.run((tx) => this.create(tx, claims)), claims);
  }

  /** Safe against others who create the same: whoever comes second finds what the first made. */
  private async create(tx: Transaction, claims: Claims): Promise<Identity> {
    if (!this.createsUnknown) await this.requireNoOperator(tx, claims);
    await this.createOrganization(tx, claims);
    const found = await this.find(tx.manager, claims);
    if (found.user || !found.organization || whyNotOf(found, claims) !== null) return found;
    await this.createUser(tx, found.organization.id, claims);
    return this.find(tx.manager, claims);
  }

  /**
   * The first operator has nobody who could create it, so the identity provider's word is taken: as long as there is
   * no operator's organization, and only then, a token with the role OPERATOR makes its own.
   */
  private async requireNoOperator(tx: Transaction, claims: Claims): Promise<void> {
    await lockOrganizations(tx);
    if (await hasOperator(tx)) throw unknown(await this.find(tx.manager, claims));
  }

  private async createOrganization(tx: Transaction, claims: Claims): Promise<void> {
    const { organization: slug, organizationKind: kind } = claims;
    const id = this.ports.identifiers.next();
    const name = nameOfSlug(slug);
    const inserted = await insertOrganization(tx, { id, slug, name, kind, createdAt: await tx.now() });
    if (!inserted) return;
    await this.ports.journal.append(tx, {
      stream: id,
      kind: "ORGANIZATION",
      type: "OrganizationCreated",
      actor: SYSTEM_ACTOR,
      data: { slug, name, kind },
    });
  }

  private async createUser(tx: Transaction, organizationId: string, claims: Claims): Promise<void> {
    const id = this.ports.identifiers.next();
    const { subject, name } = claims;
    const user = { id, organizationId, issuer: this.issuer, subject, name: name ?? subject };
    if (!(await insertUser(tx, { ...user, createdAt: await tx.now() }))) return;
    await this.ports.journal.append(tx, {
      stream: organizationId,
      kind: "ORGANIZATION",
      type: "UserCreated",
      actor: SYSTEM_ACTOR,
      data: { userId: id },
    });
  }

  private find(manager: Parameters<typeof findIdentity>[0], claims: Claims): Promise<Identity> {
    const { organization: slug, subject } = claims;
    return findIdentity(manager, { slug, issuer: this.issuer, subject });
  }
}

function mayBeFirstOperator(claims: Claims): boolean {
  return claims.organizationKind === OrganizationKind.OPERATOR && claims.roles.includes(Role.OPERATOR);
}

function viewerOf(identity: Identity, claims: Claims): Viewer {
  const { organization, user } = identity;
  const reason = whyNotOf(identity, claims);
  if (reason !== null) throw new ClientError("UNAUTHENTICATED", reason);
  if (!organization || !user) throw unknown(identity);
  const { id, slug, name, kind } = organization;
  return {
    actor: { id: user.id, kind: ActorKind.PERSON, name: user.name },
    organization: { id, slug, name, kind },
    roles: fittingRoles(kind, claims.roles),
    credentialId: user.id,
    expiresAt: claims.expiresAt,
  };
}

/** Why what is on record does not go with the claims; `null` when it does. */
function whyNotOf({ organization, user }: Identity, claims: Claims): string | null {
  if (organization && organization.kind !== claims.organizationKind) {
    return "The token's org_kind is not the kind of the organization on record.";
  }
  if (organization && user && user.organizationId !== organization.id) {
    return "The token's person belongs to another organization.";
  }
  if (organization && organization.deactivatedAt !== null) return "The organization has been deactivated.";
  if (user && user.deactivatedAt !== null) return "The person has been deactivated.";
  return null;
}

function unknown({ organization }: Identity): ClientError {
  const what = organization ? "person" : "organization";
  return new ClientError(
    "UNAUTHENTICATED",
    `The token's ${what} is not known here; the operator must create it first.`,
  );
}
