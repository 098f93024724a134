import type { Transactions } from "../database/transactions";
import { notFound } from "../errors";
import { isId, type Id } from "../ids";
import type { Journal } from "../journal/journal";
import { refuse, refuseState, type OrRefusal } from "../refusal";
import { lockKeysMadeBy, setRevoked } from "./api-key.store";
import { lockUser, setDeactivated } from "./organization.store";
import type { Revocations } from "./revocations";
import { UserEntity } from "./user.entity";
import type { Viewer } from "./viewer";

export interface DeactivationPorts {
  readonly transactions: Transactions;
  readonly journal: Journal;
  readonly revocations: Revocations;
}

/** Ends a person's access, and the keys that the person made and may still hold. */
export class DeactivateUser {
  constructor(private readonly ports: DeactivationPorts) {}

  async run(viewer: Viewer, input: { readonly userId: Id }): Promise<OrRefusal<UserEntity>> {
    if (!isId(input.userId)) throw notFound();
    return this.ports.transactions.run(async (tx) => {
      const user = await lockUser(tx, input.userId);
      if (!user) throw notFound();
      if (user.id === viewer.actor.id)
        return refuse("SEPARATION_OF_DUTIES", "Another operator must do this to you.");
      if (user.deactivatedBy === viewer.actor.id) return user;
      if (user.deactivatedAt !== null) return refuseState("person", "active", "DEACTIVATED");
      const keyIds = (await lockKeysMadeBy(tx, user.id)).map((key) => key.id);
      const deactivation = { at: await tx.now(), by: viewer.actor.id };
      await setDeactivated(tx, UserEntity, user.id, deactivation);
      await setRevoked(tx, keyIds, deactivation);
      await this.ports.journal.append(tx, {
        stream: user.organizationId,
        kind: "ORGANIZATION",
        type: "UserDeactivated",
        actor: viewer.actor,
        data: { userId: user.id, revokedApiKeyIds: keyIds },
      });
      tx.afterCommit(() => this.ports.revocations.announce());
      return { ...user, deactivatedAt: deactivation.at, deactivatedBy: deactivation.by };
    });
  }
}
