import { DataSource } from "typeorm";
import { SYSTEM_ACTOR } from "../../../src/platform/access/viewer";
import type { EventBus } from "../../../src/platform/bus/event-bus";
import { noBus } from "../../../src/platform/bus/no-bus";
import { openEventBus } from "../../../src/platform/bus/open-event-bus";
import type { Cursors } from "../../../src/platform/cursors";
import { dataSourceOptions } from "../../../src/platform/database/data-source";
import { Transactions } from "../../../src/platform/database/transactions";
import type { Feed } from "../../../src/platform/feeds/feed";
import { FeedHub } from "../../../src/platform/feeds/feed-hub";
import { systemRandomness } from "../../../src/platform/identifiers";
import type { Entry } from "../../../src/platform/journal/chain";
import { Journal, type JournalAppend } from "../../../src/platform/journal/journal";
import { JournalEntries } from "../../../src/platform/journal/journal-query.store";
import type { Timers } from "../../../src/platform/timers";
import { cursors, noteFeed, snapshotAt, type Note } from "./note-feed";

export interface FeedNodeOptions {
  readonly url: string;
  readonly timers: Timers;
  /** `postgres:`, or `none:`, which loses every wake-up. */
  readonly bus: "postgres:" | "none:";
  readonly cursors?: Cursors;
}

/** What a node has of feeds, on a real database: it appends, and it serves subscribers. */
export class FeedNode {
  readonly feed: Feed<Note>;
  readonly entries: JournalEntries;
  private appended = 0;
  private readonly journal = new Journal(systemRandomness, () => undefined);
  private readonly transactions: Transactions;

  private constructor(
    readonly hub: FeedHub,
    private readonly bus: EventBus,
    readonly database: DataSource,
    given?: Cursors,
  ) {
    this.feed = noteFeed(hub, { cursors: given ?? cursors });
    this.entries = new JournalEntries(database);
    this.transactions = new Transactions(database);
  }

  static async open({ url, timers, bus: busUrl, cursors: given }: FeedNodeOptions): Promise<FeedNode> {
    const options = { ...dataSourceOptions({ url, poolSize: 5 }), entities: [], migrations: [] };
    const database = await new DataSource(options).initialize();
    const onTrouble = () => undefined;
    const bus = busUrl === "none:" ? noBus : await openEventBus({ url: busUrl, databaseUrl: url, onTrouble });
    const hub = new FeedHub({ source: new JournalEntries(database), bus, timers, onTrouble });
    return new FeedNode(hub, bus, database, given);
  }

  /** Appends notes in one transaction, and tells the hub in one of the two ways there are, in turn. */
  async append(stream: string, notes: readonly Pick<JournalAppend, "type" | "data">[]): Promise<void> {
    await this.transactions.run(async (tx) => {
      const entries: Entry[] = [];
      for (const note of notes) {
        const append: JournalAppend = { stream, kind: "AUCTION", actor: SYSTEM_ACTOR, ...note };
        entries.push(await this.journal.append(tx, append));
      }
      this.appended += 1;
      const last = entries.at(-1)?.sequence ?? 0;
      tx.afterCommit(() =>
        this.appended % 2 === 0 ? this.hub.committed(entries) : this.hub.announced(stream, last),
      );
    });
  }

  async subscribe(stream: string, after: string | null, audiences: readonly string[] = ["everyone"]) {
    const last = after === null ? await this.entries.lastSequence(stream) : 0;
    return this.feed.subscribe({
      stream,
      after,
      audiences,
      snapshot: snapshotAt(this.feed, stream, last),
    });
  }

  async close(): Promise<void> {
    await this.hub.close();
    await this.bus.close();
    await this.database.destroy();
  }
}
