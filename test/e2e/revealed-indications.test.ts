import { NO_LIMITS } from "../support/all-seeing";
import { TestApp } from "../support/app";
import { Market } from "../support/market";
import { Room, schedulePhased, soundJournal } from "../support/phased-market";
import { ProvenAuction } from "../support/phased-proof";
import { newCustodian, SealedMarket } from "../support/sealed-market";
import { readCourse, roundsProblems } from "../support/told-phases";

const SECONDS = { round: 6, reveal: 2, binding: 3_600 };

let app: TestApp;
let market: Market;
beforeAll(async () => {
  app = await TestApp.start({ environment: NO_LIMITS });
  market = new Market(app);
});
afterAll(() => app.stop());

const INDICATIONS = `query ($id: ID!) { auction(id: $id) {
  indications { amount { amount } participant { buyer { id } } } } }`;

interface Indications {
  readonly auction: {
    readonly indications:
      readonly { amount: { amount: string }; participant: { buyer: { id: string } } }[] | null;
  };
}

it("indications that too few custodians open are revealed by their bidders; who has not is left behind", async () => {
  const keys = await Promise.all(["Notary", "Auditor", "Exchange"].map((name) => newCustodian(name)));
  const [notary, auditor] = keys as [(typeof keys)[number], (typeof keys)[number]];
  const terms = {
    format: "BEST_AND_FINAL",
    reserveVisibility: "CONCEALED",
    bestAndFinal: { shortlist: 2, startsAfterSeconds: 1, bindingSeconds: SECONDS.binding },
    sealing: {
      sealer: "CLIENT",
      threshold: 2,
      custodians: keys.map(({ custodian }) => custodian),
      revealSeconds: SECONDS.reveal,
    },
  };
  const auction = await schedulePhased(market, terms, { names: ["a", "b", "silent"] });
  const { auctionId, firms } = auction;
  const sealed = await SealedMarket.of(market, auction);
  const { admin } = market.people;
  const screen = await Room.enter(app, admin, auctionId);
  const end = Date.now() + SECONDS.round * 1_000;
  const times = { opensAt: new Date(end - 1_000).toISOString(), closesAt: new Date(end).toISOString() };
  await market.mutate(admin, "rescheduleAuction", { auctionId, ...times }, "... on Auction { id }");
  await market.open(auctionId);
  await screen.untilPhase("INDICATION");
  const bid = async (firm: string, amount: bigint): Promise<string> => {
    const { input, key } = await sealed.box(firm, amount);
    const selection = "... on PlacedBid { bid { decision } }";
    const { bid: placed } = await market.mutate(
      market.firm(firm).bidder,
      "placeBid",
      { ...input },
      selection,
    );
    expect(placed).toEqual({ decision: "ACCEPTED" });
    return key;
  };
  const ofA = await bid("a", 90_000n);
  const ofB = await bid("b", 80_000n);
  await bid("silent", 95_000n);
  const reveal = (firm: string, key: string) =>
    market.mutate(
      market.firm(firm).bidder,
      "revealBid",
      { auctionId, key },
      "... on BidRevealed { auctionId }",
    );
  const refusal = (firm: string, key: string) =>
    market.refusal(market.firm(firm).bidder, "revealBid", { auctionId, key });
  expect(await refusal("a", ofA)).toBe("INVALID_STATE OPEN");
  await screen.until(({ __typename: type }) => type === "RoundClosed");
  await sealed.submit(await sealed.sharesOf(notary)); // one of two that it takes
  expect(await refusal("a", ofA)).toBe("INVALID_STATE"); // not yet
  while ((await refusal("a", ofB)) === "INVALID_STATE"); // until the time for reveals has come
  expect(await refusal("a", ofB)).toBe("SEAL_MISMATCH");
  await reveal("a", ofA);
  await reveal("b", ofB);
  const asked = async () => (await market.send<Indications>(admin, INDICATIONS, { id: auctionId })).data;
  expect(await asked()).toEqual({ auction: { indications: null } }); // they are counted together

  await screen.untilPhase("BINDING");
  expect(await asked()).toEqual({
    auction: {
      indications: [
        { amount: { amount: "900.00" }, participant: { buyer: { id: firms.get("a") } } },
        { amount: { amount: "800.00" }, participant: { buyer: { id: firms.get("b") } } },
      ],
    },
  });
  const { input } = await sealed.box("silent", 99_000n);
  expect(
    await market.mutate(
      market.firm("silent").bidder,
      "placeBid",
      { ...input },
      "... on PlacedBid { bid { reason } }",
    ),
  ).toMatchObject({ bid: { reason: "NOT_SHORTLISTED" } });
  await bid("a", 91_000n);
  await bid("b", 92_000n);
  await market.close(auctionId);
  for (const custodian of [notary, auditor]) await sealed.submit(await sealed.sharesOf(custodian, 2));
  expect(await sealed.outcome()).toEqual({ winner: "b", price: "920.00", cover: "910.00", bids: 2 });
  await market.award(auctionId);

  const rules = { opening: 10_000n, isReserveDisclosed: false, wait: 1_000_000n, reserve: 0n, top: 2 };
  const binding = BigInt(SECONDS.binding) * 1_000_000n;
  expect(roundsProblems(await readCourse(market, auction), { ...rules, binding })).toEqual([]);
  const proven = await ProvenAuction.read(app, market, auctionId);
  const openings = expect.stringMatching(
    /^opened again, 4 boxes hold .* and 1 could not be opened$/,
  ) as string;
  const decisions = expect.stringContaining("every decision, winner and price") as string;
  expect(proven.check(proven.seller)).toMatchObject({ openings, decisions });
  expect(proven.check(proven.auditor)).toMatchObject({ openings, decisions });
  expect(proven.check(proven.everybody)).not.toHaveProperty("openings");
  const revealed = (which: number) => (told: Parameters<Parameters<typeof proven.tampered>[0]>[0]) =>
    Object.assign(told.of("shares")[which] ?? {}, { revealed: null });
  expect(proven.tampered(revealed(0))).toMatch(
    /^Whether anybody opened the box of entry \d+ is told wrongly\.$/,
  );
});

it("the journal of this auction is sound", async () => {
  expect(await soundJournal(app)).toBeNull();
});
