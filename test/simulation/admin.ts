import type { AuctionRecord } from "../../src/auction/auction.rows";
import type { Id } from "../../src/platform/ids";
import { isRefusal } from "../../src/platform/refusal";
import type { Firm } from "./cast";
import type { Cluster } from "./cluster";
import { SECOND, type Scheduler } from "./scheduler";
import type { SeededRandom } from "./seeded-random";
import type { SimulatedDatabase } from "./simulated-database";
import type { AdminCommand } from "./simulated-node";

/** What the seller's people were told to be done. */
export interface Acknowledged {
  readonly auctionId: Id;
  readonly kind: AdminCommand;
  readonly record: AuctionRecord;
}

export interface AdminPorts {
  readonly scheduler: Scheduler;
  readonly database: SimulatedDatabase;
  readonly cluster: Cluster;
  readonly random: SeededRandom;
}

/** The seller's people: what they do to an auction, and that none stays paused for ever. */
export class Admin {
  readonly acknowledged: Acknowledged[] = [];
  /** Firms that were suspended for certain, since the suspension was answered. */
  readonly suspended = new Set<Firm>();

  constructor(private readonly ports: AdminPorts) {}

  command(auctionId: Id, kind: AdminCommand): void {
    const { cluster, random } = this.ports;
    cluster.request(
      random.whole(0, cluster.size - 1),
      ({ node }) => node.command(kind, auctionId),
      (answer) => {
        if (answer.kind === "error" || isRefusal(answer.value)) return;
        this.acknowledged.push({ auctionId, kind, record: answer.value });
      },
    );
  }

  suspend(firm: Firm): void {
    const { cluster, random } = this.ports;
    cluster.request(
      random.whole(0, cluster.size - 1),
      ({ node }) => node.suspend(firm),
      (answer) => {
        if (answer.kind === "value") this.suspended.add(firm);
      },
    );
  }

  /** Looks now and then, lets go on what is paused, and awards what was won. */
  watch(): void {
    const { scheduler, database, random } = this.ports;
    for (const [id, { state }] of database.tables.auctions) {
      if (state.status === "PAUSED") this.command(id, "Resume");
      if (state.status === "CLOSED" && random.chance(0.5)) this.command(id, "Award");
    }
    scheduler.after(random.whole(1, 3) * SECOND, () => this.watch());
  }
}
