import type { DecidedBid } from "../../src/auction/bidding/bid-answer";
import type { Entry } from "../../src/platform/journal/chain";
import { formatInstant } from "../../src/platform/time";
import { NaiveRounds } from "../support/naive-best-and-final";
import type { Firm } from "./cast";
import { roundsTermsOf } from "./naive-terms";
import { PhasedWalk } from "./phased-walk";
import { instant, orNull, unlessDone, type Told } from "./rules-walk";

/** BEST_AND_FINAL: indications, a short list, and the binding bids of those on it. */
export class RoundsWalk extends PhasedWalk {
  protected readonly rules = new NaiveRounds(roundsTermsOf(this.auction.terms));

  override walk(): readonly string[] {
    super.walk();
    const { phase } = this.tables.state;
    const opened = phase?.opened.map(({ paddle, amount }) => `${paddle} at ${amount}`) ?? [];
    const indicated = this.rules.indications.map(([paddle, amount]) => `${paddle} at ${amount}`);
    if (opened.join() !== indicated.join())
      this.problems.push(`indications are kept as ${opened.join()}, the rules say ${indicated.join()}`);
    return this.problems;
  }

  protected openAt(): void {
    this.isOpen = true;
  }

  protected override has(paddle: string): boolean {
    return super.has(paddle) || this.rules.indications.some(([firm]) => firm === paddle);
  }

  protected leaveUnrevealed(paddle: string): void {
    this.rules.leaveUnrevealed(paddle);
  }

  protected bid({ sequence }: DecidedBid, { paddle, limit }: Firm, at: bigint): string {
    if (!this.isOpen) return this.rules.isCancelled ? "CANCELLED" : "NOT_OPEN";
    const content = this.contentOf(sequence);
    const hasReason = this.contents.get(sequence)?.hasReason ?? false;
    const suspended = this.isSuspended(paddle, sequence);
    const verdict = this.rules.attempt(
      { kind: "bid", firm: paddle, content, limit, suspended, hasReason },
      at,
    );
    if (verdict !== "ACCEPTED") return verdict;
    this.live.set(paddle, sequence);
    this.bidders.add(paddle);
    return verdict;
  }

  protected override ownExpectation(entry: Entry): string | null {
    switch (entry.type) {
      case "RoundOpened":
        return this.openRound(entry) ?? (this.rules.stage === "SHORTLISTING" ? null : "no indication");
      case "PhaseStarted":
        return this.phaseStarted(entry);
      case "ShortlistMade":
        return this.shortlistMade(entry);
      case "FirmShortlisted":
        return this.rules.list?.includes(entry.data["paddle"] as string) ? null : "not this firm";
      case "FirmNotShortlisted":
        return this.rules.list?.includes(entry.data["paddle"] as string) === false ? null : "this firm, too";
      default:
        return super.ownExpectation(entry);
    }
  }

  /** With something to open it has no result yet. */
  protected override closed(data: Entry["data"]): string | null {
    this.closedAt = instant(data["closedAt"]);
    this.isResultTold = !this.rules.isWaiting;
    if (this.isResultTold) return super.closed(data);
    return data["outcome"] === null ? null : "no result before the opening";
  }

  protected told(): Told {
    return this.toldOfBoxes();
  }

  /** The making of a short list begins with the opening, and no end is told of it before there is one. */
  private phaseStarted({ at, data }: Entry): string | null {
    const since = instant(data["since"]);
    if (data["phase"] !== "SHORTLISTING") this.pass(since);
    const { stage, end } = this.rules;
    if (stage === "BINDING") this.live.clear();
    const closesAt = stage === "SHORTLISTING" ? null : orNull(end, formatInstant);
    const isSo = data["phase"] === stage && data["closesAt"] === closesAt && at >= since;
    return isSo ? null : `${stage} until ${closesAt}`;
  }

  private shortlistMade(entry: Entry): string | null {
    const { firms, leftOut, startsAt } = this.revealed(entry) as {
      readonly firms: readonly { readonly paddle: string }[];
      readonly leftOut: readonly { readonly paddle: string; readonly reason: string | null }[];
      readonly startsAt: string;
    };
    const names = firms.map(({ paddle }) => paddle);
    if (this.auction.terms.bestAndFinal?.shortlist === null) {
      const reasons = leftOut.filter(({ reason }) => reason !== null).map(({ paddle }) => paddle);
      const refused = unlessDone(this.rules.attempt({ kind: "list", firms: names, reasons }, entry.at));
      if (refused !== null) return "no such short list";
    }
    const { list, end } = this.rules;
    const isSo = list?.join() === names.join() && startsAt === orNull(end, formatInstant);
    return isSo ? null : `${list?.join()} from ${orNull(end, formatInstant)}`;
  }
}
