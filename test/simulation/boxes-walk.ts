import { hash } from "node:crypto";
import type { SealedDigest } from "../../src/auction/domain";
import type { Entry } from "../../src/platform/journal/chain";
import { isCommitment } from "../../src/platform/journal/chain";
import { seconds } from "../../src/platform/time";
import type { NaiveContent } from "../support/naive-sealed";
import type { Content } from "./bidder";
import type { PlannedAuction } from "./cast";
import { decidedContents } from "./check-bids";
import { RulesWalk, text, unlessDone, type Told } from "./rules-walk";
import type { Run } from "./simulation";
import type { AuctionTables } from "./simulated-tables";

type SetAside = readonly (readonly [paddle: string, reason: string])[];

/** What all formats have in common that seal bids: nothing is told of a box before its opening, and then what the firm had sealed. */
export abstract class BoxesWalk extends RulesWalk {
  /** What stands behind each bid, by its sequence. */
  protected readonly contents: ReadonlyMap<number, Content>;
  /** By paddle: the sequence of the box that the firm has in play. */
  protected readonly live = new Map<string, number>();
  /** When the round ended whose boxes are opened next. */
  protected closedAt = 0n;
  private setAside: { readonly paddle: string; readonly reason: string; readonly at: bigint }[] = [];

  constructor(run: Run, auction: PlannedAuction, tables: AuctionTables) {
    super(run, auction, tables);
    this.contents = decidedContents(run, tables);
  }

  /** Neither custodians nor the firm itself opened its bid. */
  protected abstract leaveUnrevealed(paddle: string): void;
  /** What is in boxes is held against a limit when they are opened. */
  protected abstract override limitChanged(paddle: string, limit: bigint | null): void;
  protected abstract withdraw(paddle: string, at: bigint): string;

  /** What is in the box of a bid. */
  protected contentOf(sequence: number): NaiveContent {
    const { amount = null, isSpoilt = false } = this.contents.get(sequence) ?? {};
    return isSpoilt || amount === null ? "INVALID" : amount;
  }

  protected override ownExpectation(entry: Entry): string | null {
    switch (entry.type) {
      case "BidWithdrawn":
        return this.withdrawal(entry);
      case "BidSetAside":
        return this.isSetAside(entry);
      default:
        return super.ownExpectation(entry);
    }
  }

  /** Of a sealed auction, or phase, only a result is told. */
  protected toldOfBoxes(): Told {
    const { outcome } = this;
    const isTold = outcome !== null && this.auction.terms.reserveVisibility !== "CONCEALED";
    return {
      leadingAmount: text(outcome?.price ?? null),
      leadingPaddle: null,
      bidCount: null,
      reserveStatus: isTold ? this.reserveStatus(outcome.price) : null,
      minimumNextBid: null,
    };
  }

  /** What came out of the boxes is what the firms had sealed. `open` answers what is set aside when they are opened then. */
  protected opening({ at }: Entry, open: (at: bigint) => SetAside): string | null {
    const { setAside } = this;
    this.setAside = [];
    for (const { paddle, reason } of setAside) if (reason === "UNREVEALED") this.leaveUnrevealed(paddle);
    const expected = open(setAside[0]?.at ?? at).map(([paddle, reason]) => `${paddle} ${reason}`);
    const found = setAside.map(({ paddle, reason }) => `${paddle} ${reason}`);
    if (expected.sort().join() !== [...found].sort().join()) return `set aside: ${expected.join()}`;
    for (const [paddle, sequence] of this.live) {
      const content = this.contentOf(sequence);
      const { amount = null } = this.tables.opened.get(sequence) ?? {};
      const isKnown =
        amount !== null || typeof content !== "bigint" || found.includes(`${paddle} UNREVEALED`);
      if (!isKnown || (amount !== null && amount !== content))
        this.problems.push(`bid ${sequence} was opened as ${amount}, and sealed as ${content}`);
    }
    return null;
  }

  private withdrawal({ sequence, at, data }: Entry): string | null {
    const row = this.bids.get(sequence);
    const paddle = data["paddle"] as string;
    if (!row?.withdrawal || row.paddle !== paddle || at !== row.decidedAt) return "what its row says";
    if (data["bid"] !== this.live.get(paddle)) return `that bid ${this.live.get(paddle)} is in play`;
    this.live.delete(paddle);
    return unlessDone(this.withdraw(paddle, at));
  }

  private isSetAside({ at, data }: Entry): string | null {
    const [paddle, reason] = [data["paddle"] as string, data["reason"] as string];
    if (data["bid"] !== this.live.get(paddle)) return `that bid ${this.live.get(paddle)} is in play`;
    if (reason === "UNREVEALED") {
      const { sealing } = this.auction.terms;
      const until = this.closedAt + 2n * seconds(sealing?.revealSeconds ?? 0);
      if (sealing?.sealer !== "CLIENT" || at < until) return "that it may still be revealed";
    }
    this.setAside.push({ paddle, reason, at });
    return null;
  }
}

/** A sealed bid's entry holds the hashes of its box and its key, and no amount. */
export function boxProblems({ entries, bids }: AuctionTables): string[] {
  return bids.flatMap(({ bid, box, isSealed }) => {
    if (!isSealed) return [];
    const data = entries[bid.sequence - 1]?.data ?? {};
    const sealed = data["sealed"] as Partial<SealedDigest> | undefined;
    const isHidden =
      bid.amount === null && bid.maximum === null && data["amount"] === null && isCommitment(data["maximum"]);
    const isOwnKey = sealed?.bidKeyHash === bid.keyHash.toString("hex");
    const isOwnBox =
      bid.decision !== "ACCEPTED" || (box !== null && sealed?.boxHash === hash("sha256", box, "hex"));
    return isHidden && isOwnKey && isOwnBox
      ? []
      : [`the box or the key of bid ${bid.sequence} is not the one that the journal names`];
  });
}
