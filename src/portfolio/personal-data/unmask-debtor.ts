import type { Viewer } from "../../platform/access/viewer";
import { readText } from "../../platform/free-text";
import type { Id } from "../../platform/ids";
import { hidden } from "../../platform/journal/hidden";
import { refuse, type OrRefusal } from "../../platform/refusal";
import type { PersonalData } from "../domain/account";
import { findBox, requireOwnAccount } from "../account.store";
import { decodePersonalData, openBox } from "./personal-box";
import { findPortfolioKey } from "./portfolio-keys";
import type { PortfolioPorts } from "../ports";

/** Shows one debtor's personal data to somebody with a purpose; who, when and for what is on record before it is shown. */
export class UnmaskDebtor {
  constructor(private readonly ports: PortfolioPorts) {}

  async run(
    viewer: Viewer,
    input: { readonly accountId: Id; readonly purpose: string },
  ): Promise<OrRefusal<PersonalData>> {
    const purpose = readText(input.purpose, ["input", "purpose"]);
    return this.ports.transactions.run(async (tx) => {
      const account = await requireOwnAccount(tx.manager, viewer, input.accountId);
      const { id: owner, portfolioId, sellerId } = account;
      const box = await findBox(tx.manager, owner);
      const key = box && (await findPortfolioKey(tx.manager, portfolioId, this.ports.masterKey));
      if (!box || !key) {
        const state = account.debtorErasedAt !== null || box ? "ERASED" : "EMPTY";
        return refuse("INVALID_STATE", "There is no personal data of this debtor.", { state });
      }
      await this.ports.journal.append(tx, {
        stream: portfolioId,
        kind: "PORTFOLIO",
        type: "DebtorUnmasked",
        actor: viewer.actor,
        data: { accountId: owner, purpose: hidden(purpose, sellerId) },
      });
      return decodePersonalData(openBox(box, { key, owner }));
    });
  }
}
