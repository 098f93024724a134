import { RequestContext } from "../../../src/platform/context";
import { FeedItem } from "../../../src/platform/graphql/feed-item";
import { deferred } from "./harness";

type Step = () => Promise<IteratorResult<unknown>>;

const DONE = { done: true, value: undefined } as const;

/** A source that a test fills by hand, and of which it sees how much was taken. */
export class TestFeed implements AsyncIterableIterator<unknown> {
  private readonly steps: Step[] = [];
  private readonly waiting: ((step: Promise<IteratorResult<unknown>>) => void)[] = [];
  private readonly ended = deferred<void>();
  readonly returned = this.ended.promise;
  taken = 0;

  push(item: unknown): void {
    this.offer(() => Promise.resolve({ done: false, value: item }));
  }

  fail(error: Error): void {
    this.offer(() => Promise.reject(error));
  }

  end(): void {
    this.offer(() => Promise.resolve(DONE));
  }

  next(): Promise<IteratorResult<unknown>> {
    const step = this.steps.shift();
    if (step) this.taken += 1;
    return step ? step() : new Promise((resolve) => this.waiting.push(resolve));
  }

  return(): Promise<IteratorResult<unknown>> {
    this.ended.resolve();
    for (const waiting of this.waiting.splice(0)) waiting(Promise.resolve(DONE));
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private offer(step: Step): void {
    const waiting = this.waiting.shift();
    if (!waiting) return void this.steps.push(step);
    this.taken += 1;
    waiting(step());
  }
}

/** The events that the test schema's `events` deliver. */
export interface TestEvent {
  readonly sequence: number;
  readonly text?: string | (() => unknown);
}

export function shared(key: string, payload: TestEvent): FeedItem<TestEvent> {
  const contextFor = () => new RequestContext("of the audience", null, { cache: false });
  return new FeedItem({ key, payload, contextFor });
}
