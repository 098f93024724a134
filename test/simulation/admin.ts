import type { AuctionRecord } from "../../src/auction/auction.rows";
import { endOf, type AuctionState } from "../../src/auction/domain";
import type { Id } from "../../src/platform/ids";
import { isRefusal, type OrRefusal } from "../../src/platform/refusal";
import type { Firm } from "./cast";
import type { Cluster } from "./cluster";
import { SECOND, type Scheduler } from "./scheduler";
import type { SeededRandom } from "./seeded-random";
import type { SimulatedDatabase } from "./simulated-database";
import type { AdminCommand, SimulatedNode } from "./simulated-node";

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

  command(auctionId: Id, kind: Exclude<AdminCommand, "Shortlist">): void {
    this.send(auctionId, kind, (node) => node.command(kind, auctionId));
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

  /** Sets anew what a firm may be committed to. */
  limit(firm: Firm): void {
    const { cluster, random } = this.ports;
    const limit = ((firm.exposureLimit ?? 0n) * BigInt(random.pick([1, 2, 4, 6]))) / 2n;
    cluster.request(
      random.whole(0, cluster.size - 1),
      ({ node }) => node.limit(firm, limit),
      () => undefined,
    );
  }

  /** Looks now and then, lets go on what is paused, and awards what was won. */
  watch(): void {
    const { scheduler, database, random } = this.ports;
    for (const [id, { state }] of database.tables.auctions) {
      if (state.status === "PAUSED") this.command(id, "Resume");
      if (state.status === "CLOSED" && random.chance(0.5)) this.command(id, "Award");
      if (state.status === "OPEN" && endOf(state) === null) this.shortlist(id, state);
    }
    scheduler.after(random.whole(1, 3) * SECOND, () => this.watch());
  }

  /** Some of those that indicated, with a reason for whoever is left out, which is forgotten now and then. */
  private shortlist(auctionId: Id, { phase }: AuctionState): void {
    const { random } = this.ports;
    const all = phase?.opened.map(({ buyerId }) => buyerId) ?? [];
    const firms = all.filter(() => random.chance(0.6));
    const leftOut = all
      .filter((firm) => !firms.includes(firm) && !random.chance(0.1))
      .map((firm) => ({ firm, reason: "Because." }));
    this.send(auctionId, "Shortlist", (node) => node.shortlist({ auctionId, firms, leftOut }));
  }

  private send(
    auctionId: Id,
    kind: AdminCommand,
    work: (node: SimulatedNode) => Promise<OrRefusal<AuctionRecord>>,
  ): void {
    const { cluster, random } = this.ports;
    cluster.request(
      random.whole(0, cluster.size - 1),
      ({ node }) => work(node),
      (answer) => {
        if (answer.kind === "error" || isRefusal(answer.value)) return;
        this.acknowledged.push({ auctionId, kind, record: answer.value });
      },
    );
  }
}
