import { randomUUID } from "node:crypto";
import { PlaceBid, type PlaceBidPorts } from "../../src/auction/bidding/place-bid";
import { ActorKind, type Viewer } from "../../src/platform/access/viewer";

const viewer = {
  actor: { id: randomUUID(), kind: ActorKind.PERSON, name: "B" },
  organization: { id: randomUUID(), slug: "b", name: "B", kind: "BUYER" },
  roles: ["BIDDER"],
  credentialId: randomUUID(),
  expiresAt: null,
} as unknown as Viewer;

/** Nothing of a malformed identifier may reach the arbiter: its SQL would fail for everybody in the batch. */
const submitted: unknown[] = [];
const bids = new PlaceBid({
  intake: { submit: (command: unknown) => (submitted.push(command), Promise.reject(new Error("submitted"))) },
  identifiers: { next: () => randomUUID() },
  termsOf: () => Promise.resolve(null),
  hasPart: () => Promise.resolve(true),
  countBid: () => Promise.resolve(),
  receivedAt: () => 0n,
} as unknown as PlaceBidPorts);

describe("bidding where there is no auction", () => {
  it.each(["", "x", "018F0000-0000-7000-8000-00000000000A", "' OR 1=1"])(
    "placing and withdrawing at %j is NOT_FOUND",
    async (auctionId) => {
      const where = { auctionId, idempotencyKey: randomUUID() };
      const code = expect.objectContaining({ code: "NOT_FOUND" }) as unknown;
      await expect(bids.withdraw(viewer, where)).rejects.toMatchObject({ extensions: code });
      await expect(bids.place(viewer, { ...where, amount: "1.00" })).rejects.toMatchObject({
        extensions: code,
      });
      expect(submitted).toEqual([]);
    },
  );
});
