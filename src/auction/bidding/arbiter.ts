import { retryLater, unavailable } from "../../platform/errors";
import type { PipelinePool } from "../../platform/database/pipeline-pool";
import type { StatementPipeline } from "../../platform/database/pipeline";
import type { Id } from "../../platform/ids";
import type { Entry, StreamHead } from "../../platform/journal/chain";
import type { Randomness } from "../../platform/randomness";
import type { Timers } from "../../platform/timers";
import type { BidAnswer } from "./bid-answer";
import type { BidCommand } from "./bid-command";
import type { BatchDecider } from "./bid-intake";
import type { BatchStore } from "./bid.store";
import { ClockStepped, type ClockGuard } from "../clock-guard";
import { decideBatch, withReceipts, type BatchFacts, type BatchResult } from "./decide-batch";
import { bidStatus, isClockBehind, isSomethingDue, standingOf, type AuctionState } from "../domain";
import type { ReceiptSigner } from "../proof/receipts";

/** How often a batch is tried of which it is certain that nothing was committed. */
const ATTEMPTS = 3;
/** Whether a batch was committed whose reply a lost connection took away is looked up this often, for so long. */
const LOOK_UP_MS = 100;
const LONGEST_LOOK_UP_MS = 30_000;

/** What the arbiter needs from the rest of the auction's machinery. */
export interface ArbiterPorts {
  readonly pool: Pick<PipelinePool, "use">;
  readonly store: BatchStore;
  readonly randomness: Randomness;
  readonly timers: Timers;
  readonly clockGuard: ClockGuard;
  /** Absent: bids are answered without receipts. */
  readonly signReceipts?: ReceiptSigner;
  /** Brings an auction up to the time: opens or closes it, or takes its turns. */
  readonly advance: (auctionId: Id) => Promise<AuctionState>;
  /** Pauses an auction whose last entry is ahead of the database's clock. */
  readonly pauseForClock: (auctionId: Id) => Promise<void>;
  /** Told, after the commit, what was committed. */
  readonly onCommitted: (auctionId: Id, entries: readonly Entry[]) => void;
  /** Told of the last entry of an auction in which own commits were found that nobody has been told of. */
  readonly onFound: (auctionId: Id, sequence: number) => void;
  /** For metrics: what was decided, and how many seconds lock and commit took. */
  readonly onDecided: (
    answers: readonly BidAnswer[],
    seconds: { readonly lock: number; readonly commit: number },
  ) => void;
  readonly onError: (error: unknown) => void;
}

type Step = { readonly answers: readonly BidAnswer[]; readonly then: "done" | "advance" | "pause" };

/** What is tried until it is decided. */
interface Batch {
  readonly auctionId: Id;
  readonly commands: readonly BidCommand[];
  /** Whether an earlier attempt may have been committed. */
  isFateUnknown: boolean;
}

/**
 * Decides bids: everything that waits for an auction in one transaction under its row lock. Any node may decide any
 * auction; the lock orders them (architecture.md, "Deciding a bid"). Answers only after COMMIT.
 */
export class Arbiter implements BatchDecider {
  constructor(private readonly ports: ArbiterPorts) {}

  /** One answer a command, as far as it came: what was committed is answered also when something fails behind it. */
  async decide(auctionId: Id, commands: readonly BidCommand[]): Promise<readonly BidAnswer[]> {
    const answers: BidAnswer[] = [];
    try {
      while (answers.length < commands.length) {
        const step = await this.attempt(auctionId, commands.slice(answers.length));
        const first = answers.push(...step.answers) - step.answers.length;
        if (step.then === "advance") {
          const state = await this.ports.advance(auctionId);
          answers.splice(
            first,
            step.answers.length,
            ...step.answers.map((answer) => asOfSale(answer, state)),
          );
        }
        if (step.then === "pause") {
          await this.ports.pauseForClock(auctionId);
          throw retryLater("The clock is being checked; try again in a moment.");
        }
      }
    } catch (error) {
      if (answers.length === 0) throw error;
      this.ports.onError(error);
    }
    return answers;
  }

