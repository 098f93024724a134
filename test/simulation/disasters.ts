import type { Cluster } from "./cluster";
import { MILLISECOND, SECOND, type Scheduler } from "./scheduler";
import type { SeededRandom } from "./seeded-random";
import type { SimulatedDatabase } from "./simulated-database";

export interface DisasterPorts {
  readonly scheduler: Scheduler;
  readonly database: SimulatedDatabase;
  readonly cluster: Cluster;
  readonly random: SeededRandom;
  /** Does the database's clock run so fast that a jump would have come to stay before it could be set right? */
  readonly isFast: boolean;
}

/** How often each comes, out of all of these. */
const STRIKES = ["killNode", "killNode", "freezeNode", "killDatabase", "moveClock", "jumpClock"] as const;

/** What goes wrong once and at length: nodes die and freeze, the database dies, its clock is moved. */
export class Disasters {
  private isOver = false;

  constructor(private readonly ports: DisasterPorts) {}

  /** `within`: microseconds from now. */
  plan(count: number, within: number): void {
    const { scheduler, random } = this.ports;
    for (let number = 0; number < count; number += 1) {
      const strike = random.pick(STRIKES);
      scheduler.after(random.whole(0, within), () => {
        if (!this.isOver) this[strike]();
      });
    }
  }

  /** Everything works again: whatever is down comes up, and nodes that distrust the clock begin anew. */
  async end(): Promise<void> {
    const { cluster, database } = this.ports;
    this.isOver = true;
    database.recover();
    const isClockMoved = database.clockOffset !== 0n;
    for (let place = 0; place < cluster.size; place += 1) {
      if (isClockMoved) cluster.kill(place);
      if (!cluster.life(place)) await cluster.start(place);
    }
  }

  private killNode(): void {
    const { cluster, random, scheduler } = this.ports;
    const place = random.whole(0, cluster.size - 1);
    cluster.kill(place);
    scheduler.after(random.whole(200, 3_000) * MILLISECOND, () => {
      if (!cluster.life(place)) void cluster.start(place);
    });
  }

  private freezeNode(): void {
    const { cluster, random } = this.ports;
    cluster.freeze(random.whole(0, cluster.size - 1), random.whole(200, 5_000) * MILLISECOND);
  }

  private killDatabase(): void {
    const { database, random, scheduler } = this.ports;
    database.crash();
    scheduler.after(random.whole(100, 2_000) * MILLISECOND, () => database.recover());
  }

  /** So far ahead that nodes must not believe it, until it is set right; once, or one jump might hide the other. */
  private jumpClock(): void {
    const { database, random, scheduler, isFast } = this.ports;
    if (database.jumps.length > 0 || isFast) return;
    scheduler.after(random.whole(1, 4) * SECOND, database.jumpClock(BigInt(random.whole(9, 12) * SECOND)));
  }

  /** As little as a node takes for its own clock's fault, or back. */
  private moveClock(): void {
    const { database, random } = this.ports;
    database.stepClock(BigInt(random.pick([-SECOND, -100 * MILLISECOND, 500 * MILLISECOND, SECOND])));
  }
}
