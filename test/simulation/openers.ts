import { openShare, toBase64url } from "../../src/client/sealing";
import type { ClosedBid, ClosedSet } from "../../src/auction/sealing/closed-bid";
import { isRefusal } from "../../src/platform/refusal";
import type { SentBid } from "./bidder";
import { firmViewer, sellerViewer, type Cast, type Custodian } from "./cast";
import type { Cluster } from "./cluster";
import { plainCrypto } from "./plain-crypto";
import { MILLISECOND, type Scheduler } from "./scheduler";
import type { SeededRandom } from "./seeded-random";
import { readClosedSet } from "./simulated-closed-sets";
import type { SimulatedDatabase } from "./simulated-database";
import { Staging } from "./simulated-tables";

export interface OpenerPorts {
  readonly scheduler: Scheduler;
  readonly database: SimulatedDatabase;
  readonly cluster: Cluster;
  readonly random: SeededRandom;
  readonly cast: Cast;
  readonly sent: readonly SentBid[];
  readonly onProblem: (problem: string) => void;
}

/**
 * Who opens what firms' own programs have sealed: custodians beside the operator, of whom some never come, and bidders who
 * reveal their bids, or do not.
 */
export class Openers {
  constructor(private readonly ports: OpenerPorts) {}

  watch(): void {
    const { scheduler, database, random, cast } = this.ports;
    for (const { id, terms } of cast.auctions) {
      if (terms.sealing?.sealer !== "CLIENT") continue;
      const set = readClosedSet(new Staging(database.tables), id);
      if (!set) continue;
      const [, ...others] = cast.custodians;
      if (random.chance(0.2)) void this.submit(set, random.pick(others));
      for (const bid of set.bids) if (random.chance(0.3)) this.reveal(bid);
    }
    scheduler.after(random.whole(100, 900) * MILLISECOND, () => this.watch());
  }

  /** With a share that is not the box's now and then: then none of them is taken. */
  private async submit(set: ClosedSet, { id: custodianId, seed }: Custodian): Promise<void> {
    const { cluster, random, cast, onProblem } = this.ports;
    const { auctionId, sealing: roster } = set;
    const index = roster.custodians.findIndex(({ id }) => id === custodianId);
    const isWrong = random.chance(0.1);
    const shares = await Promise.all(
      set.bids.map(async (bid) => {
        const share = await openShare(bid.box, { ...bid, roster, index, seed }, plainCrypto);
        return {
          boxHash: bid.boxHash,
          share: share && toBase64url(isWrong ? share.map((byte) => byte ^ 1) : share),
        };
      }),
    );
    const hasWrong = isWrong && shares.some(({ share }) => share !== null);
    cluster.request(
      random.whole(0, cluster.size - 1),
      ({ node }) => node.submitShares.run(sellerViewer(cast), { auctionId, custodianId, shares }),
      (answer) => {
        if (hasWrong && answer.kind === "value" && !isRefusal(answer.value))
          onProblem("a wrong share was taken");
      },
    );
  }

  private reveal({ auctionId, buyerId, keyHash }: ClosedBid): void {
    const { cluster, random, cast, sent } = this.ports;
    const firm = cast.firms.find((one) => one.buyerId === buyerId);
    const hashed = Buffer.from(keyHash).toString("base64");
    const own = sent.find((one) => one.keyHash === hashed);
    if (!firm || !own) return;
    cluster.request(
      random.whole(0, cluster.size - 1),
      ({ node }) => node.reveal.run(firmViewer(firm), { auctionId, key: toBase64url(own.boxKey) }),
      () => undefined,
    );
  }
}
