import { randomInt, randomUUID } from "node:crypto";
import type { SentBid } from "./history-checker";

interface BidAnswer {
  readonly __typename: string;
  readonly replayed: boolean;
  readonly bid: {
    readonly id: string;
    readonly sequence: number;
    readonly decision: string;
    readonly reason: string | null;
  };
  readonly standing: { readonly minimumNextBid: { readonly amount: string } | null };
}

const PLACE_BID = `mutation ($input: PlaceBidInput!) {
  placeBid(input: $input) { __typename
    ... on PlacedBid { replayed bid { id sequence decision reason } standing { minimumNextBid { amount } } }
    ... on Refusal { code } } }`;

/** One bidder's program: bids around the minimum that it last heard of, now and then loses its connection, and retries. */
export class CrowdBidder {
  readonly sent: SentBid[] = [];
  private minimum = 10_000;

  constructor(
    private readonly parts: {
      readonly firm: string;
      readonly token: string;
      readonly auctionId: string;
      /** Both nodes; each attempt goes to any of them. */
      readonly urls: readonly string[];
      /** When, in milliseconds after the opening, each bid is sent. */
      readonly schedule: readonly number[];
    },
  ) {}

  /** `start`: when the auction opens, in milliseconds since 1970. */
  async run(start: number): Promise<void> {
    for (const at of this.parts.schedule) {
      await until(start + at);
      await this.bid();
    }
  }

  private async bid(): Promise<void> {
    const amount = this.minimum + 1_000 * randomInt(-1, 4);
    const maximum = randomInt(3) === 0 ? amount + 1_000 * randomInt(1, 8) : null;
    const key = randomUUID();
    const input = {
      auctionId: this.parts.auctionId,
      amount: money(amount),
      ...(maximum !== null && { maximum: money(maximum) }),
      idempotencyKey: key,
      confirmHigh: true,
    };
    const answers: SentBid["answers"][number][] = [];
    const keep = (answer: BidAnswer | null) => {
      if (answer?.__typename !== "PlacedBid") return;
      const { id: bidId, sequence, decision, reason } = answer.bid;
      answers.push({ bidId, sequence, verdict: reason ?? decision });
      const next = answer.standing.minimumNextBid;
      if (next) this.minimum = Number(next.amount.replace(".", ""));
    };
    // Some lose the connection before they hear; whoever did, and some others too, send the same again, elsewhere.
    const isCut = randomInt(4) === 0;
    keep(await this.send(input, isCut ? randomInt(15) : null));
    for (let retry = 0; retry < 3 && (answers.length === 0 || randomInt(4) === 0); retry += 1) {
      keep(await this.send(input, null));
    }
    this.sent.push({ firm: this.parts.firm, key, answers });
  }

  private async send(input: object, cutAfterMilliseconds: number | null): Promise<BidAnswer | null> {
    const { urls, token } = this.parts;
    const signal = cutAfterMilliseconds === null ? null : AbortSignal.timeout(cutAfterMilliseconds);
    try {
      const response = await fetch(String(urls[randomInt(urls.length)]), {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: PLACE_BID, variables: { input } }),
        signal,
      });
      const { data } = (await response.json()) as { data?: { placeBid: BidAnswer | null } };
      return data?.placeBid ?? null;
    } catch {
      return null; // cut off: whether it was decided is not known
    }
  }
}

function money(minor: number): string {
  return `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, "0")}`;
}

function until(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, time - Date.now())));
}
