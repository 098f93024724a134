import type { Transaction, Transactions } from "../database/transactions";
import { notFound } from "../errors";
import type { Identifiers } from "../identifiers";
import { isId, type Id } from "../ids";
import type { Journal } from "../journal/journal";
import { hasEntry } from "../journal/journal.store";
import { refuse, refuseState, type OrRefusal } from "../refusal";
import { readName } from "./names";
import { insertUser, lockOrganization, type NewUser } from "./organization.store";
import { UserEntity } from "./user.entity";
import type { Viewer } from "./viewer";

export interface CreateUserPorts {
  readonly transactions: Transactions;
  readonly journal: Journal;
  readonly identifiers: Identifiers;
  /** Who signs the tokens of all people here. */
  readonly issuer: string;
}

/** The operator takes in a person of an organization; roles come with the person's tokens. */
export class CreateUser {
  constructor(private readonly ports: CreateUserPorts) {}

  async run(
    viewer: Viewer,
    input: { readonly organizationId: Id; readonly subject: string; readonly name: string },
  ): Promise<OrRefusal<UserEntity>> {
    if (!isId(input.organizationId)) throw notFound();
    const subject = readName(input.subject, 200, ["input", "subject"]);
    const name = readName(input.name, 200, ["input", "name"]);
    return this.ports.transactions.run(async (tx) => {
      const organization = await lockOrganization(tx, input.organizationId);
      if (!organization) throw notFound();
      if (organization.deactivatedAt !== null) return refuseState("organization", "active", "DEACTIVATED");
      return this.insert(tx, viewer, { organizationId: organization.id, subject, name });
    });
  }

  private async insert(
    tx: Transaction,
    viewer: Viewer,
    wanted: Pick<UserEntity, "organizationId" | "subject" | "name">,
  ): Promise<OrRefusal<UserEntity>> {
    const { issuer, identifiers } = this.ports;
    const user = { ...wanted, issuer, id: identifiers.next(), createdAt: await tx.now() };
    if (!(await insertUser(tx, user))) {
      const own = await findOwn(tx, viewer, user);
      if (own) return own;
      return refuse("ALREADY_EXISTS", "A person has this subject.", { path: ["input", "subject"] });
    }
    await this.ports.journal.append(tx, {
      stream: user.organizationId,
      kind: "ORGANIZATION",
      type: "UserCreated",
      actor: viewer.actor,
      data: { userId: user.id },
    });
    return { ...user, deactivatedAt: null, deactivatedBy: null };
  }
}

/** A command repeated by the same person that finds its own result gives that result again. */
async function findOwn(
  tx: Transaction,
  viewer: Viewer,
  { issuer, subject, organizationId, name }: NewUser,
): Promise<UserEntity | null> {
  const found = await tx.manager.findOneByOrFail(UserEntity, { issuer, subject });
  if (found.organizationId !== organizationId || found.name !== name || found.deactivatedAt !== null)
    return null;
  const data = { userId: found.id };
  const entry = { stream: organizationId, type: "UserCreated", actorId: viewer.actor.id, data };
  return (await hasEntry(tx, entry)) ? found : null;
}
