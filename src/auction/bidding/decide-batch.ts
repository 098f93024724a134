import { SYSTEM_ACTOR } from "../../platform/access/viewer";
import type { Id } from "../../platform/ids";
import { chain, headAfter, nextInstant, type Entry, type StreamHead } from "../../platform/journal/chain";
import type { Secret } from "../../platform/journal/hidden";
import { RULES_VERSION } from "../../platform/journal/journal";
import type { Randomness } from "../../platform/randomness";
import type { Instant } from "../../platform/time";
import type { BidAnswer, DecidedBid } from "./bid-answer";
import type { BidCommand } from "./bid-command";
import {
  bidStatus,
  decide,
  evolve,
  isSealedIn,
  isSomethingDue,
  standingOf,
  standingWithoutBids,
  type AuctionEvent,
  type AuctionState,
  type BidCommand as DomainCommand,
  type Eligibility,
  type Happened,
  type Standing,
} from "../domain";
import { draftEntry } from "../entry-draft";
import { isBidEvent, newBid, toDecidedBid, type NewBid } from "./new-bid";
import type { SignedReceipts } from "../proof/receipts";

/** One firm's facts, read under the auction's lock. */
export interface FirmFacts {
  readonly paddle: string;
  readonly eligibility: Eligibility;
  /** The most that the auction lets it bid, whatever of its exposure limit is allotted here; null: it sets no limit. */
  readonly ownLimit: bigint | null;
  /** The sequence of its latest accepted bid or withdrawal that was not voided; null when it has none. */
  readonly latestAccepted: number | null;
  /** The sequence of the bid of this phase that it could take back; null when it has none. */
  readonly live: number | null;
  /** Of its bids with the keys that were sent: those that it took back, and those that the opening set aside. */
  readonly withdrawn: readonly number[];
  readonly setAside: readonly number[];
  /** Its bids up to this sequence were voided; 0 when none were. */
  readonly voidedThrough: number;
}

/** Everything that a batch is decided by; read after the auction's lock was taken. */
export interface BatchFacts {
  readonly auctionId: Id;
  readonly sellerId: Id;
  readonly head: StreamHead;
  readonly state: AuctionState;
  readonly clock: Instant;
  readonly firms: ReadonlyMap<Id, FirmFacts>;
  /** Decisions that exist already, by `knownKey`. */
  readonly known: ReadonlyMap<string, DecidedBid>;
}

export interface BatchResult {
  /** One a command, as far as the batch was decided. Behind that an opening or closing is due first. */
  readonly answers: readonly BidAnswer[];
  readonly entries: readonly Entry[];
  readonly bids: readonly NewBid[];
  readonly state: AuctionState;
  /** Signed for its entries; null when there are none, or nobody signs. */
  readonly receipts: SignedReceipts | null;
}

export function knownKey(command: { readonly buyerId: Id; readonly keyHash: Buffer }): string {
  return `${command.buyerId}${command.keyHash.toString("latin1")}`;
}

/**
 * Decides one auction's waiting commands in arrival order, each at a strictly later time of its own. Pure but for the
 * salts, which come from the randomness given.
 */
export function decideBatch(
  facts: BatchFacts,
  commands: readonly BidCommand[],
  randomness: Randomness,
): BatchResult {
  const batch = new Batch(facts, randomness);
  const answers: BidAnswer[] = [];
  for (const command of commands) {
    const answer = batch.answer(command);
    if (answer === "due") break;
    answers.push(answer);
  }
  return { answers, entries: batch.entries, bids: batch.bids, state: batch.state, receipts: null };
}

/** A batch with receipts for what was decided in it. */
export function withReceipts(result: BatchResult, receipts: SignedReceipts | null): BatchResult {
  if (receipts === null) return result;
  const answers = result.answers.map((answer) =>
    isDecidedIn(receipts, answer) ? { ...answer, receipts } : answer,
  );
  return { ...result, answers, receipts };
}

