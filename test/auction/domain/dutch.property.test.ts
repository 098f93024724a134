import fc from "fast-check";
import { audit, nextTime, replay, type AuctionCommand, type Terms } from "../../../src/auction/domain";
import { seconds } from "../../../src/platform/time";
import { dutchTerms, OPENS } from "../../support/dutch-auction";
import { ELIGIBLE, NO_FACTS, paddleOf, placeBid, Play } from "../../support/english-auction";
import { NaiveDutch, type NaiveDutchAttempt } from "../../support/naive-dutch";
import { throughJson } from "../../support/json-round-trip";

const FAR_LATER = OPENS + seconds(1_000_000);

/** Few prices, so that steps, ends and the reserve are met often. */
const anyTerms: fc.Arbitrary<Terms> = fc
  .record({
    openingPrice: fc.bigInt({ min: 20n, max: 300n }),
    stepRate: fc.constantFrom(50_000n, 70_000n, 100_000n, 333_333n, 400_000n),
    stepSeconds: fc.integer({ min: 1, max: 60 }),
    reservePart: fc.constantFrom(0n, 30n, 55n, 90n, 100n),
    faceValue: fc.constant(1_000n),
  })
  .map(({ openingPrice, stepRate, stepSeconds, reservePart, faceValue }) =>
    dutchTerms({
      openingPrice,
      faceValue,
      dutch: { stepRate, stepSeconds },
      reserve: { amount: (openingPrice * reservePart) / 100n, floorId: "floor" },
    }),
  );

const firm = fc.constantFrom("A", "B", "C");

/** A bid names one of the prices, mostly the one asked, by how many steps it is off. */
interface BidOff {
  readonly kind: "bid off";
  readonly firm: string;
  readonly steps: number;
  readonly off: bigint;
  readonly maximum: boolean;
  readonly limit: bigint | null;
  readonly suspended: boolean;
}
type Attempt = BidOff | Exclude<NaiveDutchAttempt, { kind: "bid" }>;

const bid: fc.Arbitrary<BidOff> = fc.record({
  kind: fc.constant("bid off"),
  firm,
  steps: fc.constantFrom(0, -1, -2, 1, 3),
  off: fc.constantFrom(0n, 0n, 0n, 0n, 1n),
  maximum: fc.constantFrom(false, false, false, false, true),
  limit: fc.constantFrom(null, null, 50n),
  suspended: fc.constantFrom(false, false, true),
});

const attempt: fc.Arbitrary<Attempt> = fc.oneof(
  { arbitrary: bid, weight: 6 },
  { arbitrary: fc.record({ kind: fc.constant("void"), firm }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constantFrom("open", "pause", "resume", "resume") }), weight: 5 },
  { arbitrary: fc.record({ kind: fc.constantFrom("close", "cancel") }), weight: 1 },
);

/** From shortly before the opening on, sometimes exactly at the end of a step. */
const history = fc
  .array(fc.tuple(fc.oneof(fc.integer({ min: 0, max: 90 }), fc.constant("next" as const)), attempt), {
    minLength: 1,
    maxLength: 25,
  })
  .map((steps) => steps.map(([wait, what]) => ({ wait, what })));

type History = readonly { readonly wait: number | "next"; readonly what: Attempt }[];

function naiveOf({ openingPrice, dutch, reserve, faceValue, opensAt }: Terms): NaiveDutch {
  return new NaiveDutch({
    initial: openingPrice,
    rate: dutch?.stepRate ?? 0n,
    duration: seconds(dutch?.stepSeconds ?? 0),
    reserve: reserve.amount,
    face: faceValue,
    opens: opensAt,
  });
}

/** What a bid of so many steps off means at t. */
function bidOf({ firm: who, steps, off, maximum, limit, suspended }: BidOff, naive: NaiveDutch, t: bigint) {
  const { prices } = naive;
  const asked = prices.indexOf(naive.priceAt(t) ?? prices[0] ?? 0n);
  const amount = (prices[Math.max(0, asked + steps)] ?? 7n) + off;
  return { kind: "bid", firm: who, amount, maximum: maximum ? amount : null, limit, suspended } as const;
}

function commandOf(what: NaiveDutchAttempt, play: Play): AuctionCommand {
  switch (what.kind) {
    case "bid": {
      const { amount, maximum, limit, suspended } = what;
      const eligibility = { ...ELIGIBLE, limit, suspended };
      return placeBid(what.firm, { amount, maximum, confirmHigh: false, eligibility });
    }
    case "void": {
      const bids = play.acceptedBids();
      return { type: "VoidBids", buyerId: what.firm, paddle: paddleOf(what.firm), reason: "EXPELLED", bids };
    }
    case "open":
      return { type: "Open" };
    case "pause":
      return { type: "Pause", reason: "a question" };
    case "resume":
      return { type: "Resume" };
    case "close":
      return { type: "Close", reason: "enough", facts: NO_FACTS };
    case "cancel":
      return { type: "Cancel", reason: "stop", isSeconded: false };
  }
}

