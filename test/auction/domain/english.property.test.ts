import fc from "fast-check";
import {
  audit,
  nextTime,
  ranking,
  replay,
  standingOf,
  type AuctionCommand,
  type Terms,
} from "../../../src/auction/domain";
import { seconds } from "../../../src/platform/time";
import { ELIGIBLE, NO_FACTS, paddleOf, placeBid, Play, T, terms } from "../../support/english-auction";
import { NaiveEnglish, type NaiveAttempt, type NaiveTerms } from "../../support/naive-english";
import { throughJson } from "../../support/json-round-trip";

const FAR_LATER = T + seconds(100_000);

/** Small numbers, so that ties, reserves, limits and face values are met exactly and often. */
const tens = (min: bigint, max: bigint) => fc.bigInt({ min, max }).map((count) => count * 10n);
const money = fc.oneof({ arbitrary: tens(9n, 42n), weight: 3 }, fc.bigInt({ min: 90n, max: 420n }));
const firm = fc.constantFrom("A", "B", "C", "D");

const step = fc.oneof(tens(1n, 6n), fc.bigInt({ min: 1n, max: 60n }));
const increments = fc
  .tuple(step, fc.array(fc.tuple(fc.bigInt({ min: 100n, max: 350n }), step), { maxLength: 2 }))
  .map(([first, rows]) => [
    { from: 0n, step: first },
    ...rows
      .filter(([from], index) => rows.every(([other], place) => place >= index || other !== from))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([from, each]) => ({ from, step: each })),
  ]);

const extension = fc.option(
  fc.record({
    windowSeconds: fc.integer({ min: 1, max: 200 }),
    addedSeconds: fc.integer({ min: 200, max: 300 }),
    mode: fc.constantFrom("ADD", "RESET"),
    hardEndAt: fc.bigInt({ min: 0n, max: 900n }).map((after) => T + seconds(after)),
  }),
);

const anyTerms: fc.Arbitrary<Terms> = fc
  .record({
    openingPrice: tens(10n, 13n),
    reserve: fc.record({
      amount: fc.oneof(fc.constant(0n), tens(9n, 35n)),
      floorId: fc.constant("floor"),
    }),
    reserveVisibility: fc.constantFrom("DISCLOSED", "STATUS_ONLY"),
    faceValue: fc.constantFrom(300n, 1_000n),
    increments,
    extension,
  })
  .map((changes) => terms(changes));

const bid = fc.record({
  kind: fc.constant("bid"),
  firm,
  amount: fc.option(money, { freq: 12 }),
  maximum: fc.option(money, { freq: 2 }),
  limit: fc.option(tens(25n, 40n), { freq: 1 }),
  confirmed: fc.boolean(),
});

const attempt: fc.Arbitrary<NaiveAttempt> = fc.oneof(
  { arbitrary: bid, weight: 24 },
  { arbitrary: fc.record({ kind: fc.constant("void"), firm }), weight: 3 },
  { arbitrary: fc.record({ kind: fc.constantFrom("pause", "resume", "resume") }), weight: 3 },
  { arbitrary: fc.record({ kind: fc.constant("close") }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constant("cancel") }), weight: 1 },
);

/** Attempts around the closing time and its extensions, some at the same time, some exactly at an end. */
const history = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60 }), attempt), { minLength: 1, maxLength: 40 })
  .map((steps) => {
    let time = T - seconds(400);
    return steps.map(([wait, what]) => ({ at: (time += seconds(wait)), what }));
  });

function naiveTerms(of: Terms): NaiveTerms {
  const soft = of.extension;
  return {
    opening: of.openingPrice,
    reserve: of.reserve.amount,
    isReserveDisclosed: of.reserveVisibility === "DISCLOSED",
    face: of.faceValue,
    steps: of.increments.map((row) => [row.from, row.step]),
    opens: of.opensAt,
    closes: of.closesAt,
    softClose: soft && {
      window: BigInt(soft.windowSeconds) * 1_000_000n,
      added: BigInt(soft.addedSeconds) * 1_000_000n,
      mode: soft.mode,
      hardEnd: soft.hardEndAt,
    },
  };
}

function commandOf(what: NaiveAttempt, play: Play): AuctionCommand {
  switch (what.kind) {
    case "bid": {
      const { amount, maximum, confirmed, limit } = what;
      return placeBid(what.firm, {
        amount,
        maximum,
        confirmHigh: confirmed,
        eligibility: { ...ELIGIBLE, limit },
      });
    }
    case "void": {
      const bids = play.acceptedBids();
      return { type: "VoidBids", buyerId: what.firm, paddle: paddleOf(what.firm), reason: "EXPELLED", bids };
    }
    case "pause":
      return { type: "Pause", reason: "CLOCK" };
    case "resume":
      return { type: "Resume" };
    case "close":
      return { type: "Close", reason: "enough", facts: NO_FACTS };
    case "cancel":
      return { type: "Cancel", reason: "stop", isSeconded: false };
  }
}

/** The time by which the last command was decided: its own entries come after what was due. */
function decidedAt(play: Play, clock: bigint, eventCount: number): bigint {
  const last = play.entries.at(-eventCount)?.at ?? clock;
  return eventCount > 0 ? last : nextTime(play.auction, clock);
}

