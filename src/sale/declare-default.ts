import { personBehind } from "../platform/access/person-behind";
import type { Viewer } from "../platform/access/viewer";
import type { Transaction } from "../platform/database/transactions";
import { assertNever } from "../platform/decision";
import { readText } from "../platform/free-text";
import type { Id } from "../platform/ids";
import { hidden } from "../platform/journal/hidden";
import { refuse, refuseState, type OrRefusal, type Refusal } from "../platform/refusal";
import { formatInstant } from "../platform/time";
import type { AuctionOnDesk, AwardDesk } from "./award-desk";
import { isSomebodyLeft, type RankedFirm } from "./domain/choose-buyer";
import { decideDefault, type DefaultProblem, type WinnerDefault } from "./domain/default";
import { isDead, type Sale } from "./domain/sale";
import type { SalePorts } from "./ports";
import { resultFor } from "./read-buyers";
import type { SaleLedger } from "./sale-ledger";
import { lockSale } from "./sale.store";
import { defaultsOf, insertDefault, recordOfFirm } from "./winner-default.store";

export interface DefaultOrder {
  readonly auctionId: Id;
  /** The firm that the result stands with, so that nobody declares another than they mean. */
  readonly buyerId: Id;
  readonly rationale: string;
}

type Desk = AuctionOnDesk & { readonly firms: readonly RankedFirm[] };

/**
 * A winner does not stand by what it won: its deposit is forfeited, approved by whoever declares it, its sale falls through,
 * and where nobody is left to be offered the sale, the auction is UNSOLD.
 */
export class DeclareDefault {
  constructor(
    private readonly ports: SalePorts,
    private readonly desk: AwardDesk,
    private readonly ledger: SaleLedger,
  ) {}

  run(viewer: Viewer, input: DefaultOrder): Promise<OrRefusal<WinnerDefault>> {
    const order = { ...input, rationale: readText(input.rationale, ["input", "rationale"]) };
    return this.ports.transactions.run(async (tx) => {
      const desk = await this.desk.openWithFirms(tx, viewer, order.auctionId);
      const approverId = await personBehind(tx.manager, viewer.actor);
      const own = await ownDefault(tx, order, approverId);
      if (own) return own;
      const sale = desk.sales.find((one) => !isDead(one)) ?? null;
      const declaredAt = await tx.now();
      const facts = { ...order, approverId, sale, at: declaredAt };
      const decision = decideDefault({ ...facts, status: desk.locked.state.status, holder: holderOf(desk) });
      if (decision.kind === "rejected") return toRefusal(decision.rejection);
      const [{ rank } = { rank: 0 }] = decision.events;
      const declared = {
        id: this.ports.identifiers.next(),
        auctionId: order.auctionId,
        sellerId: desk.locked.auction.sellerId,
        buyerId: order.buyerId,
        saleId: sale?.id ?? null,
        awarderId: sale?.awarderId ?? null,
        rank,
        approvedBy: viewer.actor.id,
        approverId,
        declaredAt,
        rationale: order.rationale,
      };
      if (sale) await this.endSale(tx, viewer, sale, declared);
      else await this.ports.allotments.release(tx, declared);
      await this.record(tx, viewer, declared);
      await this.endAuction(tx, viewer, declared);
      return declared;
    });
  }

  /** What was asked or signed for it falls first. */
  private async endSale(
    tx: Transaction,
    viewer: Viewer,
    { id }: Sale,
    declared: WinnerDefault,
  ): Promise<void> {
    await this.ports.reactions.onSaleEnding(tx, id);
    const sale = await lockSale(tx, id);
    const data = { defaultId: declared.id, rationale: hidden(declared.rationale, declared.sellerId) };
    await this.ledger.move(tx, sale, "FALL_THROUGH", { type: "SaleFellThrough", actor: viewer.actor, data });
  }

  /** In the firm's own stream with the seller: what it did and lost, when, and, for the seller, who approved it. */
  private async record(tx: Transaction, viewer: Viewer, declared: WinnerDefault): Promise<void> {
    const { id, auctionId, sellerId, saleId, rank, declaredAt, rationale } = declared;
    await insertDefault(tx, declared);
    await this.ports.journal.append(tx, {
      stream: await recordOfFirm(tx, declared),
      kind: "BUYER",
      type: "DepositForfeited",
      actor: hidden({ id: viewer.actor.id, kind: viewer.actor.kind }, sellerId),
      data: {
        defaultId: id,
        auctionId,
        saleId,
        rank: hidden(rank, sellerId),
        forfeitedAt: formatInstant(declaredAt),
        rationale: hidden(rationale, sellerId),
      },
    });
  }

  /** Read anew: the sale's end has written into the auction's journal. */
  private async endAuction(
    tx: Transaction,
    viewer: Viewer,
    { auctionId, rationale }: WinnerDefault,
  ): Promise<void> {
    const { locked, firms } = await this.desk.openWithFirms(tx, viewer, auctionId);
    const result = resultFor(locked, firms, await tx.now());
    if (isSomebodyLeft(result, locked.state.terms.reserve.amount)) return;
    const problem = await locked.decide(
      { type: "DeclareUnsold", rationale },
      { actor: viewer.actor, firm: null },
    );
    if (problem) throw new Error(`An auction in default was not declared unsold: ${problem.message}`);
  }
}

/** The winner; once awarded, whom it was awarded to last. */
function holderOf({ locked, firms }: Desk): RankedFirm | null {
  const { status, award } = locked.state;
  if (status !== "CLOSED" && status !== "AWARDED") return null;
  return firms.find(({ rank }) => rank === (award?.rank ?? 1)) ?? null;
}

/** A command repeated by the same person that finds its own result gives that result again. */
async function ownDefault(
  tx: Transaction,
  { auctionId, buyerId, rationale }: DefaultOrder,
  approverId: Id,
): Promise<WinnerDefault | null> {
  const [declared = []] = await defaultsOf(tx.manager, [auctionId]);
  const own = declared.find((one) => one.buyerId === buyerId && one.approverId === approverId);
  return own?.rationale === rationale ? own : null;
}

function toRefusal(problem: DefaultProblem): Refusal {
  switch (problem.code) {
    case "NOT_THE_HOLDER":
      return refuseState(
        "auction",
        "CLOSED or AWARDED, and its result must stand with this firm",
        problem.found,
      );
    case "PAID":
      return refuseState("sale", "one that is not paid for", problem.found);
    case "NOT_AWARDED":
      return refuseState("auction", "AWARDED to the firm, or its licence must have lapsed", problem.found);
    case "MAY_CURE":
      return refuse(
        "INVALID_STATE",
        `The winner may cure what has lapsed until ${formatInstant(problem.until)}.`,
      );
    case "SEPARATION_OF_DUTIES":
      return refuse(
        "SEPARATION_OF_DUTIES",
        "Somebody else than whoever awarded the sale must declare the default.",
      );
    default:
      return assertNever(problem);
  }
}
