import type { Cast } from "./cast";
import type { Composition } from "./composition";
import { Host } from "./host";
import type { Scheduler } from "./scheduler";
import type { SeededRandom } from "./seeded-random";
import { SimulatedWire } from "./simulated-bus";
import type { SimulatedDatabase } from "./simulated-database";
import { SimulatedNode } from "./simulated-node";
import type { Weather } from "./weather";

export type Answer<Value> =
  { readonly kind: "value"; readonly value: Value } | { readonly kind: "error"; readonly error: unknown };

/** A node in one of its lives. */
export interface Life {
  readonly host: Host;
  readonly node: SimulatedNode;
  /** Called when it is over, for whoever is connected to it. */
  readonly onEnd: Set<() => void>;
}

export interface ClusterPorts {
  readonly scheduler: Scheduler;
  readonly database: SimulatedDatabase;
  readonly weather: Weather;
  readonly random: SeededRandom;
  readonly cast: Cast;
  readonly composition: Composition;
  readonly onError: (error: unknown) => void;
}

/** Some nodes side by side, and the network between them and their clients. */
export class Cluster {
  private readonly lives: (Life | null)[];
  private readonly wire: SimulatedWire;

  constructor(
    private readonly ports: ClusterPorts,
    size: number,
  ) {
    const { scheduler, weather } = ports;
    this.wire = new SimulatedWire(scheduler, {
      latency: () => weather.toNode(),
      copies: () => weather.wakes(),
    });
    this.lives = Array.from({ length: size }, () => null);
  }

  get size(): number {
    return this.lives.length;
  }

  life(place: number): Life | null {
    return this.lives[place] ?? null;
  }

  async start(place: number): Promise<void> {
    const { scheduler, database, weather, random, cast, composition, onError } = this.ports;
    const host = new Host(scheduler, {
      scheduler,
      database,
      latency: () => weather.toDatabase(),
      fault: () => weather.connection(),
      silence: () => weather.silence(),
    });
    const bus = await this.wire.connect((run) => host.deliver(run), host.timers, onError);
    const node = new SimulatedNode({ host, bus, cast, composition, random: random.fork(), onError });
    this.lives[place] = { host, node, onEnd: new Set() };
    void node.startSweep();
  }

  kill(place: number): void {
    const life = this.lives[place];
    if (!life) return;
    life.host.kill();
    this.lives[place] = null;
    for (const end of life.onEnd) this.ports.scheduler.after(this.ports.weather.toClient(), end);
  }

  freeze(place: number, microseconds: number): void {
    this.lives[place]?.host.freeze(microseconds);
  }

  /** Sends a request to whatever lives there when it comes; it, and its answer, may be lost or come twice. */
  request<Value>(
    place: number,
    work: (life: Life) => Promise<Value>,
    onAnswer: (answer: Answer<Value>) => void,
  ): void {
    const { scheduler, weather } = this.ports;
    for (let copy = weather.messages(); copy > 0; copy -= 1) {
      scheduler.after(weather.toClient(), () => this.serve(place, work, onAnswer));
    }
  }

  /** Opens a connection to whatever lives there: it comes about once, or not at all. */
  connect(
    place: number,
    work: (life: Life) => Promise<void>,
    onAnswer: (answer: Answer<void>) => void,
  ): void {
    const { scheduler, weather } = this.ports;
    if (weather.messages() === 0) return;
    scheduler.after(weather.toClient(), () => this.serve(place, work, onAnswer));
  }

  private serve<Value>(
    place: number,
    work: (life: Life) => Promise<Value>,
    onAnswer: (answer: Answer<Value>) => void,
  ): void {
    const { scheduler, weather } = this.ports;
    const reply = (answer: Answer<Value>) => {
      for (let copy = weather.messages(); copy > 0; copy -= 1) {
        scheduler.after(weather.toClient(), () => onAnswer(answer));
      }
    };
    const life = this.lives[place];
    life?.host.deliver(() => {
      work(life).then(
        (value) => reply({ kind: "value", value }),
        (error: unknown) => {
          this.ports.onError(error); // what a client is told is "Internal error"
          reply({ kind: "error", error });
        },
      );
    });
  }
}
