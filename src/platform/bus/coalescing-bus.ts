import type { Id } from "../ids";
import type { Timers } from "../timers";
import type { EventBus, MessageListener, WakeListener } from "./event-bus";
import { readFrame, writeMessage, writeWakes } from "./frame";
import { Listeners } from "./listeners";
import type { BusTransport, ConnectTransport } from "./transport";

/** The first wake-up after a silence goes at once, then what gathered goes together, at most this often. */
export const SPACING_MS = 20;
/** Whoever closes waits so long for what is being sent: a transport may keep it until a lost connection is back. */
const LAST_SENDING_MS = 1_000;
/** Messages waiting for a broken transport; the oldest is forgotten first. */
const LARGEST_BACKLOG = 1_000;

/** An EventBus over any transport: a burst of commits makes few sendings, each stream in it once. */
export class CoalescingBus implements EventBus {
  private readonly wakes = new Map<Id, number>();
  private readonly messages: string[] = [];
  private readonly wakeListeners = new Listeners<Parameters<WakeListener>>();
  private readonly messageListeners = new Listeners<[topic: string, message: string]>();
  private readonly resumedListeners = new Listeners<[]>();
  private busy = false;
  private closed = false;
  private sending: Promise<void> = Promise.resolve();
  private transport!: BusTransport;

  private constructor(
    private readonly timers: Timers,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  static async open(
    connect: ConnectTransport,
    timers: Timers,
    onTrouble: (error: unknown) => void,
  ): Promise<CoalescingBus> {
    const bus = new CoalescingBus(timers, onTrouble);
    bus.transport = await connect({
      onFrame: (frame) => bus.receive(frame),
      onResumed: () => bus.resumedListeners.call(),
      onTrouble,
    });
    return bus;
  }

  wake(stream: Id, sequence: number): void {
    this.wakes.set(stream, Math.max(sequence, this.wakes.get(stream) ?? 0));
    this.flush();
  }

  publish(topic: string, message: string): void {
    this.messages.push(writeMessage(topic, message));
    if (this.messages.length > LARGEST_BACKLOG) this.messages.shift();
    this.flush();
  }

  onWake(listener: WakeListener): () => void {
    return this.wakeListeners.add(listener);
  }

  onMessage(topic: string, listener: MessageListener): () => void {
    return this.messageListeners.add((about, message) => {
      if (about === topic) listener(message);
    });
  }

  onResumed(listener: () => void): () => void {
    return this.resumedListeners.add(listener);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.lastSending();
    await this.transport.close();
  }

  private flush(): void {
    if (this.busy || this.closed || (this.wakes.size === 0 && this.messages.length === 0)) return;
    this.busy = true;
    const frames = [...writeWakes(this.wakes), ...this.messages];
    this.wakes.clear();
    this.messages.length = 0;
    this.sending = this.transport.send(frames).catch((error: unknown) => this.lose(error));
    void this.sending.then(() => this.timers.after(SPACING_MS, () => this.goOn()));
  }

  /** What was in it is lost, as hints may be; that closing takes the connection away is no trouble. */
  private lose(error: unknown): void {
    if (!this.closed) this.onTrouble(error);
  }

  private async lastSending(): Promise<void> {
    let stopWaiting: () => void = () => undefined;
    const late = new Promise<void>((resolve) => {
      stopWaiting = this.timers.after(LAST_SENDING_MS, resolve);
    });
    await Promise.race([this.sending, late]);
    stopWaiting();
  }

  private goOn(): void {
    this.busy = false;
    this.flush();
  }

  private receive(text: string): void {
    const frame = readFrame(text);
    if (frame?.kind === "wakes") frame.wakes.forEach((wake) => this.wakeListeners.call(...wake));
    if (frame?.kind === "message") this.messageListeners.call(frame.topic, frame.message);
  }
}
