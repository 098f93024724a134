import fc from "fast-check";
import {
  audit,
  endOf,
  isVisible,
  nextTime,
  replay,
  standingFor,
  type Audience,
  type Terms,
} from "../../../src/auction/domain";
import { seconds } from "../../../src/platform/time";
import { reserve, T } from "../../support/english-auction";
import { throughJson } from "../../support/json-round-trip";
import { NaiveRounds, type NaiveRoundsAttempt } from "../../support/naive-best-and-final";
import type { NaiveContent } from "../../support/naive-sealed";
import { bestAndFinalTerms, codeOf, PhasedPlay } from "../../support/phased-auction";
import { seenBy } from "../../support/seen-by";

const FAR_LATER = T + seconds(1_000_000);
const firm = fc.constantFrom("A", "B", "C", "D");

/** Few amounts, so that ties, the opening price, the reserve, limits and indications are met exactly and often. */
const content: fc.Arbitrary<NaiveContent> = fc.oneof(
  { arbitrary: fc.constantFrom(90n, 100n, 110n, 120n, 130n, 140n), weight: 10 },
  { arbitrary: fc.constantFrom("INVALID", "UNREVEALED"), weight: 1 },
);

const anyTerms: fc.Arbitrary<Terms> = fc
  .record({
    floor: fc.constantFrom(0n, 100n, 110n, 135n),
    reserveVisibility: fc.constantFrom("DISCLOSED", "STATUS_ONLY", "CONCEALED"),
    shortlist: fc.constantFrom(null, 1, 2, 3),
    startsAfterSeconds: fc.constantFrom(0, 20),
  })
  .map(({ floor, reserveVisibility, shortlist, startsAfterSeconds }) =>
    bestAndFinalTerms({
      reserveVisibility,
      ...reserve(floor),
      bestAndFinal: { shortlist, startsAfterSeconds, bindingSeconds: 60 },
    }),
  );

const bid = fc.record({
  kind: fc.constant("bid"),
  firm,
  content,
  limit: fc.constantFrom(null, null, null, 125n),
  suspended: fc.constantFrom(false, false, false, false, true),
  hasReason: fc.boolean(),
});
const list = fc.record({
  kind: fc.constant("list"),
  firms: fc.array(firm, { maxLength: 3 }),
  reasons: fc.array(firm, { maxLength: 3 }),
});

const attempt: fc.Arbitrary<NaiveRoundsAttempt> = fc.oneof(
  { arbitrary: bid, weight: 12 },
  { arbitrary: fc.record({ kind: fc.constantFrom("withdraw", "void"), firm }), weight: 3 },
  { arbitrary: list, weight: 4 },
  { arbitrary: fc.record({ kind: fc.constant("open") }), weight: 4 },
  { arbitrary: fc.record({ kind: fc.constantFrom("pause", "resume", "resume") }), weight: 3 },
  { arbitrary: fc.record({ kind: fc.constantFrom("close", "cancel") }), weight: 1 },
);

type Wait = number | "end";
type History = readonly { readonly wait: Wait; readonly what: NaiveRoundsAttempt }[];

function steps(what: fc.Arbitrary<NaiveRoundsAttempt>, maxLength: number, ...waits: Wait[]) {
  return fc.array(fc.record({ wait: fc.constantFrom(...waits), what }), { maxLength });
}

const anything = steps(attempt, 4, 0, 5, 20, "end");
const step = (wait: Wait, what: fc.Arbitrary<NaiveRoundsAttempt>) => what.map((one) => [{ wait, what: one }]);
const opening = fc.constant<NaiveRoundsAttempt>({ kind: "open" });
const soundList = fc.subarray(["A", "B", "C", "D"], { minLength: 1 }).map((firms): NaiveRoundsAttempt => {
  const reasons = ["A", "B", "C", "D"].filter((one) => !firms.includes(one));
  return { kind: "list", firms, reasons };
});

/** Through both rounds, with something else in between. */
const bothRounds: fc.Arbitrary<History> = fc
  .tuple(
    steps(fc.oneof(bid, bid, bid, attempt), 10, 0, 1, 5),
    step("end", opening),
    step(5, opening),
    steps(fc.oneof(soundList, soundList, list, attempt), 4, 0, 5),
    step("end", bid),
    steps(fc.oneof(bid, bid, bid, attempt), 8, 0, 1),
    step("end", opening),
    step(5, opening),
    anything,
  )
  .map((parts) => parts.flat());

