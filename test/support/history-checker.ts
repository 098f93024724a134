import { NaiveEnglish, type NaiveTerms } from "./naive-english";

/** What a client knows of one bid that it sent, perhaps several times, under one key. */
export interface SentBid {
  readonly firm: string;
  readonly key: string;
  /** Every answer that came back: which bid, and what was decided. */
  readonly answers: readonly {
    readonly bidId: string;
    readonly sequence: number;
    readonly verdict: string;
  }[];
}

/** A bid as the API's history tells it, with the maximum from its own firm's list. Amounts in minor units. */
export interface ToldBid {
  readonly id: string;
  readonly sequence: number;
  readonly firm: string;
  readonly verdict: string;
  readonly amount: bigint | null;
  readonly maximum: bigint | null;
  /** Microseconds. */
  readonly at: bigint;
}

/** An entry as the API's journal tells it. */
export interface ToldEntry {
  readonly sequence: number;
  readonly type: string;
  readonly hash: string;
  readonly previousHash: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface AuctionHistory {
  readonly terms: NaiveTerms;
  readonly closesAt: bigint;
  readonly sent: readonly SentBid[];
  readonly bids: readonly ToldBid[];
  readonly journal: readonly ToldEntry[];
  readonly result: { readonly winner: string | null; readonly price: bigint | null };
}

/** Everything in which a history breaks what is promised; nothing when it keeps it. Knows nothing of the server's code. */
export function historyProblems(history: AuctionHistory): string[] {
  return [
    ...chainProblems(history.journal),
    ...keyProblems(history),
    ...lateBids(history),
    ...ruleProblems(history),
  ];
}

/** Types of entries that no feed of a firm shows. */
const UNTOLD = new Set([
  "AuctionScheduled",
  "BuyerInvited",
  "NdaSigned",
  "BuyerAdmitted",
  "LimitSet",
  "AllotmentChanged",
  "BuyerRemoved",
]);

/** The entries that a firm's subscriber gets: what all participants see, and of the rest what is its own. */
export function entriesFor(
  paddle: string,
  journal: readonly Pick<ToldEntry, "sequence" | "type" | "data">[],
): number[] {
  return journal
    .filter(({ type, data }) => {
      if (UNTOLD.has(type)) return false;
      const isPrivate = type === "BidRejected" || (type === "BidAccepted" && data["moved"] === false);
      return !isPrivate || data["paddle"] === paddle;
    })
    .map(({ sequence }) => sequence);
}

function chainProblems(journal: readonly ToldEntry[]): string[] {
  return journal.flatMap((entry, index) => {
    const problems: string[] = [];
    if (entry.sequence !== index + 1) problems.push(`entry ${index + 1} is numbered ${entry.sequence}`);
    const before = journal[index - 1]?.hash ?? "00".repeat(32);
    if (entry.previousHash !== before)
      problems.push(`entry ${entry.sequence} does not follow the one before`);
    return problems;
  });
}

/** One key, one decision, and every answered decision is in the history as it was answered. */
function keyProblems({ sent, bids }: AuctionHistory): string[] {
  const byId = new Map(bids.map((bid) => [bid.id, bid]));
  return sent.flatMap(({ key, answers }) => {
    const problems: string[] = [];
    const different = new Set(
      answers.map(({ bidId, sequence, verdict }) => `${bidId} ${sequence} ${verdict}`),
    );
    if (different.size > 1) problems.push(`key ${key} was decided ${different.size} times`);
    for (const { bidId, sequence, verdict } of answers) {
      const told = byId.get(bidId);
      if (!told) problems.push(`bid ${bidId} was acknowledged and is lost`);
      else if (told.sequence !== sequence || told.verdict !== verdict) problems.push(`bid ${bidId} changed`);
    }
    return problems;
  });
}

function lateBids({ bids, closesAt, journal }: AuctionHistory): string[] {
  const closed = journal.find(({ type }) => type === "AuctionClosed")?.sequence ?? Infinity;
  return bids
    .filter((bid) => bid.verdict === "ACCEPTED" && (bid.at >= closesAt || bid.sequence > closed))
    .map((bid) => `bid ${bid.sequence} was accepted after the close`);
}

/** Each decision, and the result, as the rules' naive statement has them from the amounts and times alone. */
function ruleProblems({ terms, bids, closesAt, result }: AuctionHistory): string[] {
  const rules = new NaiveEnglish(terms);
  const problems: string[] = [];
  for (const bid of [...bids].sort((a, b) => a.sequence - b.sequence)) {
    const { firm, amount, maximum, at } = bid;
    const expected = rules.attempt({ kind: "bid", firm, amount, maximum, limit: null, confirmed: true }, at);
    if (expected !== bid.verdict)
      problems.push(`bid ${bid.sequence} is ${bid.verdict}, the rules say ${expected}`);
  }
  rules.pass(closesAt);
  const naive = rules.result;
  const expected =
    naive?.kind === "WON" ? { winner: naive.winner, price: naive.price } : { winner: null, price: null };
  if (expected.winner !== result.winner || expected.price !== result.price) {
    problems.push(
      `the result is ${result.winner} at ${result.price}, the rules say ${expected.winner} at ${expected.price}`,
    );
  }
  return problems;
}
