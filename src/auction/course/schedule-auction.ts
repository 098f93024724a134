import type { Viewer } from "../../platform/access/viewer";
import type { Transactions } from "../../platform/database/transactions";
import { notFound } from "../../platform/errors";
import { readAmount } from "../../platform/graphql/money";
import type { Identifiers } from "../../platform/identifiers";
import { RULES_VERSION } from "../../platform/journal/journal";
import { parseRate } from "../../platform/money";
import { isRefusal, refuse, refuseState, type OrRefusal } from "../../platform/refusal";
import { BY_SYSTEM, toRefusal } from "../auction-desk";
import type { ScheduleAuctionInput } from "./course-inputs.graphql";
import type { AuctionLedger } from "../auction-ledger";
import type { AuctionRecord } from "../auction.rows";
import { findScheduled } from "../auction.store";
import { decideSchedule, type Sealing, type Terms } from "../domain";
import type { ApprovedFloor, Floors, PortfolioOnOffer, Portfolios } from "../ports";
import type { ReadSealing } from "../sealing/read-sealing";

/** Offers an APPROVED portfolio under terms that are pinned from here on; the reserve is its approved floor. */
export class ScheduleAuction {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: AuctionLedger,
    private readonly identifiers: Identifiers,
    private readonly portfolios: Portfolios,
    private readonly floors: Floors,
    private readonly readSealing: ReadSealing,
  ) {}

  async run(viewer: Viewer, input: ScheduleAuctionInput): Promise<OrRefusal<AuctionRecord>> {
    const sealing = await this.readSealing.run(input);
    if (isRefusal(sealing)) return sealing;
    const scheduled = await this.schedule(viewer, input, sealing);
    return isRefusal(scheduled) ? ((await this.findOwn(viewer, input, sealing)) ?? scheduled) : scheduled;
  }

  private schedule(
    viewer: Viewer,
    input: ScheduleAuctionInput,
    sealing: Sealing | null,
  ): Promise<OrRefusal<AuctionRecord>> {
    return this.transactions.run(async (tx) => {
      const portfolio = await this.portfolios.lockOnOffer(tx, viewer.organization.id, input.portfolioId);
      if (!portfolio) throw notFound();
      if (portfolio.status !== "APPROVED") return refuseState("portfolio", "APPROVED", portfolio.status);
      const floor = await this.floors.approvedFloor(tx, portfolio.id);
      if (!floor) return refuse("NO_APPROVED_FLOOR", "Approve a floor for the portfolio first.");
      const decision = decideSchedule(
        { ...readTerms(input, portfolio, floor), sealing },
        {
          now: await tx.now(),
          floorValidUntil: floor.validUntil,
        },
      );
      if (decision.kind === "rejected") return toRefusal(decision.rejection);
      const [scheduled] = decision.events;
      if (!scheduled) throw new Error("Scheduling was accepted without an event");
      const { sellerId, assetClass, jurisdictions, id: portfolioId } = portfolio;
      const auction = { id: this.identifiers.next(), sellerId, portfolioId, assetClass, jurisdictions };
      const locked = await this.ledger.begin(tx, auction, scheduled, { actor: viewer.actor, firm: null });
      return locked.record();
    });
  }

  /** In a transaction of its own: elsewhere an auction is locked before its portfolio. */
  private findOwn(
    viewer: Viewer,
    input: ScheduleAuctionInput,
    sealing: Sealing | null,
  ): Promise<AuctionRecord | null> {
    return this.transactions.run(async (tx) => {
      const auctionId = await findScheduled(tx, viewer.organization.id, input.portfolioId);
      if (auctionId === null) return null;
      const locked = await this.ledger.lock(tx, auctionId, BY_SYSTEM);
      const { terms } = locked.state;
      const wanted = { ...readTerms(input, terms, { ...terms.reserve, id: terms.reserve.floorId }), sealing };
      return (await locked.isDone({ type: "Schedule", terms: wanted }, viewer.actor))
        ? locked.record()
        : null;
    });
  }
}

function readTerms(
  input: ScheduleAuctionInput,
  portfolio: Pick<PortfolioOnOffer, "currency" | "faceValue">,
  floor: Pick<ApprovedFloor, "id" | "amount">,
): Omit<Terms, "sealing"> {
  const { currency, faceValue } = portfolio;
  const amount = (text: string, ...path: string[]) => readAmount(text, currency, ["input", ...path]);
  const { extension, dutch, bestAndFinal } = input;
  return {
    rulesVersion: RULES_VERSION,
    format: input.format,
    currency,
    faceValue,
    openingPrice: amount(input.openingPrice, "openingPrice"),
    reserve: { amount: floor.amount, floorId: floor.id },
    reserveVisibility: input.reserveVisibility,
    increments: input.increments.map(({ from, step }, row) => ({
      from: amount(from, "increments", String(row), "from"),
      step: amount(step, "increments", String(row), "step"),
    })),
    opensAt: input.opensAt,
    closesAt: input.closesAt,
    extension: extension ? { ...extension } : null,
    bestAndFinal: bestAndFinal ? { ...bestAndFinal, shortlist: bestAndFinal.shortlist ?? null } : null,
    dutch: dutch ? { stepRate: parseRate(dutch.stepRate), stepSeconds: dutch.stepSeconds } : null,
    cureSeconds: input.cureSeconds ?? 0,
    standbySeconds: input.standbySeconds ?? 0,
  };
}
