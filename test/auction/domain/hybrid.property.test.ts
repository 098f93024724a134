import fc from "fast-check";
import {
  audit,
  endOf,
  nextTime,
  ranking,
  replay,
  type Audience,
  type Terms,
} from "../../../src/auction/domain";
import { seconds } from "../../../src/platform/time";
import { ELIGIBLE, T } from "../../support/english-auction";
import { throughJson } from "../../support/json-round-trip";
import { NaiveHybrid, type NaiveHybridAttempt } from "../../support/naive-hybrid";
import type { NaiveContent } from "../../support/naive-sealed";
import { codeOf, hybridTerms, OPENS, PhasedPlay } from "../../support/phased-auction";
import { seenBy } from "../../support/seen-by";

const FAR_LATER = T + seconds(1_000_000);
const firm = fc.constantFrom("A", "B", "C", "D");

/** Prices that a hundredth moves by a fraction, so that rounding matters; a reserve that is sometimes met exactly. */
const anyTerms: fc.Arbitrary<Terms> = fc
  .record({
    openingPrice: fc.constantFrom(100n, 130n, 150n, 1_000n),
    reservePart: fc.constantFrom(0n, 20n, 50n, 97n, 99n, 100n),
  })
  .map(({ openingPrice, reservePart }) =>
    hybridTerms({
      openingPrice,
      faceValue: 1_000_000n,
      reserve: { amount: (openingPrice * reservePart) / 100n, floorId: "floor" },
    }),
  );

/** An amount so many steps beside the price asked, or so much above what is to be beaten. */
interface Beside {
  readonly kind: "beside";
  readonly firm: string;
  readonly steps: number;
  readonly above: bigint;
  readonly limit: bigint | null;
}
interface Box {
  readonly kind: "box";
  readonly firm: string;
  /** Above the price that was taken. */
  readonly content: NaiveContent;
  readonly limit: bigint | null;
  readonly suspended: boolean;
}
type Attempt = Beside | Box | Exclude<NaiveHybridAttempt, { kind: "bid" | "seal" }>;

const beside: fc.Arbitrary<Beside> = fc.record({
  kind: fc.constant("beside"),
  firm,
  steps: fc.constantFrom(0, 0, 0, -1, 1),
  above: fc.constantFrom(-1n, 0n, 1n, 2n, 3n),
  limit: fc.constantFrom(null, null, null, 60n),
});
const box: fc.Arbitrary<Box> = fc.record({
  kind: fc.constant("box"),
  firm,
  content: fc.oneof(
    { arbitrary: fc.constantFrom(-1n, 0n, 1n, 2n, 3n, 4n), weight: 10 },
    { arbitrary: fc.constantFrom("INVALID", "UNREVEALED"), weight: 1 },
  ),
  limit: fc.constantFrom(null, null, null, null, 100n),
  suspended: fc.constantFrom(false, false, false, false, true),
});

const attempt: fc.Arbitrary<Attempt> = fc.oneof(
  { arbitrary: beside, weight: 18 },
  { arbitrary: box, weight: 18 },
  { arbitrary: fc.record({ kind: fc.constantFrom("withdraw", "void"), firm }), weight: 3 },
  { arbitrary: fc.record({ kind: fc.constant("open") }), weight: 6 },
  { arbitrary: fc.record({ kind: fc.constantFrom("pause", "resume", "resume") }), weight: 3 },
  { arbitrary: fc.record({ kind: fc.constantFrom("close", "cancel") }), weight: 1 },
);

type Wait = number | "end";
type History = readonly { readonly wait: Wait; readonly what: Attempt }[];

type Step = History[number];

function steps(what: fc.Arbitrary<Attempt>, maxLength: number, ...waits: Wait[]): fc.Arbitrary<History> {
  return fc.array(fc.record({ wait: fc.constantFrom(...waits), what }), { maxLength });
}

const anything = steps(attempt, 4, 0, 0, 1, 5, 100, "end");
const step = (wait: Wait, what: fc.Arbitrary<Attempt>): fc.Arbitrary<History> =>
  what.map((one): Step[] => [{ wait, what: one }]);
const taking = beside.map((one): Attempt => ({ ...one, steps: 0, limit: null }));
const opening = fc.constant<Attempt>({ kind: "open" });
const leaving = fc.record({ kind: fc.constant("void"), firm });
const answer = fc.oneof({ arbitrary: beside, weight: 4 }, { arbitrary: leaving, weight: 1 });

