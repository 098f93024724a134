import fc from "fast-check";
import {
  audit,
  encodeEvent,
  isVisible,
  nextTime,
  ranking,
  replay,
  standingFor,
  type Audience,
  type Terms,
} from "../../../src/auction/domain";
import { seconds } from "../../../src/platform/time";
import { paddleOf, reserve, T } from "../../support/english-auction";
import { NaiveSealed, type NaiveContent, type NaiveSealedAttempt } from "../../support/naive-sealed";
import { throughJson } from "../../support/json-round-trip";
import { SealedPlay, sealedTerms } from "../../support/sealed-auction";

const FAR_LATER = T + seconds(100_000);
const firm = fc.constantFrom("A", "B", "C", "D");

/** Few amounts, so that ties, the opening price, the reserve and limits are met exactly and often. */
const content: fc.Arbitrary<NaiveContent> = fc.oneof(
  { arbitrary: fc.constantFrom(90n, 100n, 110n, 120n, 130n, 140n), weight: 8 },
  { arbitrary: fc.constantFrom("INVALID", "UNREVEALED"), weight: 1 },
);

const anyTerms: fc.Arbitrary<Terms> = fc
  .record({
    format: fc.constantFrom("SEALED_FIRST_PRICE", "SEALED_SECOND_PRICE"),
    floor: fc.constantFrom(0n, 100n, 110n, 120n, 135n),
    reserveVisibility: fc.constantFrom("DISCLOSED", "STATUS_ONLY", "CONCEALED"),
  })
  .map(({ format, floor, reserveVisibility }) =>
    sealedTerms({ format, reserveVisibility, ...reserve(floor) }),
  );

const attempt: fc.Arbitrary<NaiveSealedAttempt> = fc.oneof(
  {
    arbitrary: fc.record({
      kind: fc.constant("bid"),
      firm,
      content,
      limit: fc.constantFrom(null, null, 125n),
      suspended: fc.constantFrom(false, false, false, true),
    }),
    weight: 12,
  },
  { arbitrary: fc.record({ kind: fc.constantFrom("withdraw", "void"), firm }), weight: 4 },
  { arbitrary: fc.record({ kind: fc.constantFrom("pause", "resume", "resume") }), weight: 3 },
  { arbitrary: fc.record({ kind: fc.constantFrom("close", "cancel") }), weight: 1 },
);

type History = readonly { readonly at: bigint; readonly what: NaiveSealedAttempt }[];

/** Attempts up to the closing time and past it, some exactly at it. */
const history: fc.Arbitrary<History> = fc
  .array(fc.tuple(fc.constantFrom(0, 10, 20, 50), attempt), { minLength: 1, maxLength: 30 })
  .map((steps) => {
    let time = T - seconds(300);
    return steps.map(([wait, what]) => ({ at: (time += seconds(wait)), what }));
  });

