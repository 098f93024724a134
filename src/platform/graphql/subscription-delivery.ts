import type { FormattedExecutionResult } from "graphql";
import type { RequestContext } from "../context";
import { FeedItem } from "./feed-item";
import { groupKey } from "./group-key";
import type { AdmittedOperation, Pipeline } from "./pipeline";
import type { SubscriberGroup, SubscriberGroups } from "./shared-results";

/** Sends a result to the subscriber, with the bracket that ends its message; settles when it has left this process. */
type SendResult = (payloadAndEnd: Buffer) => Promise<void>;

interface DeliveryParts {
  readonly pipeline: Pipeline;
  readonly groups: SubscriberGroups;
  readonly admitted: AdmittedOperation;
  readonly context: RequestContext;
  readonly source: AsyncIterable<unknown>;
  readonly send: SendResult;
  readonly onEnd: () => void;
}

/**
 * A running subscription. It takes the next item only when the last one has been sent, so a slow reader holds its source
 * back and nothing queues here. To graphql-ws it is a stream without values, which ends when the source does: the
 * messages are written here, because the bytes of a result are the same for a whole group of subscribers.
 */
export class SubscriptionDelivery implements AsyncIterableIterator<never> {
  private readonly items: AsyncIterator<unknown>;
  private readonly key: string;
  private readonly group: SubscriberGroup;
  private hasEnded = false;

  constructor(private readonly parts: DeliveryParts) {
    const { document, operation, variables } = parts.admitted;
    this.items = parts.source[Symbol.asyncIterator]();
    this.key = groupKey(document, operation, variables);
    this.group = parts.groups.join(this.key);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorReturnResult<undefined>> {
    try {
      for (;;) {
        const item = await this.items.next();
        if (item.done || this.hasEnded) break;
        const result = this.resultOf(item.value);
        await this.parts.send(Buffer.isBuffer(result) ? result : await result);
        if (this.hasEnded) break;
      }
      return { done: true, value: undefined };
    } catch (error) {
      await this.items.return?.();
      throw error;
    } finally {
      this.end();
    }
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    this.end();
    await this.items.return?.();
    return { done: true, value: undefined };
  }

  private resultOf(item: unknown): Buffer | Promise<Buffer> {
    const { pipeline, admitted, context } = this.parts;
    if (!(item instanceof FeedItem)) return pipeline.execute(admitted, context, item).then(toBytes);
    return this.group.share(item.key, () =>
      pipeline.execute(admitted, item.contextFor(), item.payload).then(toBytes),
    );
  }

  private end(): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.parts.groups.leave(this.key, this.group);
    this.parts.onEnd();
  }
}

function toBytes(result: FormattedExecutionResult): Buffer {
  return Buffer.from(`${JSON.stringify(result)}}`);
}