/** From five minutes before the first round ends; "end" is that of the phase. */
const history: fc.Arbitrary<History> = fc.oneof(
  bothRounds,
  bothRounds,
  fc.array(anything).map((parts) => parts.flat()),
);

function naiveOf({ openingPrice, reserve: floor, reserveVisibility, closesAt, bestAndFinal }: Terms) {
  return new NaiveRounds({
    opening: openingPrice,
    reserve: floor.amount,
    isReserveDisclosed: reserveVisibility === "DISCLOSED",
    top: bestAndFinal?.shortlist ?? null,
    wait: seconds(bestAndFinal?.startsAfterSeconds ?? 0),
    binding: seconds(bestAndFinal?.bindingSeconds ?? 0),
    closes: closesAt,
  });
}

function tryOne(play: PhasedPlay, what: NaiveRoundsAttempt, at: bigint): string {
  switch (what.kind) {
    case "bid": {
      const { limit, suspended, hasReason } = what;
      const reason = hasReason ? "CHANGED_MARKET" : null;
      const verdict = play.seal(what.firm, what.content, at, { limit, suspended, reason });
      return verdict === "INVALID_STATE" ? "NO" : verdict;
    }
    case "withdraw":
      return done(play.withdraw(what.firm, at));
    case "void":
      return done(play.void(what.firm, at));
    case "list": {
      const leftOut = what.reasons.map((buyerId) => ({ buyerId, reason: "too little" }));
      return done(play.run({ type: "Shortlist", firms: what.firms, leftOut }, at));
    }
    case "open":
      return done(play.open(at));
    case "pause":
      return done(play.run({ type: "Pause", reason: "a question" }, at));
    case "resume":
      return done(play.run({ type: "Resume" }, at));
    case "close":
      return done(play.run({ type: "Close", reason: "enough", facts: play.closingFacts() }, at));
    case "cancel":
      return done(play.run({ type: "Cancel", reason: "stop", isSeconded: false }, at));
  }
}

function done(decision: Parameters<typeof codeOf>[0]): string {
  return codeOf(decision) === "DONE" ? "DONE" : "NO";
}

/** When each attempt of a history is made: "end" is that of the phase, as far as it lies ahead. */
function timeOf(wait: Wait, { auction }: PhasedPlay, clock: bigint): bigint {
  const end = auction.status === "OPEN" ? endOf(auction) : null;
  if (wait !== "end") return clock + seconds(wait);
  return end !== null && end > clock ? end : clock;
}

function played(pinned: Terms, attempts: History): PhasedPlay {
  const play = new PhasedPlay(pinned);
  let clock = T - seconds(300);
  for (const { wait, what } of attempts) tryOne(play, what, (clock = timeOf(wait, play, clock)));
  return play;
}

it("every decision, phase and result is what the rules say when they are applied naively to the full list", () => {
  fc.assert(
    fc.property(anyTerms, history, (pinned, attempts) => {
      const rules = new PhasedPlay(pinned);
      const naive = naiveOf(pinned);
      let clock = T - seconds(300);
      for (const { wait, what } of attempts) {
        clock = timeOf(wait, rules, clock);
        rules.wait(clock);
        const t = nextTime(rules.auction, clock);
        const verdict = tryOne(rules, what, clock);
        expect({ what, verdict }).toEqual({ what, verdict: naive.attempt(what, t) });
        naive.pass(rules.auction.lastAt); // its own entries may have brought it to the end of a phase
        expect(rules.phase).toBe(naive.stage);
        const { phase, status } = rules.auction;
        expect(phase?.shortlist ? [...phase.shortlist].sort() : null).toEqual(
          naive.list ? [...naive.list].sort() : null,
        );
        const end = status === "CANCELLED" ? naive.endShown : rules.standing.closesAt;
        expect(end).toBe(naive.endShown);
      }
      rules.open(FAR_LATER);
      naive.attempt({ kind: "open" }, FAR_LATER);
      rules.open(FAR_LATER + seconds(10));
      naive.attempt({ kind: "open" }, FAR_LATER + seconds(10));
      const { outcome, endedAt } = rules.auction;
      const ours = outcome && {
        kind: outcome.kind,
        winner: outcome.winner?.buyerId ?? null,
        price: outcome.price,
        cover: outcome.cover?.price ?? null,
      };
      expect([ours, endedAt, rules.setAside]).toEqual([naive.result, naive.overAt, naive.setAside]);
    }),
    { numRuns: 500 },
  );
});