function tryOne(play: SealedPlay, what: NaiveSealedAttempt, at: bigint): string {
  switch (what.kind) {
    case "bid": {
      const { limit, suspended } = what;
      const verdict = play.seal(what.firm, what.content, { at, limit, suspended });
      return verdict === "INVALID_STATE" ? "NO" : verdict;
    }
    case "withdraw":
      return done(play.withdraw(what.firm, at));
    case "void":
      return done(play.void(what.firm, at));
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

function done({ kind }: { readonly kind: string }): string {
  return kind === "accepted" ? "DONE" : "NO";
}

function naiveOf({ format, openingPrice, reserve: floor, reserveVisibility, opensAt, closesAt }: Terms) {
  return new NaiveSealed({
    secondPrice: format === "SEALED_SECOND_PRICE",
    opening: openingPrice,
    reserve: floor.amount,
    isReserveDisclosed: reserveVisibility === "DISCLOSED",
    opens: opensAt,
    closes: closesAt,
  });
}

function play(pinned: Terms, steps: History): SealedPlay {
  const played = new SealedPlay(pinned);
  for (const { at, what } of steps) tryOne(played, what, at);
  return played;
}

/** Over, and opened where there is something to open. */
function playedOut(pinned: Terms, steps: History): SealedPlay {
  const played = play(pinned, steps);
  if (played.auction.status === "PAUSED") played.run({ type: "Resume" }, T + seconds(2_000));
  played.wait(FAR_LATER);
  played.open(FAR_LATER);
  return played;
}

it("every decision and every result is what the rules say when they are applied naively to the full list", () => {
  fc.assert(
    fc.property(anyTerms, history, (pinned, steps) => {
      const rules = new SealedPlay(pinned);
      const naive = naiveOf(pinned);
      for (const { at, what } of steps) {
        rules.wait(at);
        const t = nextTime(rules.auction, at);
        expect({ what, verdict: tryOne(rules, what, at) }).toEqual({ what, verdict: naive.attempt(what, t) });
        expect(rules.auction.closesAt).toBe(
          rules.auction.status === "CANCELLED" ? rules.auction.closesAt : naive.closes,
        );
      }
      rules.wait(FAR_LATER);
      naive.pass(FAR_LATER);
      rules.open(FAR_LATER);
      const { outcome } = rules.auction;
      const opened = new Map(rules.ranked);
      const bids = rules.acceptedBids().map((bid) => ({ ...bid, amount: opened.get(bid.buyerId) ?? null }));
      const ours = outcome && {
        kind: outcome.kind,
        winner: outcome.winner?.buyerId ?? null,
        price: outcome.price,
        cover: outcome.cover?.price ?? null,
        ranking: ranking(rules.auction, bids).map(({ buyerId, price }) => [buyerId, price]),
        setAside: rules.setAside,
      };
      expect(ours).toEqual(naive.phase(FAR_LATER) === "CLOSED" ? naive.result : null);
    }),
    { numRuns: 1_000 },
  );
});

/** The entries that an audience sees, as it may read them, and the standing, without the times of the entries. */
function viewOf({ entries, auction }: SealedPlay, audience: Audience) {
  const seen = entries.filter(({ event }) => isVisible(auction.terms, event, audience));
  return {
    entries: seen.map(({ event, standing }) => encodeEvent(auction.terms, event, standing)),
    standing: standingFor(auction, audience),
  };
}

it("an open sealed auction looks the same to everyone whatever was bid", () => {
  const bidding = fc.array(fc.tuple(fc.constantFrom(0, 10, 20), attempt), { maxLength: 20 });
  fc.assert(
    fc.property(anyTerms, bidding, bidding, (pinned, some, others) => {
      const outsiders: Audience[] = [
        { kind: "SELLER" },
        { kind: "PARTICIPANTS" },
        { kind: "FIRM", buyerId: "somebody who did not bid" },
      ];
      const views = [some, others, []].map((attempts) => {
        const open = new SealedPlay(pinned);
        for (const [wait, what] of attempts) {
          const isOfAFirm = what.kind === "bid" || what.kind === "withdraw" || what.kind === "void";
          if (isOfAFirm) tryOne(open, what, T - seconds(300 - wait));
        }
        const { lastAt, ...state } = open.auction;
        expect(lastAt).toBeLessThan(T);
        return { state, seen: outsiders.map((audience) => viewOf(open, audience)) };
      });
      expect(views[0]).toEqual(views[2]);
      expect(views[1]).toEqual(views[2]);
    }),
  );
});

it("nobody but its own firm ever reads a bid that did not win, nor how many there were", () => {
  fc.assert(
    fc.property(anyTerms, history, (pinned, steps) => {
      const opened = playedOut(pinned, steps);
      const lost = opened.ranked.slice(1).map(([, amount]) => amount);
      const told = JSON.stringify(viewOf(opened, { kind: "FIRM", buyerId: "E" }), (_key, value: unknown) =>
        isSecret(value) ? "•" : typeof value === "bigint" ? value.toString() : value,
      );
      expect(told).not.toContain(paddleOf(""));
      const published = [opened.auction.outcome?.price, pinned.openingPrice, pinned.reserve.amount];
      for (const amount of lost.filter((one) => !published.includes(one)))
        expect(told).not.toContain(`"${amount}"`);
    }),
  );
});

function isSecret(value: unknown): boolean {
  return typeof value === "object" && value !== null && "readers" in value;
}

it("replaying and auditing the journal gives exactly the state; everything comes back from its JSON as it was", () => {
  fc.assert(
    fc.property(anyTerms, history, (pinned, steps) => {
      const limited = steps.map(({ at, what }) => ({
        at,
        what: what.kind === "bid" ? { ...what, limit: null } : what,
      }));
      const { entries, auction } = playedOut(pinned, limited);
      expect(replay(entries)).toEqual(auction);
      expect(audit(entries)).toEqual({ kind: "sound", auction });
      const events = entries.map(({ event }) => event);
      expect(throughJson(pinned, entries, auction)).toEqual({ events, auction });
    }),
  );
});