function isDecidedIn({ first }: SignedReceipts, answer: BidAnswer): boolean {
  return answer.kind === "decided" && !answer.replayed && answer.bid.sequence >= first;
}

function isRemoved({ eligibility }: FirmFacts): boolean {
  return eligibility.participantStatus === "REMOVED";
}

class Batch {
  readonly entries: Entry[] = [];
  readonly bids: NewBid[] = [];
  state: AuctionState;
  private head: StreamHead;
  private readonly decidedHere = new Map<string, DecidedBid>();
  private readonly latestAccepted = new Map<Id, number>();
  private readonly live = new Map<Id, number | null>();
  private readonly withdrawn = new Set<number>();

  constructor(
    private readonly facts: BatchFacts,
    private readonly randomness: Randomness,
  ) {
    this.state = facts.state;
    this.head = facts.head;
  }

  answer(command: BidCommand): BidAnswer | "due" {
    const key = knownKey(command);
    const known = this.facts.known.get(key) ?? this.decidedHere.get(key);
    if (known) return this.replay(command, known);
    const firm = this.facts.firms.get(command.buyerId);
    // To a firm that was removed there is no auction any more; an answer's standing would let it go on watching.
    if (!firm || isRemoved(firm)) return { kind: "unknown" };
    const t = nextInstant(this.head, this.facts.clock);
    if (isSomethingDue(this.state, t)) return "due";
    if (isUnsealed(command, this.state)) return { kind: "unsealed" };
    const decision = decide(
      this.state,
      toDomainCommand(command, this.state, firm, this.liveBid(command.buyerId, firm)),
      t,
    );
    if (decision.kind === "rejected") return { kind: "problem", problem: decision.rejection };
    const needed = command.isAllotted ? null : shortage(decision.events, firm);
    if (needed !== null) return { kind: "short", needed };
    return this.record(command, decision.events, t);
  }

  private replay(command: BidCommand, known: DecidedBid): BidAnswer {
    if (!known.fingerprint.equals(command.fingerprint)) return { kind: "conflict" };
    const firm = this.facts.firms.get(command.buyerId);
    const standing = standingOf(this.state);
    // Its decisions stay a removed firm's own; sent again and again, they would let it go on watching, too.
    const shown = firm && isRemoved(firm) ? standingWithoutBids(standing) : standing;
    // Under this very command's number it is no repetition: an attempt committed, and its reply was lost on the way.
    return this.decided(known, shown, known.id !== command.bidId);
  }

  private decided(bid: DecidedBid, standing: Standing, replayed: boolean): BidAnswer {
    const firm = this.facts.firms.get(bid.buyerId);
    const status = bidStatus(this.state, {
      sequence: bid.sequence,
      buyerId: bid.buyerId,
      isAccepted: bid.decision === "ACCEPTED",
      isVoided: bid.sequence <= (firm?.voidedThrough ?? 0),
      isWithdrawn:
        bid.withdrawal ||
        this.withdrawn.has(bid.sequence) ||
        (firm?.withdrawn.includes(bid.sequence) ?? false),
      isSetAside: firm?.setAside.includes(bid.sequence) ?? false,
      latestSequence: this.latestAccepted.get(bid.buyerId) ?? firm?.latestAccepted ?? null,
    });
    const { clock: serverTime } = this.facts;
    const { terms } = this.state;
    return { kind: "decided", bid, status, standing, terms, serverTime, replayed, receipts: null };
  }

  private record(command: BidCommand, events: readonly AuctionEvent[], first: Instant): BidAnswer {
    let bid: DecidedBid | null = null;
    let standing: Standing | null = null;
    let t = first;
    for (const event of events) {
      this.state = evolve(this.state, event, t);
      standing = standingOf(this.state);
      const { entry, secrets } = this.append(command, { event, at: t, standing });
      if (isBidEvent(event)) {
        bid = toDecidedBid(command, event, entry, standing.minimumNextBid);
        this.keep(bid, newBid(command, bid, secrets));
      }
      t += 1n;
    }
    if (!bid || !standing) throw new Error("A decided command left no bid");
    // What follows the bid's own entry, an extension, belongs to the same answer.
    return this.decided(bid, standing, false);
  }

