import type { Viewer } from "../../platform/access/viewer";
import { readText } from "../../platform/free-text";
import type { Id } from "../../platform/ids";
import { hidden } from "../../platform/journal/hidden";
import type { AccountEntity } from "../account.entity";
import { deleteBox, requireOwnAccount, markDebtorErased } from "../account.store";
import { lockOwnPortfolio } from "../own-portfolio";
import type { PortfolioPorts } from "../ports";

/** Deletes one debtor's personal data; amounts and dates stay. What backups hold ends with their retention. */
export class EraseDebtor {
  constructor(private readonly ports: PortfolioPorts) {}

  async run(
    viewer: Viewer,
    input: { readonly accountId: Id; readonly purpose: string },
  ): Promise<AccountEntity> {
    const purpose = readText(input.purpose, ["input", "purpose"]);
    return this.ports.transactions.run(async (tx) => {
      const unlocked = await requireOwnAccount(tx.manager, viewer, input.accountId);
      await lockOwnPortfolio(tx, viewer, unlocked.portfolioId);
      const account = await requireOwnAccount(tx.manager, viewer, input.accountId);
      if (account.debtorErasedAt !== null) return account;
      const debtorErasedAt = await tx.now();
      await deleteBox(tx, account.id);
      await markDebtorErased(tx, account.id, debtorErasedAt);
      await this.ports.journal.append(tx, {
        stream: account.portfolioId,
        kind: "PORTFOLIO",
        type: "DebtorErased",
        actor: viewer.actor,
        data: { accountId: account.id, purpose: hidden(purpose, account.sellerId) },
      });
      return { ...account, debtorErasedAt };
    });
  }
}
