import { systemTimers, type Timers } from "../timers";
import { CoalescingBus } from "./coalescing-bus";
import type { EventBus } from "./event-bus";
import { natsTransport } from "./nats-transport";
import { noBus } from "./no-bus";
import { postgresTransport } from "./postgres-transport";

export interface EventBusOptions {
  /** `postgres:`, `nats://…` or `none:`, as EVENT_BUS_URL says. */
  readonly url: string;
  readonly databaseUrl: string;
  /** Told of what failed and mends itself, for the log. */
  readonly onTrouble: (error: unknown) => void;
  readonly timers?: Timers;
}

/** Connects to the other nodes. Rejects when that fails at first; later losses mend themselves. */
export async function openEventBus(options: EventBusOptions): Promise<EventBus> {
  const { url, databaseUrl, onTrouble, timers = systemTimers } = options;
  if (url === "none:") return noBus;
  const transport = url === "postgres:" ? postgresTransport(databaseUrl, timers) : natsTransport(url);
  return CoalescingBus.open(transport, timers, onTrouble);
}