function verdictOf(play: Play, what: NaiveAttempt, at: bigint): { verdict: string; t: bigint } {
  const decision = play.run(commandOf(what, play), at);
  if (decision.kind === "rejected") return { verdict: "NO", t: decidedAt(play, at, 0) };
  const t = decidedAt(play, at, decision.events.length);
  const [first] = decision.events;
  if (what.kind !== "bid") return { verdict: "DONE", t };
  return { verdict: first?.type === "BidRejected" ? first.reason : "ACCEPTED", t };
}

function shownBy(naive: NaiveEnglish, t: bigint) {
  const { leader, price, count, runnerUp } = naive.now;
  return { phase: naive.phase(t), end: naive.end, leader, price, count, runnerUp, minimum: naive.minimum };
}

function shownByRules({ auction }: Play) {
  const { book, status } = auction;
  const phases = { SCHEDULED: "NOT_OPEN", UNSOLD: "CLOSED" } as const;
  const minimum = standingOf({ ...auction, status: "OPEN" }).minimumNextBid;
  return {
    phase: status === "SCHEDULED" || status === "UNSOLD" ? phases[status] : status,
    end: auction.closesAt,
    leader: book.leader?.buyerId ?? null,
    price: book.price,
    count: book.bidCount,
    runnerUp: book.cover && { firm: book.cover.buyerId, maximum: book.cover.maximum },
    minimum,
  };
}

function resultOf({ auction: { outcome } }: Play) {
  if (outcome?.kind !== "WON") return outcome && { kind: outcome.kind };
  return {
    kind: "WON",
    winner: outcome.winner?.buyerId,
    price: outcome.price,
    cover: outcome.cover?.price ?? null,
  };
}

function play(pinned: Terms, steps: readonly { at: bigint; what: NaiveAttempt }[]): Play {
  const played = new Play(pinned);
  for (const { at, what } of steps) played.run(commandOf(what, played), at);
  return played;
}

it("every decision, standing and result is what the rules say when they are applied naively to the full list", () => {
  fc.assert(
    fc.property(anyTerms, history, (pinned, steps) => {
      const rules = new Play(pinned);
      const naive = new NaiveEnglish(naiveTerms(pinned));
      const told = steps.map(({ at, what }) => {
        const { verdict, t } = verdictOf(rules, what, at);
        const ours = { what, verdict, ...shownByRules(rules) };
        return { ours, theirs: { what, verdict: naive.attempt(what, t), ...shownBy(naive, t) } };
      });
      expect(told.map(({ ours }) => ours)).toEqual(told.map(({ theirs }) => theirs));
      rules.wait(FAR_LATER);
      naive.pass(FAR_LATER);
      expect(resultOf(rules)).toEqual(naive.result);
    }),
    { numRuns: 1_000 },
  );
});

it("the book's cover is the ranking's second, and its leader and price the first", () => {
  fc.assert(
    fc.property(anyTerms, history, (pinned, steps) => {
      const rules = play(pinned, steps);
      const [first, second] = ranking(rules.auction, rules.acceptedBids());
      const { leader, price, cover } = rules.auction.book;
      expect([leader?.buyerId, leader && price]).toEqual([first?.buyerId, first ? first.price : null]);
      expect([cover?.buyerId, cover?.maximum]).toEqual([second?.buyerId, second?.price]);
    }),
  );
});

it("replaying the journal gives exactly the state, each entry is later than the one before, each standing is its own", () => {
  fc.assert(
    fc.property(anyTerms, history, (pinned, steps) => {
      const { entries, auction } = play(pinned, steps);
      expect(replay(entries)).toEqual(auction);
      expect(audit(entries)).toEqual({ kind: "sound", auction });
      const replayed = entries.map((_, index) => standingOf(replay(entries.slice(0, index + 1))));
      expect(entries.map(({ standing }) => standing)).toEqual(replayed);
      expect(entries.every(({ at }, index) => index === 0 || at > (entries[index - 1]?.at ?? at))).toBe(true);
    }),
  );
});

it("events, state and terms come back from their JSON as they were", () => {
  fc.assert(
    fc.property(anyTerms, history, (pinned, steps) => {
      const { entries, auction } = play(pinned, steps);
      const events = entries.map(({ event }) => event);
      expect(throughJson(pinned, entries, auction)).toEqual({ events, auction });
    }),
  );
});

it("a price never falls but by a void, never passes the leader's maximum, and never lies below a rival's", () => {
  fc.assert(
    fc.property(anyTerms, history, (pinned, steps) => {
      const rules = new Play(pinned);
      for (const { at, what } of steps) {
        const before = rules.price ?? 0n;
        rules.run(commandOf(what, rules), at);
        const { leader, cover, price } = rules.auction.book;
        const stands = price ?? 0n;
        expect(stands).toBeGreaterThanOrEqual(what.kind === "void" ? 0n : before);
        expect(leader?.maximum ?? 0n).toBeGreaterThanOrEqual(stands);
        expect(stands).toBeGreaterThanOrEqual(cover?.maximum ?? 0n);
      }
    }),
  );
});