/** Through all phases, with something else in between; "end" is that of the phase, when the price was taken. */
const allPhases: fc.Arbitrary<History> = fc
  .tuple(
    anything,
    step(0, taking),
    step("end", box),
    steps(fc.oneof(box, box, attempt), 8, 0, 5, 100),
    step("end", opening),
    step(5, opening),
    anything,
    step("end", beside),
    steps(answer, 8, 0, 5),
    anything,
  )
  .map((parts) => parts.flat());

const history: fc.Arbitrary<History> = fc.oneof(
  allPhases,
  allPhases,
  fc.array(anything).map((parts) => parts.flat()),
);

function naiveOf({ openingPrice, reserve, opensAt }: Terms): NaiveHybrid {
  return new NaiveHybrid({ initial: openingPrice, reserve: reserve.amount, opens: opensAt });
}

/** What an attempt means at t. */
function meant(what: Attempt, naive: NaiveHybrid, t: bigint): NaiveHybridAttempt {
  if (what.kind === "beside") {
    const price = naive.shown?.price ?? null;
    const amount = price === null ? (naive.askedAt(t, what.steps) ?? 7n) : price + what.above;
    return { kind: "bid", firm: what.firm, amount, limit: what.limit };
  }
  if (what.kind !== "box") return what;
  const { content, limit, suspended } = what;
  const amount = typeof content === "bigint" ? naive.floor + content : content;
  return { kind: "seal", firm: what.firm, content: amount, limit, suspended };
}

