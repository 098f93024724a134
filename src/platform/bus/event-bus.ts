import type { Id } from "../ids";

export type WakeListener = (stream: Id, sequence: number) => void;
export type MessageListener = (message: string) => void;

/**
 * How nodes wake each other. Whatever is sent may be lost, come twice or come late: it is a hint to look at the database,
 * where alone anything is true. Sending never waits and never throws; a node does not hear itself. Listening answers
 * with a function that ends it.
 */
export interface EventBus {
  /** Tells the other nodes that a stream has entries up to this one: after their commit, outside of its transaction. */
  wake(stream: Id, sequence: number): void;
  onWake(listener: WakeListener): () => void;

  /** Tells the other nodes something short, such as which credential was revoked. */
  publish(topic: string, message: string): void;
  onMessage(topic: string, listener: MessageListener): () => void;

  /** Calls when this node hears the others again after a time in which it did not: look at everything once. */
  onResumed(listener: () => void): () => void;

  close(): Promise<void>;
}
