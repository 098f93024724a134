import { toRefusal, type LockedAuction } from "../auction";
import { personBehind } from "../platform/access/person-behind";
import type { Viewer } from "../platform/access/viewer";
import { assertNever } from "../platform/decision";
import type { Transaction } from "../platform/database/transactions";
import { badUserInput } from "../platform/errors";
import { readText } from "../platform/free-text";
import type { Id } from "../platform/ids";
import { isRefusal, refuse, refuseState, type OrRefusal, type Refusal } from "../platform/refusal";
import { refuseLiveSale, type AwardDesk } from "./award-desk";
import {
  chooseBuyer,
  namesInterruption,
  type Award,
  type AwardProblem,
  type RankedFirm,
} from "./domain/choose-buyer";
import { isDead, SaleStatus, type Sale } from "./domain/sale";
import type { SalePorts } from "./ports";
import { refuseBuyer, resultFor } from "./read-buyers";
import type { SaleLedger } from "./sale-ledger";

export interface AwardOrder {
  readonly auctionId: Id;
  readonly rationale: string;
  /** To the next ranked firm that may buy, since those before it dropped out. */
  readonly toCover: boolean;
}

/** An award about to be made. */
interface AwardInMaking {
  readonly locked: LockedAuction;
  readonly buyer: RankedFirm;
  readonly order: AwardOrder;
  /** The person who awards, or behind the key that does. */
  readonly awarderId: Id;
}

/** Makes a closed auction's result a sale, together with what that sale waits for: all of it or nothing. */
export class AwardAuction {
  constructor(
    private readonly ports: SalePorts,
    private readonly desk: AwardDesk,
    private readonly ledger: SaleLedger,
  ) {}

  run(viewer: Viewer, input: AwardOrder): Promise<OrRefusal<Sale>> {
    const order = { ...input, rationale: readText(input.rationale, ["input", "rationale"]) };
    return this.ports.allotments.withRoom(() => this.attempt(viewer, order));
  }

  private attempt(viewer: Viewer, order: AwardOrder): Promise<OrRefusal<Sale>> {
    return this.ports.transactions.run(async (tx) => {
      const { locked, sales, firms } = await this.desk.openWithFirms(tx, viewer, order.auctionId);
      const awarderId = await personBehind(tx.manager, viewer.actor);
      const own = sales.find((sale) => isSameAward(sale, order, awarderId));
      if (own) return own;
      const buyer =
        refuseLiveSale(sales) ?? chooseFrom(firms, locked, { toCover: order.toCover, at: await tx.now() });
      return isRefusal(buyer) ? buyer : this.award(tx, viewer, { locked, buyer, order, awarderId });
    });
  }

  private async award(tx: Transaction, viewer: Viewer, award: AwardInMaking): Promise<OrRefusal<Sale>> {
    const { locked, buyer, order } = award;
    if (locked.state.outcome?.interrupted && !namesInterruption(order.rationale)) {
      const path = ["input", "rationale"];
      throw badUserInput("The outcome is marked INTERRUPTED, and the rationale must name that.", path);
    }
    const { rank, buyerId, paddle, price } = buyer;
    const refusal = await this.ports.allotments.forAward(tx, locked, buyer);
    if (refusal) return refusal;
    const problem = await locked.decide(
      { type: "AwardTo", bid: { rank, buyerId, paddle, price }, rationale: order.rationale },
      { actor: viewer.actor, firm: null },
    );
    if (problem) return toRefusal(problem);
    const sale = await this.draft(tx, viewer, award);
    await this.ledger.begin(tx, sale, viewer.actor);
    await this.ports.reactions.onSaleMade(tx, sale, viewer.actor);
    return sale;
  }

  private async draft(
    tx: Transaction,
    viewer: Viewer,
    { locked, buyer, order, awarderId }: AwardInMaking,
  ): Promise<Sale> {
    const { auction, state } = locked;
    return {
      id: this.ports.identifiers.next(),
      auctionId: auction.id,
      portfolioId: auction.portfolioId,
      sellerId: auction.sellerId,
      buyerId: buyer.buyerId,
      rank: buyer.rank,
      currency: state.terms.currency,
      priceMinor: buyer.price,
      faceMinor: state.terms.faceValue,
      floorMinor: state.terms.reserve.amount,
      assetClass: auction.assetClass,
      jurisdictions: auction.jurisdictions,
      status: SaleStatus.AWAITING_AUTHORIZATION,
      toCover: order.toCover,
      rationale: order.rationale,
      awardedBy: viewer.actor.id,
      awarderId,
      madeAt: await tx.now(),
    };
  }
}

/** A command repeated by the same person that finds its own result gives that result again. */
function isSameAward(sale: Sale, { toCover, rationale }: AwardOrder, awarderId: Id): boolean {
  const isSame = sale.awarderId === awarderId && sale.toCover === toCover && sale.rationale === rationale;
  return isSame && !isDead(sale);
}

function chooseFrom(
  ranking: readonly RankedFirm[],
  locked: LockedAuction,
  { toCover, at }: Pick<Award, "toCover" | "at">,
): OrRefusal<RankedFirm> {
  const { state } = locked;
  if (state.status !== "CLOSED" && state.status !== "AWARDED") {
    return refuseState("auction", "CLOSED, or AWARDED to a firm that dropped out", state.status);
  }
  const choice = chooseBuyer({ ...resultFor(locked, ranking, at), toCover });
  if (choice.kind === "rejected") return toAwardRefusal(choice.rejection, state.status);
  const [buyer] = choice.events;
  if (!buyer) throw new Error("A buyer was chosen who is nobody");
  return buyer;
}

function toAwardRefusal(problem: AwardProblem, status: string): Refusal {
  switch (problem) {
    case "NOT_QUALIFIED":
    case "LICENCE_LAPSED":
    case "AFFILIATED":
      return refuseBuyer(problem);
    case "ALREADY_AWARDED":
      return refuseState("auction", "CLOSED; with toCover it goes to the next ranked firm", status);
    case "IN_DEFAULT":
      return refuse(
        "INVALID_STATE",
        "The winner is in default; with toCover it goes to the next ranked firm.",
        {
          state: status,
        },
      );
    case "MAY_CURE":
      return refuse(
        "INVALID_STATE",
        "The winner may still cure what has lapsed: its cure period is not over.",
        {
          state: status,
        },
      );
    case "WINNER_STANDS":
      return refuse("INVALID_STATE", "The winner may still buy: award it to the winner first.", {
        state: status,
      });
    case "NOBODY_LEFT":
      return refuse("INVALID_STATE", "No ranked firm is left that may buy: declare it unsold.", {
        state: status,
      });
    default:
      return assertNever(problem);
  }
}
