import { BY_SYSTEM } from "../../src/auction/auction-desk";
import { Allotments } from "../../src/auction/exposure/allotments";
import { simulatedWorld } from "../simulation/contract-world";
import { simulatedLockFirm } from "../simulation/simulated-allotments";

// In virtual time, in which each statement takes its milliseconds: so an end can come between any two of them.

/** How many milliseconds after it opened an auction ends: from before it is given an allotment to behind that. */
const ENDS = Array.from({ length: 60 }, (_, place) => 25 + place);

/** What of its limit a firm that has not bid holds in an auction, during which it was given some, when that is over. */
async function heldAfter(endsAfter: number): Promise<{ status: string; held: number; entries: number }> {
  const world = await simulatedWorld();
  const { transactions, ledger, allotments: store, sellerId } = world;
  const exposed = { sellerId, buyerId: await world.firm("firm"), currency: "USD" };
  await world.expose(exposed, 1_000n);
  const auctionId = await world.auction({ opensIn: 0, closesIn: endsAfter / 1_000 });
  await world.admit(auctionId, exposed.buyerId);
  const lock = () => world.run(() => transactions.run((tx) => ledger.lock(tx, auctionId, BY_SYSTEM)));
  await world.run(() =>
    transactions.run(async (tx) => {
      const locked = await ledger.lock(tx, auctionId, BY_SYSTEM);
      const participant = await locked.participant(exposed.buyerId);
      if (participant)
        await locked.decide({ type: "ChangeAllotment", participant, allotment: 1n }, BY_SYSTEM);
    }),
  );
  const order = { auctionId, buyerId: exposed.buyerId, amount: 500n };
  const allotments = new Allotments({ transactions, ledger, store, lockFirm: simulatedLockFirm });
  await world.run(() => allotments.provide(order));
  let { state } = await lock();
  while (state.status === "OPEN") ({ state } = await lock());
  const held = await world.run(() => transactions.run((tx) => store.parts(tx, exposed)));
  const entries = await world.run(() => world.entries.readAfter({ stream: auctionId, sequence: 0 }, 10));
  const given = entries.filter(({ type }) => type === "AllotmentChanged");
  return { status: state.status, held: held.length, entries: given.length };
}

it("an auction that ends while a firm is given more of its limit there leaves it nothing", async () => {
  const ends = await Promise.all(ENDS.map(heldAfter));
  expect(new Set(ends.map(({ entries }) => entries))).toEqual(new Set([1, 2])); // too late for it, and in time
  expect(ends.filter(({ status, held }) => status !== "UNSOLD" || held > 0)).toEqual([]);
});