function verdictOf(play: Play, command: AuctionCommand, t: bigint): string {
  const decision = play.run(command, t);
  if (decision.kind === "rejected") return "NO";
  const [first] = decision.events;
  if (command.type !== "PlaceBid") return "DONE";
  return first?.type === "BidRejected" ? first.reason : "ACCEPTED";
}

/** Plays a history by the rules and, beside them, naively; `told` is what each says after every attempt. */
function playBoth(pinned: Terms, steps: History) {
  const rules = new Play(pinned, "SCHEDULED");
  const naive = naiveOf(pinned);
  let clock = pinned.opensAt - seconds(30);
  const told = steps.map(({ wait, what }) => {
    const next = rules.auction.step === null ? clock : (nextBoundary(rules) ?? clock);
    clock = wait === "next" ? (next > clock ? next : clock) : clock + seconds(wait);
    rules.wait(clock);
    const t = nextTime(rules.auction, clock);
    naive.pass(t);
    const tried = what.kind === "bid off" ? bidOf(what, naive, t) : what;
    const ours = verdictOf(rules, commandOf(tried, rules), t);
    const theirs = naive.attempt(tried, t);
    return {
      ours: { tried, verdict: ours, ...shownByRules(rules) },
      theirs: { tried, verdict: theirs, ...shownBy(naive, t) },
    };
  });
  return { rules, naive, told };
}

/** The next instant at which time alone brings something about; before the opening, the opening. */
function nextBoundary({ auction }: Play): bigint | null {
  if (auction.status === "SCHEDULED") return auction.opensAt;
  const { dutch } = auction.terms;
  if (auction.status !== "OPEN" || !dutch) return null;
  const length = seconds(dutch.stepSeconds);
  const left = (auction.closesAt - auction.lastAt - 1n) / length;
  return auction.closesAt - left * length;
}

function shownBy(naive: NaiveDutch, t: bigint) {
  const { phase, sale } = naive;
  const asked = phase === "NOT_OPEN" ? (naive.prices[0] ?? null) : naive.priceAt(t);
  return { phase, asked, end: naive.phase === "CANCELLED" ? null : naive.end, sale };
}

function shownByRules({ auction, standing }: Play) {
  const phases = { SCHEDULED: "NOT_OPEN", UNSOLD: "CLOSED" } as const;
  const { status, book } = auction;
  return {
    phase: status === "SCHEDULED" || status === "UNSOLD" ? phases[status] : status,
    asked: standing.minimumNextBid,
    end: status === "CANCELLED" ? null : auction.closesAt,
    sale: book.leader && { firm: book.leader.buyerId, price: book.price },
  };
}

it("every decision, price, end and sale is what the rules say when the steps are walked through naively", () => {
  fc.assert(
    fc.property(anyTerms, history, (pinned, steps) => {
      const { rules, naive, told } = playBoth(pinned, steps);
      expect(told.map(({ ours }) => ours)).toEqual(told.map(({ theirs }) => theirs));
      if (naive.phase === "PAUSED") return;
      rules.wait(FAR_LATER);
      naive.pass(FAR_LATER);
      const { book, status } = rules.auction;
      expect(status).toBe(naive.phase === "CANCELLED" ? "CANCELLED" : naive.sale ? "CLOSED" : "UNSOLD");
      expect(book.leader && { firm: book.leader.buyerId, price: book.price }).toEqual(naive.sale);
    }),
    { numRuns: 1_000 },
  );
});

it("left alone, it asks every price for its whole duration and closes unsold", () => {
  fc.assert(
    fc.property(anyTerms, (pinned) => {
      const play = new Play(pinned, "SCHEDULED");
      const { prices, end } = naiveOf(pinned);
      play.wait(FAR_LATER);
      const steps = play.entries.flatMap(({ event }) => (event.type === "DutchStepped" ? [event] : []));
      expect([pinned.openingPrice, ...steps.map(({ price }) => price)]).toEqual(prices);
      expect(play.auction).toMatchObject({ status: "UNSOLD", endedAt: end });
    }),
  );
});

it("replaying and auditing the journal gives exactly the state; everything comes back from its JSON as it was", () => {
  fc.assert(
    fc.property(anyTerms, history, (pinned, steps) => {
      const { entries, auction } = playBoth(pinned, steps).rules;
      expect(replay(entries)).toEqual(auction);
      expect(audit(entries)).toEqual({ kind: "sound", auction });
      const events = entries.map(({ event }) => event);
      expect(throughJson(pinned, entries, auction)).toEqual({ events, auction });
    }),
  );
});
