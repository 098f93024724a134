import type { Id } from "../ids";
import type { Entry } from "../journal/chain";

/** Where feeds read what is committed: the journal's table (JournalEntries), or a simulation's. */
export interface EntrySource {
  lastSequence(stream: Id): Promise<number>;
  readAfter(position: { stream: Id; sequence: number }, limit: number): Promise<readonly Entry[]>;
  readAfterEach(
    positions: readonly { stream: Id; sequence: number }[],
    limit: number,
  ): Promise<readonly Entry[]>;
}

/** A number is missing in a stream: the journal is damaged, and waiting would not mend it. */
export class JournalGap extends Error {
  constructor(stream: Id, sequence: number) {
    super(`Entry ${sequence} of the journal's stream ${stream} is missing`);
    this.name = "JournalGap";
  }
}
