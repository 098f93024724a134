import type { DataSource } from "typeorm";
import type { EventBus } from "../bus/event-bus";
import { readClock } from "../database/read-clock";
import type { Id } from "../ids";
import { formatInstant, seconds, type Instant } from "../time";

export interface RevocationPorts {
  readonly database: DataSource;
  readonly bus: Pick<EventBus, "publish" | "onMessage" | "onResumed">;
  /** A sweep that failed; the next one covers its time too. */
  readonly onError: (error: unknown) => void;
}

/** The bus's topic: something was revoked, look. */
const TOPIC = "revocations";
const SWEEP_MILLISECONDS = 2_000;

/**
 * How far each sweep looks back behind the one before. A revocation is dated before it commits, and a credential may be
 * read just before and remembered just after, so each is told again and again for this long.
 */
const OVERLAP = seconds(30);

/** Finds out which credentials ended before their time, on whichever node: within two seconds, or at once when the bus tells. */
export class Revocations {
  private readonly listeners = new Set<(credentialId: Id) => void>();
  private since: Instant | null = null;
  private running: Promise<void> = Promise.resolve();
  /** The sweep after the running one: whoever asks meanwhile shares it. */
  private waiting: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private stopListening: (() => void)[] = [];

  constructor(private readonly ports: RevocationPorts) {}

  /** The listener may hear of a credential more than once. */
  onRevoked(listener: (credentialId: Id) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  start(): void {
    const { bus } = this.ports;
    const sweep = (): void => void this.sweep();
    this.stopListening = [bus.onMessage(TOPIC, sweep), bus.onResumed(sweep)];
    this.timer = setInterval(sweep, SWEEP_MILLISECONDS).unref();
  }

  /** Afterwards the database is not asked any more. */
  async stop(): Promise<void> {
    for (const stop of this.stopListening) stop();
    if (this.timer) clearInterval(this.timer);
    await this.waiting;
    await this.running;
  }

  /** Something was revoked here, and is committed. */
  announce(): void {
    this.ports.bus.publish(TOPIC, "look");
    void this.sweep();
  }

  /** Tells the listeners of all that was revoked since the last sweep, and a little before. */
  sweep(): Promise<void> {
    this.waiting ??= this.running.then(() => {
      this.waiting = null;
      this.running = this.sweepOnce().catch(this.ports.onError);
      return this.running;
    });
    return this.waiting;
  }

  private async sweepOnce(): Promise<void> {
    const at = await readClock(this.ports.database);
    const revoked = await this.revokedAfter((this.since ?? at) - OVERLAP);
    this.since = at;
    for (const id of revoked) for (const listener of this.listeners) listener(id);
  }

  private async revokedAfter(instant: Instant): Promise<Id[]> {
    const rows = await this.ports.database.query<{ id: Id }[]>(REVOKED_AFTER, [formatInstant(instant)]);
    return rows.map((row) => row.id);
  }
}

const REVOKED_AFTER = `
  SELECT id FROM app_user WHERE deactivated_at > $1
  UNION SELECT id FROM api_key WHERE revoked_at > $1
  UNION SELECT u.id FROM app_user u JOIN organization o ON o.id = u.organization_id WHERE o.deactivated_at > $1
  UNION SELECT k.id FROM api_key k JOIN organization o ON o.id = k.organization_id WHERE o.deactivated_at > $1`;
