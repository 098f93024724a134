import type { Actor } from "../access/viewer";
import type { Transaction } from "../database/transactions";
import type { Id } from "../ids";
import type { Randomness } from "../randomness";
import {
  chain,
  commit,
  nextInstant,
  SALT_BYTES,
  type Entry,
  type EntryActor,
  type StreamHead,
  type StreamKind,
} from "./chain";
import { conceal, Hidden, type JournalData, type Secret } from "./hidden";
import { insertEntries, openStream } from "./journal.store";

/** The version of the rules that this code decides by; every entry names it. */
export const RULES_VERSION = "2026-11";

export interface JournalAppend {
  readonly stream: Id;
  readonly kind: StreamKind;
  /** The event in the past tense: "FloorApproved". */
  readonly type: string;
  /** Who did it; `hidden({ id, kind }, …readers)` where some reader of the stream may not know. */
  readonly actor: Actor | Hidden;
  readonly data: JournalData;
}

/** Told, after the commit, that a stream has new entries. */
export type CommitListener = (stream: Id, sequence: number) => void;

/** The append-only, hash-chained record of everything that was decided (architecture.md, "The journal"). */
export class Journal {
  constructor(
    private readonly randomness: Randomness,
    private readonly onCommit: CommitListener,
  ) {}

  /**
   * Appends one entry in the caller's transaction and answers it. Takes the stream's lock: lock what else you need in
   * the order firm, auctions by id, sale, request before the first append.
   */
  async append(tx: Transaction, append: JournalAppend): Promise<Entry> {
    const head = await openStream(tx, append.stream, append.kind);
    const { entry, secrets } = this.draft(head, append, nextInstant(head, await tx.now()));
    await insertEntries(tx, [entry], new Map([[entry.sequence, secrets]]));
    tx.afterCommit(() => this.onCommit(append.stream, entry.sequence));
    return entry;
  }

  private draft(
    head: StreamHead,
    append: JournalAppend,
    at: Entry["at"],
  ): { entry: Entry; secrets: Secret[] } {
    const { data, secrets } = conceal(append.data, this.randomness);
    const actor = this.concealActor(append.actor, secrets);
    const { stream, type } = append;
    const entry = chain(head, { stream, type, at, actor, data, rulesVersion: RULES_VERSION });
    return { entry, secrets };
  }

  private concealActor(actor: Actor | Hidden, secrets: Secret[]): EntryActor {
    if (!(actor instanceof Hidden)) return { id: actor.id, kind: actor.kind };
    const salt = this.randomness.bytes(SALT_BYTES);
    secrets.push({ path: "/actor", salt, value: actor.value, readers: actor.readers });
    return commit(actor.value, salt);
  }
}
