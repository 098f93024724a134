import fc from "fast-check";
import { AuctionEventsDocument } from "../../src/client";
import type { Cut } from "./fake-server";
import { Stage } from "./stage";

const cut = fc.constantFrom<Cut>(
  "network",
  { close: 1000 },
  { close: 1001 },
  { close: 1012 },
  { close: 1013 },
  { close: 4403 },
  { error: "RETRY_LATER" },
  { error: "UNAVAILABLE" },
);
const subscriptions = fc.array(fc.record({ events: fc.nat(6), cut }), { maxLength: 8 });
const connections = fc.array(fc.constantFrom<number | "accepted">("accepted", "accepted", 1012, 1013), {
  maxLength: 8,
});

describe("a subscription, however it is cut off", () => {
  it("delivers every event once and in order, and never asks for one that it has", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(25), subscriptions, connections, async (events, drops, refusals) => {
        const stage = new Stage();
        let tokens = 0;
        await stage.set(
          { events, subscriptions: drops, connections: refusals },
          { token: () => Promise.resolve(`token ${(tokens += 1)}`) },
        );
        try {
          const received: (number | null)[] = [];
          const feed = stage.client.subscribe(AuctionEventsDocument, { auctionId: "auction-1" });
          for await (const { auctionEvents } of feed) received.push(auctionEvents.sequence);
          expect(received).toEqual(Array.from({ length: events }, (_, index) => index + 1));
          const asked = stage.server.afters.map((after) => (after === null ? 0 : Number(after.slice(1))));
          expect(asked).toEqual([...asked].sort((a, b) => a - b));
        } finally {
          await stage.clear();
        }
      }),
      { numRuns: 60 },
    );
  });
});
