import type { AuctionEventSource } from "../../src/auction/feed/auction-event.views";
import type { FeedReader } from "../../src/platform/feeds/feed-reader";
import { FeedLag } from "../../src/platform/graphql/feed-item";
import type { Id } from "../../src/platform/ids";
import type { Cluster, Life } from "./cluster";
import { MILLISECOND, SECOND, type Scheduler, type VirtualTime } from "./scheduler";
import type { SeededRandom } from "./seeded-random";
import type { Audience } from "./simulated-node";
import type { Weather } from "./weather";

/** What came of a subscription that began with a snapshot and was resumed ever since. */
export interface Following {
  /** The last entry in its snapshot. */
  readonly from: number;
  readonly received: { readonly sequence: number; readonly hash: Buffer }[];
}

export interface SubscriberPorts {
  readonly scheduler: Scheduler;
  readonly cluster: Cluster;
  readonly weather: Weather;
  readonly random: SeededRandom;
  /** Something that no subscriber may be told. */
  readonly onProblem: (problem: string) => void;
}

/** What travels from a node to a subscriber, in order, until one of them is gone. */
interface Wire {
  isOpen: boolean;
  lastArrival: VirtualTime;
  readonly close: () => void;
}

/** A client that watches an auction: wherever it loses a node, it comes back to some other with its last cursor. */
export class Subscriber {
  readonly followings: Following[] = [];
  isComplete = false;
  private cursor: string | null = null;

  constructor(
    readonly auctionId: Id,
    readonly audience: Audience,
    private readonly ports: SubscriberPorts,
  ) {}

  async run(): Promise<void> {
    const { scheduler, random, weather } = this.ports;
    while (!this.isComplete) {
      await this.connect();
      await scheduler.wait(random.whole(5, 300) * MILLISECOND);
      if (weather.dropsFeed()) this.cursor = null; // a client that has kept nothing
    }
  }

  /** Resolves when the connection has ended, however. */
  private connect(): Promise<void> {
    const { cluster, random, scheduler, weather } = this.ports;
    return new Promise((resolve) => {
      const wire: Wire = {
        isOpen: true,
        lastArrival: scheduler.now,
        close: () => {
          wire.isOpen = false;
          resolve();
        },
      };
      let isAnswered = false;
      cluster.connect(
        random.whole(0, cluster.size - 1),
        (life) => this.serve(life, wire),
        (answer) => {
          isAnswered = true;
          if (answer.kind === "error") this.refused(answer.error, wire);
        },
      );
      const giveUp = () => (isAnswered ? undefined : wire.close());
      scheduler.after(random.pick([SECOND, 2 * SECOND]), giveUp);
      if (weather.dropsFeed()) scheduler.after(random.whole(0, 5) * SECOND, wire.close);
    });
  }

  private refused(error: unknown, wire: Wire): void {
    const code = (error as { extensions?: { code?: unknown } }).extensions?.code;
    if (code === "BAD_USER_INPUT") this.ports.onProblem("a cursor that was given out is refused");
    wire.close();
  }

  /** In the node: subscribes, and from then on sends as fast as the wire takes it. */
  private async serve(life: Life, wire: Wire): Promise<void> {
    const reader = await life.node.subscribe(this.auctionId, this.audience, this.cursor);
    if (!wire.isOpen) return void reader.return();
    life.onEnd.add(wire.close);
    void this.pump(life, reader, wire);
  }

  private async pump(life: Life, reader: FeedReader<AuctionEventSource>, wire: Wire): Promise<void> {
    const { weather, random, scheduler } = this.ports;
    try {
      for (;;) {
        const result = await reader.next();
        if (!wire.isOpen) break;
        if (result.done) return this.send(life, wire, () => this.complete(wire));
        const { payload } = result.value;
        this.send(life, wire, () => this.receive(payload));
        if (weather.dropsFeed()) wire.close();
        if (weather.stallsReader()) await scheduler.wait(random.whole(100, 3_000) * MILLISECOND);
      }
      await reader.return();
    } catch (error) {
      if (!(error instanceof FeedLag)) this.ports.onProblem(`a feed failed: ${String(error)}`);
      wire.close();
    }
  }

  private send(life: Life, wire: Wire, arrive: () => void): void {
    if (!life.host.isRunning) return;
    const { scheduler, weather } = this.ports;
    wire.lastArrival = Math.max(wire.lastArrival, scheduler.now + weather.toClient());
    scheduler.after(wire.lastArrival - scheduler.now, () => {
      if (wire.isOpen) arrive();
    });
  }

  private receive(payload: AuctionEventSource): void {
    if (payload.kind === "gone") return;
    this.cursor = payload.cursor;
    if (payload.kind === "snapshot") {
      this.followings.push({ from: payload.sequence, received: [] });
    } else {
      const { sequence, hash } = payload.entry;
      this.followings.at(-1)?.received.push({ sequence, hash });
    }
  }

  private complete(wire: Wire): void {
    this.isComplete = true;
    wire.close();
  }
}