const OUTSIDERS: readonly Audience[] = [
  { kind: "SELLER" },
  { kind: "PARTICIPANTS" },
  { kind: "FIRM", buyerId: "somebody who did not bid" },
];
const ofFirms = fc.array(
  fc.tuple(fc.constantFrom(0, 1, 5), fc.oneof(bid, fc.record({ kind: fc.constantFrom("withdraw"), firm }))),
  {
    maxLength: 15,
  },
);
type OfFirms = readonly (readonly [number, NaiveRoundsAttempt])[];

function bidding(play: PhasedPlay, from: bigint, attempts: OfFirms): PhasedPlay {
  let clock = from;
  for (const [wait, what] of attempts) tryOne(play, what, (clock += seconds(wait)));
  return play;
}

/** What everybody who did not bid sees of it, and the state itself. */
function outside(play: PhasedPlay) {
  const { lastAt, ...state } = play.auction;
  expect(lastAt).toBeLessThan(FAR_LATER);
  return { state, seen: OUTSIDERS.map((audience) => seenBy(play, audience)) };
}

it("an open first round looks the same to everyone whatever was indicated", () => {
  fc.assert(
    fc.property(anyTerms, ofFirms, ofFirms, (pinned, some, others) => {
      const [one, other, none] = [some, others, []].map((attempts) =>
        outside(bidding(new PhasedPlay(pinned), T - seconds(300), attempts)),
      );
      expect(one).toEqual(none);
      expect(other).toEqual(none);
    }),
  );
});

it("an open second round looks the same to everyone whatever was bid in it", () => {
  fc.assert(
    fc.property(anyTerms, ofFirms, ofFirms, (pinned, some, others) => {
      const views = [some, others, []].map((attempts) => {
        const play = new PhasedPlay(pinned);
        play.seal("A", 120n, T - seconds(300));
        play.seal("B", 130n, T - seconds(299));
        play.seal("C", 120n, T - seconds(298));
        play.open(T + seconds(1));
        play.shortlist(["A", "C"], T + seconds(2), { B: "too little" });
        play.wait(T + seconds(30));
        return outside(
          bidding(
            play,
            T + seconds(30),
            attempts.filter(([wait]) => wait < 5),
          ),
        );
      });
      expect(views[0]).toEqual(views[2]);
      expect(views[1]).toEqual(views[2]);
    }),
  );
});

it("of what was indicated a bidder sees the same whatever it was, as long as it comes to the same short list for it", () => {
  const amounts = fc.tuple(fc.constantFrom(120n, 130n, 140n), fc.constantFrom(120n, 130n, 140n));
  fc.assert(
    fc.property(amounts, amounts, (some, others) => {
      const [one, other] = [some, others].map(([a, b]) => {
        const play = new PhasedPlay(bestAndFinalTerms());
        play.seal("A", a, T - seconds(300));
        play.seal("B", b, T - seconds(299));
        play.open(T + seconds(1));
        play.shortlist(["A"], T + seconds(2), { B: "too little" });
        play.wait(T + seconds(70));
        return ["A", "B", "X"].map((buyerId) => seenBy(play, { kind: "FIRM", buyerId }));
      });
      expect(one).toEqual(other);
    }),
  );
});

it("nobody but its own firm hears of what a firm does with its bids", () => {
  fc.assert(
    fc.property(anyTerms, history, (pinned, attempts) => {
      const { entries, auction } = played(pinned, attempts);
      const own = entries.filter(({ event }) =>
        ["BidAccepted", "BidRejected", "BidWithdrawn", "BidsVoided"].includes(event.type),
      );
      const heard = own.filter(({ event }) => OUTSIDERS.some((one) => isVisible(auction.terms, event, one)));
      expect(heard).toEqual([]);
      expect(standingFor(auction, { kind: "PARTICIPANTS" }).bidCount).toBeNull();
    }),
  );
});

it("replaying and auditing the journal gives exactly the state; everything comes back from its JSON as it was", () => {
  fc.assert(
    fc.property(anyTerms, history, (pinned, attempts) => {
      const unlimited = attempts.map(({ wait, what }) => ({
        wait,
        what: what.kind === "bid" ? { ...what, limit: null } : what,
      }));
      const { entries, auction } = played(pinned, unlimited);
      expect(replay(entries)).toEqual(auction);
      expect(audit(entries)).toEqual({ kind: "sound", auction });
      const events = entries.map(({ event }) => event);
      expect(throughJson(pinned, entries, auction)).toEqual({ events, auction });
    }),
  );
});
