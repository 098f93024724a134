import type { ConnectionFault } from "./connection";
import { MILLISECOND, SECOND } from "./scheduler";
import type { SeededRandom } from "./seeded-random";

/**
 * What goes wrong all the time, as often as this seed wants it: from a calm day to a bad one. Before it breaks and after
 * it has cleared, there is latency alone.
 */
export class Weather {
  isClear = true;
  private readonly chances;
  private readonly databaseLatency: number;
  private readonly clientLatency: number;

  constructor(private readonly random: SeededRandom) {
    this.databaseLatency = random.pick([200, 500, 500, 10 * MILLISECOND]);
    this.clientLatency = random.pick([MILLISECOND, 10 * MILLISECOND, 100 * MILLISECOND]);
    this.chances = {
      connectionLost: random.pick([0, 0.001, 0.005, 0.02]),
      slowCommit: random.pick([0, 0.01, 0.05]),
      messageLost: random.pick([0, 0.02, 0.2]),
      messageTwice: random.pick([0, 0.05, 0.3]),
      wakeLost: random.pick([0, 0.1, 0.5, 1]),
      feedDropped: random.pick([0, 0.002, 0.02]),
      readerStalls: random.pick([0, 0.01]),
    };
  }

  toDatabase(): number {
    return this.random.whole(this.databaseLatency / 2, this.databaseLatency * 2);
  }

  toClient(): number {
    return this.random.whole(this.clientLatency / 2, this.clientLatency * 2);
  }

  toNode(): number {
    return this.random.whole(MILLISECOND / 2, 20 * MILLISECOND);
  }

  connection(): ConnectionFault {
    if (!this.happens("connectionLost")) return "none";
    return this.random.pick(["request lost", "reply lost"] as const);
  }

  /** A reset is noticed at once, a black hole when patience ends. */
  silence(): number {
    return this.random.chance(0.7) ? MILLISECOND : this.random.whole(SECOND, 5 * SECOND);
  }

  commitTime(): number {
    if (!this.happens("slowCommit")) return this.random.whole(0, MILLISECOND);
    const longest = this.random.pick([100 * MILLISECOND, 100 * MILLISECOND, 3 * SECOND]);
    return this.random.whole(5 * MILLISECOND, longest);
  }

  /** How many copies of a message between clients and nodes arrive. */
  messages(): number {
    return this.happens("messageLost") ? 0 : this.happens("messageTwice") ? 2 : 1;
  }

  wakes(): number {
    return this.happens("wakeLost") ? 0 : this.happens("messageTwice") ? 2 : 1;
  }

  dropsFeed(): boolean {
    return this.happens("feedDropped");
  }

  stallsReader(): boolean {
    return this.happens("readerStalls");
  }

  private happens(what: keyof typeof this.chances): boolean {
    return this.random.chance(this.chances[what]) && !this.isClear;
  }
}
