import type { LeanSocket } from "../tools/lean-socket";
import { Samples } from "../tools/samples";

/** How long after the last event all of it must have been delivered. */
const PATIENCE_MS = 20_000;

/** What is to happen while a crowd listens. */
export interface WatchOrder {
  readonly perSecond: number;
  readonly seconds: number;
}

export interface Watched {
  readonly deliveries: number;
  readonly latenciesMs: Float64Array;
  /** One of the messages that were delivered. */
  readonly message: Uint8Array;
}

/** What a crowd of sockets gets: the n-th message of each is about the n-th event. */
export class Deliveries {
  private readonly heard: number[] = [];
  private readonly latencies = new Samples();
  private eventTimes: number[] = [];
  private message: Uint8Array = new Uint8Array();
  private missing = 0;
  private onComplete: () => void = () => undefined;
  private onFailure: (error: Error) => void = () => undefined;

  follow(socket: LeanSocket): void {
    const place = this.heard.push(0) - 1;
    socket.onClosed = (reason) => this.onFailure(new Error(reason));
    socket.onText = (message) => this.hear(place, message);
  }

  /** Makes an event happen every so often; settles when everybody has heard of each. */
  async watch(order: WatchOrder, happen: () => void): Promise<Watched> {
    const events = Math.round(order.perSecond * order.seconds);
    this.heard.fill(0);
    this.eventTimes = [];
    this.missing = events * this.heard.length;
    await new Promise<void>((resolve, reject) => {
      this.onComplete = resolve;
      this.onFailure = reject;
      const timer = setInterval(() => {
        this.eventTimes.push(performance.now());
        happen();
        if (this.eventTimes.length < events) return;
        clearInterval(timer);
        setTimeout(() => reject(new Error(`${this.missing} deliveries are missing`)), PATIENCE_MS).unref();
      }, 1_000 / order.perSecond);
    });
    const latenciesMs = this.latencies.take();
    return { deliveries: latenciesMs.length, latenciesMs, message: this.message };
  }

  private hear(place: number, message: Buffer): void {
    const number = this.heard[place] ?? 0;
    this.heard[place] = number + 1;
    this.latencies.add(performance.now() - (this.eventTimes[number] ?? NaN));
    this.missing -= 1;
    if (this.missing > 0) return;
    this.message = Uint8Array.from(message);
    this.onComplete();
  }
}
