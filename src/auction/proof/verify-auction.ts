import { isDeepStrictEqual } from "node:util";
import type { Id } from "../../platform/ids";
import type { Entry, JsonObject } from "../../platform/journal/chain";
import type { Secret } from "../../platform/journal/hidden";
import { commitmentsIn, reveal } from "../../platform/journal/reveal";
import {
  checkSecrets,
  type Finding,
  type PageOfEntries,
  type Replayer,
  type StreamReplay,
} from "../../platform/journal/verify-chain";
import type { OpenedRow } from "../auction.rows";
import { BID_ENTRIES, secretsOf, type SaltedBid } from "../bidding/bid-secrets";
import { Auditor, decodeEvent, decodeStanding, firmOf, type StandingJson } from "../domain";
import type { Entry as DecidedEntry } from "../domain";
import { openedBy } from "../opened-rows";
import { differenceInAuction, differenceInBid, differenceInParticipant } from "./verify-auction.rows";
import { AuctionRecords, type KeptAuction } from "./verify-auction.store";

/**
 * Replays an auction: every entry is decided once more by the rules, each bid's row must be its entry's, and the rows of
 * the auction and its firms what the entries lead to.
 */
export const auctionReplayer: Replayer = async (database, auctionId) => {
  const records = new AuctionRecords(database, auctionId);
  return new AuctionReplay(records, await records.auction());
};

class AuctionReplay implements StreamReplay {
  private readonly auditor = new Auditor();
  private readonly places = { scheduledAt: 0n, termsFixedAt: 0, last: 0 };
  /** By firm: the last entry about its part, and the one up to which its bids were voided. */
  private readonly toldAt = new Map<Id, number>();
  private readonly voidedThrough = new Map<Id, number>();
  /** Why firms are not on a short list. */
  private readonly leftOutReasons = new Map<Id, string | null>();

  private readonly opened: OpenedRow[] = [];

  constructor(
    private readonly records: AuctionRecords,
    private readonly kept: KeptAuction | null,
  ) {}

  async take({ entries, secrets }: PageOfEntries): Promise<Finding | null> {
    const [first, last] = [entries[0], entries.at(-1)];
    if (!first || !last) return null;
    const bids = await this.records.bids(first.sequence, last.sequence);
    for (const entry of entries) {
      const { sequence } = entry;
      const problem = await this.problemOf(entry, secrets.get(sequence) ?? [], bids.get(sequence) ?? null);
      if (problem !== null) return { sequence, problem };
    }
    return null;
  }

  async finish(): Promise<Finding | null> {
    const unfinished = this.auditor.finish();
    if (unfinished !== null || !this.kept)
      return { sequence: this.places.last, problem: unfinished ?? NO_AUCTION };
    return (
      differenceInAuction(this.kept, this.auditor.state, this.places) ??
      (await this.findInParticipants()) ??
      (await this.findInOpened()) ??
      found(await this.records.bidBehind(this.places.last), "A bid's row stands behind the journal's end.") ??
      found(await this.records.keyTwice(), "Its firm used its key before.")
    );
  }

  private async problemOf(
    entry: Entry,
    beside: readonly Secret[],
    bid: SaltedBid | null,
  ): Promise<string | null> {
    if (!this.kept) return NO_AUCTION;
    const isBid = BID_ENTRIES.has(entry.type);
    if (isBid && !bid) return "Its bid's row is missing.";
    if (!isBid && bid) return "It is no bid, and a bid's row stands in its place.";
    const own = bid ? secretsOf(bid, this.kept.sellerId) : [];
    const broken = checkSecrets(entry, own);
    if (broken) return broken.problem;
    const { data } = reveal(entry, [...beside, ...own]);
    const missing = commitmentsIn(data, "/data").find((path) => !MAY_BE_ERASED.has(path));
    if (missing !== undefined) return `The value committed to at ${missing} is not beside it.`;
    return this.audit(entry, data, bid);
  }

  private async audit(entry: Entry, data: JsonObject, bid: SaltedBid | null): Promise<string | null> {
    const decided = read(entry, data);
    if (!decided) return "It cannot be read as an auction's.";
    const { event } = decided;
    const bids = this.auditor.needsBids(event)
      ? await this.records.acceptedBids(entry.sequence, this.voidedThrough)
      : [];
    const problem = this.auditor.take(decided, bids);
    if (problem !== null) return problem;
    this.remember(decided, entry.sequence);
    if (!bid) return null;
    if (!this.auditor.participants.has(bid.buyerId)) return "Its firm has no part in the auction.";
    return differenceInBid(bid, decided, this.auditor.state);
  }

  private remember({ event, at }: DecidedEntry, sequence: number): void {
    const { places } = this;
    places.last = sequence;
    if (event.type === "AuctionScheduled") places.scheduledAt = at;
    if (event.type === "AuctionScheduled" || event.type === "AuctionRescheduled")
      places.termsFixedAt = sequence;
    this.opened.push(...openedBy(event));
    if (event.type === "ShortlistMade")
      for (const { buyerId, reason } of event.leftOut) this.leftOutReasons.set(buyerId, reason);
    const firm = firmOf(event);
    if (firm === null) return;
    this.toldAt.set(firm, sequence);
    if (event.type === "BidsVoided") this.voidedThrough.set(firm, sequence);
  }

  private async findInOpened(): Promise<Finding | null> {
    const expected = [...this.opened].sort((a, b) => a.sequence - b.sequence);
    const isSame = isDeepStrictEqual(await this.records.opened(), expected);
    return isSame
      ? null
      : { sequence: this.places.last, problem: "What was opened is not what its rows say." };
  }

  private async findInParticipants(): Promise<Finding | null> {
    const rows = new Map((await this.records.participants()).map((row) => [row.buyerId, row]));
    for (const [buyerId, participant] of this.auditor.participants) {
      const problem = differenceInParticipant(rows.get(buyerId), participant, {
        voidedThrough: this.voidedThrough.get(buyerId) ?? 0,
        leftOutReason: this.leftOutReasons.get(buyerId) ?? null,
      });
      if (problem !== null) return { sequence: this.toldAt.get(buyerId) ?? this.places.last, problem };
    }
    const isStray = [...rows.keys()].some((buyerId) => !this.auditor.participants.has(buyerId));
    return isStray
      ? { sequence: this.places.last, problem: "A firm has a row that no entry tells of." }
      : null;
  }
}

const NO_AUCTION = "Its auction's row is missing.";

/** Free text, which no rule looks at. */
const MAY_BE_ERASED: ReadonlySet<string> = new Set(["/data/rationale", "/data/reason"]);

/** Null for what this program would not have written, whatever its hash. */
function read({ type, at }: Entry, data: JsonObject): DecidedEntry | null {
  try {
    const standing = decodeStanding(data["standing"] as unknown as StandingJson);
    return { event: decodeEvent({ type, data }), at, standing };
  } catch {
    return null;
  }
}

function found(sequence: number | null, problem: string): Finding | null {
  return sequence === null ? null : { sequence, problem };
}
