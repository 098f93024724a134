import type { EntityManager } from "typeorm";
import type { Id } from "../ids";
import { commit, EMPTY_HEAD, entryHash, headAfter, isCommitment, type Entry, type StreamHead } from "./chain";
import type { Secret } from "./hidden";
import { valueAt } from "./json-pointer";

/** What is wrong with an entry, or with the one that should be there. */
export interface Finding {
  readonly sequence: number;
  readonly problem: string;
}

/** Some entries of a stream in order, and what lies beside them, by their numbers. */
export interface PageOfEntries {
  readonly entries: readonly Entry[];
  readonly secrets: ReadonlyMap<number, readonly Secret[]>;
}

/** Goes through a stream beside the chain: do its entries lead to the rows that its stage keeps? */
export interface StreamReplay {
  /** The next entries; their places, hashes and commitments are found good. */
  take(page: PageOfEntries): Promise<Finding | null>;
  /** After the last one. */
  finish(): Promise<Finding | null>;
}

/** A stage's replay of one of its streams; `database` reads as of one moment for entries and rows. */
export type Replayer = (database: EntityManager, stream: Id) => StreamReplay | Promise<StreamReplay>;

/** Follows a stream's chain from its first entry. */
export class ChainCheck {
  head: StreamHead = EMPTY_HEAD;

  /** What is wrong with the next entry. */
  take(entry: Entry): Finding | null {
    const { head } = this;
    const expected = head.sequence + 1;
    if (entry.sequence !== expected) return { sequence: expected, problem: "It is missing." };
    const found = (problem: string): Finding => ({ sequence: expected, problem });
    if (!entry.previousHash.equals(head.hash))
      return found("Its previous hash is not that of the entry before.");
    if (!entryHash(head.hash, entry).equals(entry.hash)) return found("Its content does not give its hash.");
    if (head.lastAt !== null && entry.at <= head.lastAt)
      return found("It is not later than the entry before.");
    this.head = headAfter(entry);
    return null;
  }

  /** What is wrong with where the stream says that it ends. */
  finish(stored: StreamHead): Finding | null {
    const { sequence, hash, lastAt } = this.head;
    if (stored.sequence > sequence)
      return { sequence: sequence + 1, problem: "It is missing at the stream's end." };
    if (stored.sequence < sequence)
      return { sequence: stored.sequence + 1, problem: "The stream ended before it." };
    if (!stored.hash.equals(hash))
      return { sequence, problem: "Its hash is not the one that the stream ends with." };
    if (stored.lastAt !== lastAt)
      return { sequence, problem: "Its time is not the one that the stream ends with." };
    return null;
  }
}

/** Do the values beside an entry, as far as they still exist, give the commitments that stand in it? */
export function checkSecrets(entry: Entry, secrets: readonly Secret[]): Finding | null {
  for (const { path, salt, value } of secrets) {
    const committed = valueAt({ actor: entry.actor, data: entry.data }, path);
    if (!isCommitment(committed) || committed.commitment !== commit(value, salt).commitment)
      return {
        sequence: entry.sequence,
        problem: `The value beside it is not the one committed to at ${path}.`,
      };
  }
  return null;
}
