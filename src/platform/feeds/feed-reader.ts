import { FeedLag, type FeedItem } from "../graphql/feed-item";
import type { Entry } from "../journal/chain";
import type { EntryPages } from "./entry-pages";
import { JournalGap } from "./entry-source";
import type { Follower, StreamTail } from "./stream-tail";

/** A reader is ended as lagging when it is this far behind … */
export const LAG_ENTRIES = 1_000;
/** … and has taken nothing for this long. */
export const LAG_MS = 10_000;

/** What a reader gets of an entry. */
export interface Delivery<Payload> {
  readonly item: FeedItem<Payload>;
  /** The feed completes after it. */
  readonly isLast: boolean;
}

/** Where a reader starts, and what it gets. */
export interface Reading<Payload> {
  /** The entry that the reader has already seen. */
  readonly position: number;
  /** What comes before any entry: the snapshot. */
  readonly first: Delivery<Payload> | null;
  /** What this reader gets of an entry; `null`: nothing. */
  readonly deliver: (entry: Entry) => Delivery<Payload> | null;
}

/** What a reader reads from, and whom it tells. */
export interface ReaderPorts {
  readonly tail: StreamTail;
  readonly pages: EntryPages;
  readonly onTrouble: (error: unknown) => void;
  readonly onEnd: () => void;
}

type Result<Payload> = IteratorResult<FeedItem<Payload>, undefined>;

/** A call of `next` that is not answered yet. */
interface Call<Payload> {
  readonly resolve: (result: Result<Payload>) => void;
  readonly reject: (error: Error) => void;
}

const DONE = { done: true, value: undefined } as const;

/**
 * One subscriber's place in a stream: a number, and at most one page of entries while it catches up. It reads the table
 * until it has reached the tail's recent entries, and then waits there for the next. It ends at once when the client
 * leaves, also while it waits; an async generator would not.
 */
export class FeedReader<Payload> implements AsyncIterableIterator<FeedItem<Payload>, undefined>, Follower {
  private position: number;
  private first: Delivery<Payload> | null;
  private page: readonly Entry[] = [];
  private emptyPages = 0;
  private isReading = false;
  private call: Call<Payload> | null = null;
  private answered: Promise<unknown> = Promise.resolve();
  private hasEnded = false;
  private failure: Error | null = null;
  private progress = { position: -1, at: 0 };

  constructor(
    private readonly reading: Reading<Payload>,
    private readonly ports: ReaderPorts,
  ) {
    this.position = reading.position;
    this.first = reading.first;
    ports.tail.followers.add(this);
  }

  /** How many entries lie between this reader and the end of the stream. */
  get entriesBehind(): number {
    return Math.max(0, this.ports.tail.last - this.position);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<Result<Payload>> {
    if (this.call) return this.nextAfter(this.answered);
    const answer = new Promise<Result<Payload>>((resolve, reject) => {
      this.call = { resolve, reject };
    });
    this.answered = answer;
    this.resume();
    return answer;
  }

  return(): Promise<Result<Payload>> {
    this.end();
    this.answer((call) => call.resolve(DONE));
    return Promise.resolve(DONE);
  }

  throw(error: Error): Promise<Result<Payload>> {
    void this.return();
    return Promise.reject(error);
  }

  /** Answers the call that waits, if there is something for it. */
  resume(): void {
    if (!this.call) return;
    try {
      const result = this.take();
      if (result) this.answer((call) => call.resolve(result));
      else this.catchUp();
    } catch (error) {
      this.fail(error as Error);
    }
  }

  /** Called now and then; ends a reader that takes nothing while the stream runs away from it. */
  checkLag(now: number): void {
    if (this.call || this.position !== this.progress.position) {
      this.progress = { position: this.position, at: now };
    } else if (this.entriesBehind >= LAG_ENTRIES && now - this.progress.at >= LAG_MS) {
      this.fail(new FeedLag());
    }
  }

  /** The next thing to deliver, if it is at hand. */
  private take(): Result<Payload> | null {
    if (this.failure) throw this.failure;
    if (this.hasEnded) return DONE;
    let delivery = this.first;
    this.first = null;
    while (!delivery) {
      const entry = this.entryAtHand();
      if (!entry) return null;
      this.position = entry.sequence;
      delivery = this.reading.deliver(entry);
    }
    if (delivery.isLast) this.end();
    return { done: false, value: delivery.item };
  }

  private nextAfter(answered: Promise<unknown>): Promise<Result<Payload>> {
    const next = () => this.next();
    return answered.then(next, next);
  }

  private entryAtHand(): Entry | undefined {
    const wanted = this.position + 1;
    const recent = this.ports.tail.entry(wanted);
    if (recent) {
      this.page = [];
      return recent;
    }
    const first = this.page[0];
    return first && this.page[wanted - first.sequence];
  }

  /** Reads what the tail has already made room of. */
  private catchUp(): void {
    const { tail, pages, onTrouble } = this.ports;
    if (this.isReading || this.position >= tail.last) return;
    this.isReading = true;
    pages.readAfter(tail.stream, this.position).then(
      (page) => {
        this.isReading = false;
        this.takePage(page);
      },
      (error: Error) => {
        this.isReading = false;
        if (error instanceof JournalGap) this.fail(error);
        else onTrouble(error); // the hub's next look at the table resumes us
      },
    );
  }

  private takePage(page: readonly Entry[]): void {
    // A page that others were reading already may be older than the entry that we wait for; the one after it is not.
    this.emptyPages = page.length === 0 ? this.emptyPages + 1 : 0;
    if (this.emptyPages > 1) return this.fail(new JournalGap(this.ports.tail.stream, this.position + 1));
    this.page = page;
    this.resume();
  }

  /** The error is the answer to the call that waits, else to the next one. */
  private fail(error: Error): void {
    this.end();
    if (this.call) this.answer((call) => call.reject(error));
    else this.failure = error;
  }

  private end(): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.first = null;
    this.page = [];
    this.ports.tail.followers.delete(this);
    this.ports.onEnd();
  }

  private answer(give: (call: Call<Payload>) => void): void {
    const { call } = this;
    this.call = null;
    this.failure = null;
    if (call) give(call);
  }
}
