import { standingOf, type AuctionState } from "../../src/auction/domain";
import type { Content } from "./bidder";
import type { SeededRandom } from "./seeded-random";

/** What a firm that looks at an auction may come to bid there: sometimes what is refused, sometimes far too much. */
export function planContent(state: AuctionState, random: SeededRandom): Content {
  switch (state.terms.format) {
    case "DUTCH":
      return dutch(state, random);
    case "SEALED_FIRST_PRICE":
    case "SEALED_SECOND_PRICE":
      return sealed(state, random);
    case "BEST_AND_FINAL":
      return bestAndFinal(state, random);
    case "HYBRID":
      return hybrid(state, random);
    case "ENGLISH":
      return english(state, random);
  }
}

function english(state: AuctionState, random: SeededRandom): Content {
  const asked = standingOf(state).minimumNextBid ?? state.terms.openingPrice;
  const amount = asked + BigInt(random.pick([-10, -5, 0, 0, 0, 10, 10, 20, 40, 100]));
  const confirmHigh = random.chance(0.8);
  if (random.chance(0.02)) return { ...NOTHING, amount: amount * 20n, confirmHigh };
  if (random.chance(0.05)) return { ...NOTHING, maximum: amount + 200n, confirmHigh };
  if (random.chance(0.01)) return { ...NOTHING, isWithdrawal: true };
  const maximum = random.chance(0.4) ? amount + BigInt(random.whole(0, 20) * 10) : null;
  return { ...NOTHING, amount: amount > 0n ? amount : 1n, maximum, confirmHigh };
}

/** The lower the price, the more often it is named; yet seldom, or nobody else would have a say. */
function dutch(state: AuctionState, random: SeededRandom): Content {
  const { openingPrice } = state.terms;
  const asked = standingOf(state).minimumNextBid ?? openingPrice;
  if (random.chance(0.02)) return { ...NOTHING, amount: asked, maximum: asked };
  if (random.chance(0.01)) return { ...NOTHING, isWithdrawal: true };
  if (random.chance(0.04) && random.whole(0, Number(openingPrice)) >= asked)
    return { ...NOTHING, amount: asked };
  const amount = random.pick([openingPrice, openingPrice, asked + 1n, asked - 1n, asked / 2n + 1n]);
  if (amount === asked) return { ...NOTHING, amount: asked * 2n };
  return { ...NOTHING, amount };
}

/** Around the least that counts and the limits, now and then the same again, now and then taken back. */
function sealed({ terms }: AuctionState, random: SeededRandom): Content {
  if (random.chance(0.2)) return { ...NOTHING, isWithdrawal: true };
  if (random.chance(0.02)) return { ...NOTHING, amount: 900n, maximum: 900n };
  const amount = BigInt(random.pick([50, 100, 250, 300, 300, 900, 900, 1_500, 2_500, 3_000, 3_500, 20_000]));
  const isSpoilt = terms.sealing?.sealer === "CLIENT" && random.chance(0.05);
  return { ...NOTHING, amount, confirmHigh: random.chance(0.7), isSpoilt };
}

/** What binds is often lower than what was indicated, with a reason or without. */
function bestAndFinal(state: AuctionState, random: SeededRandom): Content {
  const content = { ...sealed(state, random), hasReason: random.chance(0.3) };
  const { amount } = content;
  return state.phase?.name === "BINDING" && amount !== null ? { ...content, amount: amount / 2n } : content;
}

/** The price that is asked now and then, and from its taker on some amount around what is to be beaten. */
function hybrid({ terms, phase, step, book }: AuctionState, random: SeededRandom): Content {
  const content = { ...NOTHING, confirmHigh: true };
  if (random.chance(0.02)) return { ...content, amount: 900n, maximum: 900n };
  if (random.chance(0.1)) return { ...content, isWithdrawal: true };
  if (phase?.taker || phase?.name === "SEALED") {
    const above = BigInt(random.pick([-50, -1, 0, 1, 1, 10, 10, 50, 200, 1_500]));
    return { ...content, amount: (book.price ?? terms.openingPrice) + above };
  }
  const asked = terms.openingPrice - BigInt(10 * (step ?? 0)); // a hundredth a step
  return { ...content, amount: random.chance(0.05) ? asked : asked + BigInt(random.pick([10, 20, 1, -1])) };
}

/** What breaks the rule that a key stands for one content. */
export function otherContent(content: Content): Content {
  const { isWithdrawal, amount, maximum, confirmHigh } = content;
  if (isWithdrawal) return { ...content, isWithdrawal: false, amount: 700n };
  const more = { amount: amount && amount + 10n, maximum: maximum && maximum + 10n };
  return { ...content, ...more, confirmHigh: !confirmHigh };
}

const NOTHING: Content = {
  isWithdrawal: false,
  amount: null,
  maximum: null,
  confirmHigh: false,
  hasReason: false,
  isSpoilt: false,
};
