import type { DataSource } from "typeorm";
import type { Id } from "../../platform/ids";
import type { Entry } from "../../platform/journal/chain";
import { readCheckpoints } from "../../platform/proof/checkpoint.store";
import { originOf, type Proof } from "../../platform/proof/proof";
import type { CheckpointSource } from "./checkpoint-events";
import { decodeState, decodeTerms, type AuctionState, type StateJson, type TermsJson } from "../domain";
import { isProvable } from "./provable";

/** What somebody will want to hold us to at once; everything else waits for the next interval. */
const PROMPT: ReadonlySet<string> = new Set([
  "AuctionOpened",
  "PhaseStarted",
  "RoundOpened",
  "AuctionClosed",
  "BidsOpened",
  "AuctionAwarded",
  "AuctionNotAwarded",
  "AuctionUnsold",
  "AuctionCancelled",
]);
const PAGE_CHECKPOINTS = 100;

export interface AuctionCheckpointPorts {
  readonly database: DataSource;
  readonly proof: Proof;
  readonly onError: (error: unknown) => void;
}

/** When auctions' journals are signed: at intervals, and at once when something was decided that ends the bidding. */
export class AuctionCheckpoints {
  constructor(private readonly ports: AuctionCheckpointPorts) {}

  /** Told of entries after their commit; failures are made good at the next interval. */
  committed(entries: readonly Entry[]): void {
    const decisive = entries.find(({ type }) => PROMPT.has(type));
    if (decisive) void this.publish(decisive.stream).catch(this.ports.onError);
  }

  /** Up to the entry that the state was read with: what comes behind it may belong to a sealed phase. */
  async publish(auctionId: Id): Promise<void> {
    const found = await this.find(auctionId);
    if (found === null || !isProvable(found.state)) return;
    await this.ports.proof.checkpoints.publish(auctionId, originOf(auctionId, "AUCTION"), found.sequence);
  }

  async arePublic(auctionId: Id): Promise<boolean> {
    const found = await this.find(auctionId);
    return found !== null && isProvable(found.state);
  }

  sourceOf(auctionId: Id): CheckpointSource {
    const { database, proof } = this.ports;
    return {
      read: (size) => readCheckpoints(database, { stream: auctionId, size }, PAGE_CHECKPOINTS),
      isLast: async (size) => {
        const found = await this.find(auctionId);
        return found !== null && isOver(found.state) && size >= found.sequence;
      },
      onPublished: (listener) => proof.checkpoints.onPublished(listener),
    };
  }

  private async find(
    auctionId: Id,
  ): Promise<{ readonly state: AuctionState; readonly sequence: number } | null> {
    const [row] = await this.ports.database.query<{ terms: TermsJson; state: StateJson; sequence: number }[]>(
      `SELECT a.terms, c.state, s.sequence FROM auction a JOIN auction_state c ON c.auction_id = a.id
       JOIN journal_stream s ON s.id = a.id WHERE a.id = $1`,
      [auctionId],
    );
    return row ? { state: decodeState(decodeTerms(row.terms), row.state), sequence: row.sequence } : null;
  }
}

/** Nothing follows but bids that came too late. */
function isOver({ status }: AuctionState): boolean {
  return status === "AWARDED" || status === "NOT_AWARDED" || status === "UNSOLD" || status === "CANCELLED";
}