  /**
   * A failed attempt may have committed all the same: a retry finds its keys under the lock and answers their decisions,
   * so nothing is decided twice and nobody is answered by guess. Until they can be looked up nobody is answered at all.
   */
  private async attempt(auctionId: Id, commands: readonly BidCommand[]): Promise<Step> {
    const { pool, timers, onError } = this.ports;
    const batch: Batch = { auctionId, commands, isFateUnknown: false };
    const giveUp = timers.now() + LONGEST_LOOK_UP_MS;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await pool.use((pipeline) => this.decideOnce(pipeline, batch));
      } catch (error) {
        onError(error);
        if (!batch.isFateUnknown && (attempt >= ATTEMPTS || isBusy(error))) throw retryLater();
        if (!batch.isFateUnknown) continue;
        if (timers.now() > giveUp) throw unavailable();
        await new Promise<void>((resolve) => timers.after(LOOK_UP_MS, resolve));
      }
    }
  }

  private async decideOnce(pipeline: StatementPipeline, batch: Batch): Promise<Step> {
    const { auctionId, commands } = batch;
    const { clockGuard } = this.ports;
    const clockAsked = clockGuard.now();
    const asked = performance.now();
    const facts = await this.ports.store.read(pipeline, auctionId, commands);
    const locked = performance.now();
    if (!facts) return { answers: commands.map(() => ({ kind: "unknown" })), then: "done" };
    const { clock, state } = facts;
    clockGuard.check(clock, clockAsked);
    const result = this.decideAll(facts, isClockBehind(state, clock) ? [] : commands);
    const decided = performance.now();
    batch.isFateUnknown = result.entries.length > 0;
    await this.ports.store.write(pipeline, auctionId, result).catch((error: unknown) => {
      if (isRefusedByServer(error)) batch.isFateUnknown = false;
      throw error;
    });
    this.ports.onDecided(result.answers, {
      lock: (locked - asked) / 1_000,
      commit: (performance.now() - decided) / 1_000,
    });
    if (result.answers.some((answer) => isFound(answer, facts.head)))
      this.ports.onFound(auctionId, facts.head.sequence);
    if (result.entries.length > 0) this.ports.onCommitted(auctionId, result.entries);
    return {
      answers: result.answers,
      then: nextStep(result, { commands, isBehind: isClockBehind(state, clock) }),
    };
  }

  private decideAll(facts: BatchFacts, commands: readonly BidCommand[]): BatchResult {
    const { randomness, signReceipts } = this.ports;
    const result = decideBatch(facts, commands, randomness);
    return withReceipts(result, signReceipts?.(facts.auctionId, result.entries, result.state) ?? null);
  }
}

/** A batch stops where something is due first; and a bid that is the sale makes the closing due itself. */
function nextStep(
  { answers, state }: BatchResult,
  { commands, isBehind }: { readonly commands: readonly BidCommand[]; readonly isBehind: boolean },
): Step["then"] {
  const stopped = answers.length < commands.length;
  if (stopped && isBehind) return "pause";
  return stopped || isSomethingDue(state, state.lastAt) ? "advance" : "done";
}

/** The answer to a bid that was the sale tells of the closing that it brought about; any other is as it was. */
function asOfSale(answer: BidAnswer, closed: AuctionState): BidAnswer {
  if (answer.kind !== "decided" || answer.standing.closesAt !== answer.bid.decidedAt) return answer;
  const { buyerId, sequence } = answer.bid;
  const kept = {
    isAccepted: true,
    isVoided: closed.book.leader === null,
    isWithdrawn: false,
    isSetAside: false,
  };
  const status = bidStatus(closed, { ...kept, buyerId, sequence, latestSequence: sequence });
  return { ...answer, status, standing: standingOf(closed) };
}

/** A decision of an earlier attempt of this batch, which was committed without a reply. */
function isFound(answer: BidAnswer, head: StreamHead): boolean {
  return answer.kind === "decided" && !answer.replayed && answer.bid.sequence <= head.sequence;
}

/** The server itself said no, and not because it or the connection went away: nothing was committed. */
function isRefusedByServer(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && /^(?!08|57)[0-9A-Z]{5}$/.test(code);
}

/** lock_not_available, query_canceled: somebody holds the auction; trying at once again would only wait again. */
function isBusy(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return error instanceof ClockStepped || code === "55P03" || code === "57014";
}