  /** What the firm has in play, of before or of this batch. */
  private liveBid(buyerId: Id, { live }: FirmFacts): number | null {
    return this.live.has(buyerId) ? (this.live.get(buyerId) ?? null) : live;
  }

  private append(
    command: BidCommand,
    { event, at, standing }: Happened & { readonly standing: Standing },
  ): { entry: Entry; secrets: Secret[] } {
    const { auctionId, sellerId } = this.facts;
    const { buyerId: firm, actor } = command;
    // What follows from a bid is the rules' doing: its entry names nobody, and has nothing that somebody must open.
    const by = isBidEvent(event) ? { actor, firm } : { actor: SYSTEM_ACTOR, firm: null };
    const { draft, secrets } = draftEntry(
      { event, terms: this.state.terms, standing, sellerId, by },
      this.randomness,
    );
    const { type, actor: actedBy, data } = draft;
    const entry = chain(this.head, {
      stream: auctionId,
      type,
      at,
      actor: actedBy,
      data,
      rulesVersion: RULES_VERSION,
    });
    this.head = headAfter(entry);
    this.entries.push(entry);
    return { entry, secrets };
  }

  private keep(bid: DecidedBid, row: NewBid): void {
    this.decidedHere.set(knownKey(bid), bid);
    if (bid.decision === "ACCEPTED") this.remember(bid);
    this.bids.push(row);
  }

  private remember({ buyerId, sequence, withdrawal }: DecidedBid): void {
    const live = this.live.get(buyerId) ?? this.facts.firms.get(buyerId)?.live ?? null;
    if (withdrawal && live !== null) this.withdrawn.add(live);
    this.live.set(buyerId, withdrawal ? null : sequence);
    this.latestAccepted.set(buyerId, sequence);
  }
}

/** What a bid's firm would have to be allotted here, when nothing else is in the way of the bid so far; else null. */
function shortage(events: readonly AuctionEvent[], { ownLimit, eligibility }: FirmFacts): bigint | null {
  const [event] = events;
  if (event?.type !== "BidRejected" || event.reason !== "ABOVE_LIMIT" || eligibility.limit === ownLimit)
    return null;
  const needed = event.maximum ?? event.amount;
  return needed === null || (ownLimit !== null && needed > ownLimit) ? null : needed;
}

/** Does it come without a box where it must not say its amount? Then it is sealed first, outside the lock. */
function isUnsealed({ content }: BidCommand, auction: AuctionState): boolean {
  return auction.phase !== null && content.kind === "BID" && !content.sealed && isKeptSealed(auction);
}

/** Is no amount written here? Not in the break before a sealed round either: somebody may be early. */
function isKeptSealed({ terms, phase }: AuctionState): boolean {
  return phase?.name === "FIRST_BREAK" || isSealedIn(terms, phase?.name ?? null);
}

function toDomainCommand(
  command: BidCommand,
  auction: AuctionState,
  { paddle, eligibility }: FirmFacts,
  live: number | null,
): DomainCommand {
  const { buyerId, content } = command;
  if (content.kind === "WITHDRAWAL") return { type: "WithdrawBid", buyerId, paddle, live };
  const { maximum, confirmHigh } = content;
  // Where only some phases are sealed, a box that comes with its amount is of use in those alone.
  const isPlain = content.amount !== null && !isKeptSealed(auction);
  const sealed = isPlain ? null : (content.sealed?.digest ?? null);
  const amount = sealed === null ? content.amount : null;
  return { type: "PlaceBid", buyerId, paddle, amount, maximum, confirmHigh, sealed, eligibility };
}
