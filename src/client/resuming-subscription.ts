import { EventQueue } from "./event-queue";
import type { Patience } from "./patience";
import type { SocketLink } from "./socket-link";

/** A reader that is this many events behind is sent no more; what follows is fetched when it has caught up. */
const UNREAD_EVENTS = 1_000;

/** A connection that held this long got through, though a quiet auction sent nothing. */
const STEADY_MILLISECONDS = 5_000;

export interface SubscriptionParts {
  readonly link: SocketLink;
  readonly patience: Patience;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Ends it; the reader gets the signal's reason. */
  readonly signal: AbortSignal | undefined;
  /** Ends it as if the server had. */
  readonly closing: AbortSignal;
}

/**
 * A subscription that outlives its connections. It remembers the `cursor` of the last event that came and asks for what
 * follows, as `$after`, whenever it begins again; so none is missed and none comes twice. A subscription whose events
 * have no cursor delivers states: it begins again with the present one.
 */
export class ResumingSubscription<Data> implements AsyncIterableIterator<Data, undefined> {
  private readonly queue = new EventQueue<Data>();
  private readonly ending = new AbortController();
  private attempt = new AbortController();
  private cursor: string | null = null;

  constructor(private readonly parts: SubscriptionParts) {
    const { signal, closing } = parts;
    const abort = () => {
      this.queue.clear();
      this.fail(signal?.reason);
    };
    const end = () => this.end();
    signal?.addEventListener("abort", abort);
    closing.addEventListener("abort", end);
    this.ending.signal.addEventListener("abort", () => {
      signal?.removeEventListener("abort", abort);
      closing.removeEventListener("abort", end);
      this.attempt.abort();
    });
    if (signal?.aborted) abort();
    void this.run();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Data, undefined>> {
    return this.queue.next();
  }

  /** The reader leaves. */
  return(): Promise<IteratorReturnResult<undefined>> {
    this.queue.clear();
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  private end(): void {
    this.queue.finish();
    this.ending.abort();
  }

  private fail(error: unknown): void {
    this.queue.fail(error);
    this.ending.abort();
  }

  private async run(): Promise<void> {
    const { patience } = this.parts;
    while (!this.ending.signal.aborted) {
      let startedAt = Infinity;
      try {
        await this.watch(() => (startedAt = performance.now()));
        if (!this.attempt.signal.aborted) return this.end();
        await this.queue.emptied();
      } catch (error) {
        if (performance.now() - startedAt > STEADY_MILLISECONDS) patience.renew();
        await patience.wait(error, this.ending.signal).catch((final: unknown) => this.fail(final));
      }
    }
  }

  private watch(onStarted: () => void): Promise<void> {
    const { link, patience, query, variables } = this.parts;
    this.attempt = new AbortController();
    const onData = (data: unknown) => {
      patience.renew();
      this.cursor = cursorOf(data) ?? this.cursor;
      this.queue.push(data as Data);
      if (this.cursor !== null && this.queue.length >= UNREAD_EVENTS) this.attempt.abort();
    };
    const resumed = this.cursor === null ? variables : { ...variables, after: this.cursor };
    return link.watch({ query, variables: resumed }, { onStarted, onData }, this.attempt.signal);
  }
}

/** The cursor of a subscription's event: it is a field of the one root field. */
function cursorOf(data: unknown): string | null {
  const [event] = Object.values((data ?? {}) as Record<string, { readonly cursor?: unknown } | null>);
  return typeof event?.cursor === "string" ? event.cursor : null;
}