function tryOne(play: PhasedPlay, what: NaiveHybridAttempt, at: bigint): string {
  switch (what.kind) {
    case "bid": {
      const { amount, limit } = what;
      return asNo(play.bid(what.firm, { amount, eligibility: { ...ELIGIBLE, limit } }, at));
    }
    case "seal": {
      const { limit, suspended } = what;
      return asNo(play.seal(what.firm, what.content, at, { limit, suspended }));
    }
    case "withdraw":
      return done(play.withdraw(what.firm, at));
    case "void":
      return done(play.void(what.firm, at));
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

/** What leaves no entry. */
function asNo(verdict: string): string {
  return verdict === "INVALID_STATE" || verdict === "BAD_USER_INPUT" ? "NO" : verdict;
}

function done(decision: Parameters<typeof codeOf>[0]): string {
  return codeOf(decision) === "DONE" ? "DONE" : "NO";
}

/** Plays a history by the rules and, beside them, naively; `told` is what each says after every attempt. */
function playBoth(pinned: Terms, attempts: History) {
  const rules = new PhasedPlay(pinned);
  const naive = naiveOf(pinned);
  let clock = OPENS;
  const told = attempts.map(({ wait, what }) => {
    const end = rules.auction.status === "OPEN" ? endOf(rules.auction) : null;
    clock =
      wait === "end"
        ? end !== null && rules.phase !== "FALLING" && end > clock
          ? end
          : clock
        : clock + seconds(wait);
    rules.wait(clock);
    const t = nextTime(rules.auction, clock);
    naive.pass(t);
    const tried = meant(what, naive, t);
    const ours = tryOne(rules, tried, clock);
    const theirs = naive.attempt(tried, t);
    naive.pass(rules.auction.lastAt); // its own entries may have brought it to the end of a phase
    return {
      ours: { tried, verdict: ours, phase: rules.phase, ...shownByRules(rules, naive) },
      theirs: { tried, verdict: theirs, phase: naive.stage, shown: naive.shown, end: naive.endShown },
    };
  });
  return { rules, naive, told, clock };
}

function shownByRules({ standing, auction }: PhasedPlay, naive: NaiveHybrid) {
  const { leadingAmount: price, leadingPaddle, bidCount: count, closesAt } = standing;
  const leader = leadingPaddle && leadingPaddle.replace("paddle ", "");
  return {
    shown: naive.shown && { price, leader, count },
    end: auction.status === "CANCELLED" ? naive.endShown : closesAt,
  };
}

it("every decision, phase, price and result is what the rules say when they are applied naively to the full list", () => {
  fc.assert(
    fc.property(anyTerms, history, (pinned, attempts) => {
      const { rules, naive, told } = playBoth(pinned, attempts);
      expect(told.map(({ ours }) => ours)).toEqual(told.map(({ theirs }) => theirs));
      rules.open(FAR_LATER);
      naive.attempt({ kind: "open" }, FAR_LATER);
      rules.wait(FAR_LATER + seconds(1_000));
      naive.pass(FAR_LATER + seconds(1_000));
      const { outcome, endedAt } = rules.auction;
      const bids = rules.acceptedBids();
      const ours = outcome && {
        kind: outcome.kind,
        winner: outcome.winner?.buyerId ?? null,
        price: outcome.price,
        cover: outcome.cover?.price ?? null,
        ranking: ranking(rules.auction, bids.map(rules.opened)).map(({ buyerId, price }) => [buyerId, price]),
      };
      expect([ours, endedAt, rules.setAside]).toEqual([naive.result, naive.overAt, naive.setAside]);
    }),
    { numRuns: 1_000 },
  );
});

const OUTSIDERS: readonly Audience[] = [
  { kind: "SELLER" },
  { kind: "PARTICIPANTS" },
  { kind: "FIRM", buyerId: "A" }, // the taker, to whom it matters most
  { kind: "FIRM", buyerId: "somebody who did not bid" },
];

it("the open sealed phase looks the same to everyone whatever was bid in it", () => {
  const others = fc.constantFrom("B", "C", "D");
  const bids = fc.array(
    fc.record({
      firm: others,
      kind: fc.constantFrom("seal", "seal", "withdraw", "void"),
      above: fc.constantFrom(-1n, 1n, 9n),
    }),
    { maxLength: 15 },
  );
  fc.assert(
    fc.property(anyTerms, bids, bids, (pinned, some, more) => {
      const [one, other, none] = [some, more, []].map((attempts) => {
        const play = new PhasedPlay(pinned);
        play.bid("A", { amount: pinned.openingPrice }, OPENS + seconds(5));
        attempts.forEach(({ firm: who, kind, above }, second) => {
          const at = OPENS + seconds(30 + second);
          if (kind === "seal") play.seal(who, pinned.openingPrice + above, at);
          else if (kind === "withdraw") play.withdraw(who, at);
          else play.void(who, at);
        });
        play.wait(OPENS + seconds(60));
        expect(play.phase).toBe("SEALED");
        const { lastAt, ...state } = play.auction;
        expect(lastAt).toBeLessThan(OPENS + seconds(61));
        return { state, seen: OUTSIDERS.map((audience) => seenBy(play, audience)) };
      });
      expect(one).toEqual(none);
      expect(other).toEqual(none);
    }),
  );
});

it("until the outcome nobody sees whose the highest sealed bid is, nor how many others there are", () => {
  const rivals = fc.uniqueArray(fc.constantFrom("B", "C", "D"), { minLength: 1 });
  const best = fc.constantFrom(null, 1n, 5n, 6n);
  fc.assert(
    fc.property(rivals, rivals, best, (some, more, answer) => {
      const [one, other] = [some, more].map((firms) => {
        const play = new PhasedPlay(hybridTerms());
        play.bid("A", { amount: 100_000n }, OPENS + seconds(5));
        firms.forEach((who, second) => {
          play.seal(who, 100_005n - BigInt(second), OPENS + seconds(30 + second));
        });
        play.open(OPENS + seconds(700));
        if (answer !== null) play.bid("A", { amount: 100_000n + answer }, OPENS + seconds(750));
        play.wait(OPENS + seconds(760));
        return OUTSIDERS.map((audience) => seenBy(play, audience));
      });
      expect(one).toEqual(other);
    }),
  );
});

it("replaying and auditing the journal gives exactly the state; everything comes back from its JSON as it was", () => {
  fc.assert(
    fc.property(anyTerms, history, (pinned, attempts) => {
      const unlimited = attempts.map(({ wait, what }) => ({
        wait,
        what: what.kind === "box" || what.kind === "beside" ? { ...what, limit: null } : what,
      }));
      const { entries, auction } = playBoth(pinned, unlimited).rules;
      expect(replay(entries)).toEqual(auction);
      expect(audit(entries)).toEqual({ kind: "sound", auction });
      const events = entries.map(({ event }) => event);
      expect(throughJson(pinned, entries, auction)).toEqual({ events, auction });
    }),
  );
});
