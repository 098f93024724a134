import type { Transactions } from "../database/transactions";
import { notFound } from "../errors";
import { isId, type Id } from "../ids";
import type { Journal } from "../journal/journal";
import { lockUser, setDeactivated } from "./organization.store";
import { UserEntity } from "./user.entity";
import type { Viewer } from "./viewer";

/** Lets a person in again. Keys that the deactivation revoked stay revoked. */
export class ReactivateUser {
  constructor(private readonly ports: { readonly transactions: Transactions; readonly journal: Journal }) {}

  async run(viewer: Viewer, input: { readonly userId: Id }): Promise<UserEntity> {
    if (!isId(input.userId)) throw notFound();
    return this.ports.transactions.run(async (tx) => {
      const user = await lockUser(tx, input.userId);
      if (!user) throw notFound();
      if (user.deactivatedAt === null) return user;
      await setDeactivated(tx, UserEntity, user.id, null);
      await this.ports.journal.append(tx, {
        stream: user.organizationId,
        kind: "ORGANIZATION",
        type: "UserReactivated",
        actor: viewer.actor,
        data: { userId: user.id },
      });
      return { ...user, deactivatedAt: null, deactivatedBy: null };
    });
  }
}
