import type { DecidedAnswer } from "../../src/auction/bidding/place-bid";
import type { DecidedBid } from "../../src/auction/bidding/bid-answer";
import type { Id } from "../../src/platform/ids";
import type { BidReply, Content, SentBid } from "./bidder";
import type { Run } from "./simulation";
import type { AuctionTables } from "./simulated-tables";

/** A bid that was sent, and the rows under its key in its auction: one at most, where all is well. */
export interface MatchedBid {
  readonly sent: SentBid;
  readonly rows: readonly DecidedBid[];
}

/** By auction. */
export function matchedBids({ auctions, sent }: Run): ReadonlyMap<Id, readonly MatchedBid[]> {
  const sentTo = new Map<Id, SentBid[]>();
  for (const one of sent) {
    const others = sentTo.get(one.auctionId);
    if (others) others.push(one);
    else sentTo.set(one.auctionId, [one]);
  }
  const matched = new Map<Id, readonly MatchedBid[]>();
  for (const [id, bids] of sentTo) matched.set(id, matchedIn(bids, auctions.get(id)?.bids ?? []));
  return matched;
}

function matchedIn(sent: readonly SentBid[], bids: AuctionTables["bids"]): readonly MatchedBid[] {
  const byKey = new Map<string, DecidedBid[]>();
  for (const { bid } of bids) {
    const key = bid.keyHash.toString("base64");
    const same = byKey.get(key);
    if (same) same.push(bid);
    else byKey.set(key, [bid]);
  }
  return sent.map((one) => {
    const rows = byKey.get(one.keyHash) ?? [];
    return { sent: one, rows: rows.filter(({ buyerId }) => buyerId === one.firm.buyerId) };
  });
}

/** P1 and P2: one decision a key, the same in every answer, and none of them lost; none that nobody sent. */
export function keyProblems({ auctions }: Run, matched: ReadonlyMap<Id, readonly MatchedBid[]>): string[] {
  const problems: string[] = [];
  const known = new Set<DecidedBid>();
  for (const bids of matched.values()) {
    for (const bid of bids) {
      for (const row of bid.rows) known.add(row);
      problems.push(...problemsOfKey(bid));
    }
  }
  for (const { bids } of auctions.values()) {
    for (const { bid } of bids)
      if (!known.has(bid)) problems.push("a bid stands under a key that nobody sent");
  }
  return problems;
}

/** What stands behind each row of an auction, by its sequence. */
export function decidedContents(
  { sent }: Run,
  { auction, bids }: AuctionTables,
): ReadonlyMap<number, Content> {
  const here = sent.filter(({ auctionId }) => auctionId === auction.id);
  const contents = new Map<number, Content>();
  for (const { sent: one, rows } of matchedIn(here, bids)) {
    const [row] = rows;
    const content = row && one.contents[decidedOf(one, row)];
    if (content) contents.set(row.sequence, content);
  }
  return contents;
}

/** The content that was decided; -1 for none. Of sealed ones that the row cannot tell apart, the one that got a decision. */
function decidedOf({ terms, contents, replies }: SentBid, row: DecidedBid): number {
  const isSealed = terms.sealing !== null && row.amount === null;
  const isLike = (content: Content) => isOf(row, content, isSealed);
  const isAnswered = (place: number) =>
    replies.some(({ content, outcome }) => content === place && typeof outcome !== "string");
  const answered = contents.findIndex((content, place) => isLike(content) && isAnswered(place));
  return answered < 0 ? contents.findIndex(isLike) : answered;
}

function problemsOfKey({ sent, rows }: MatchedBid): readonly string[] {
  const { key, contents, replies } = sent;
  if (rows.length > 1) return [`key ${key} was decided ${rows.length} times`];
  const [row] = rows;
  const decided = row ? decidedOf(sent, row) : -1;
  if (row && decided < 0) return [`the bid under key ${key} is not what was sent`];
  const problems: string[] = [];
  for (const { content, outcome } of replies) {
    const problem =
      typeof outcome === "string"
        ? problemOfCode(sent, outcome, content, row ? decided : null)
        : problemOfDecision(key, outcome, row, content === decided || isSame(contents, content, decided));
    if (problem !== null) problems.push(problem);
  }
  return problems;
}

function problemOfDecision(
  key: string,
  { bid }: DecidedAnswer,
  row: DecidedBid | undefined,
  isOwn: boolean,
): string | null {
  if (!row) return `bid ${bid.id} was acknowledged and is lost`;
  if (!isOwn) return `key ${key} was answered for other content than its own`;
  const isAsAnswered =
    bid.id === row.id &&
    bid.sequence === row.sequence &&
    bid.decision === row.decision &&
    bid.reason === row.reason;
  return isAsAnswered ? null : `bid ${bid.sequence} under key ${key} changed`;
}

/** Which codes a bid may come to: every firm here has its part, and what is sent is well formed but for these. */
function problemOfCode(
  { key, contents, terms }: SentBid,
  code: string,
  content: number,
  decided: number | null,
): string | null {
  switch (code) {
    case "RETRY_LATER":
    case "UNAVAILABLE":
    case "INTERNAL":
      return null;
    case "IDEMPOTENCY_CONFLICT": {
      const isConflict = decided !== null && content !== decided;
      return isConflict ? null : `key ${key} is in conflict with itself`;
    }
    case "BAD_USER_INPUT": {
      const { amount = null, maximum = null } = contents[content] ?? {};
      const isMalformed = amount === null || (maximum !== null && terms.format !== "ENGLISH");
      return isMalformed ? null : `the bid under key ${key} was taken for malformed`;
    }
    case "NEEDS_CONFIRMATION": {
      const { amount, confirmHigh = true } = contents[content] ?? {};
      const isUnusual = (amount ?? 0n) > 10n * terms.openingPrice || (amount ?? 0n) > terms.faceValue;
      const isAsked = terms.sealing?.sealer === "SERVER" && isUnusual && !confirmHigh;
      return isAsked ? null : `the bid under key ${key} needs no confirmation here`;
    }
    case "WITHDRAWAL_NOT_ALLOWED":
      return contents[content]?.isWithdrawal ? null : `the bid under key ${key} was taken for a withdrawal`;
    case "INVALID_STATE": {
      // Where the clock runs fast, ten minutes behind the end are over in seconds.
      const isLate = (contents[content]?.isWithdrawal && terms.sealing) || terms.format === "HYBRID";
      return isLate ? null : `the bid under key ${key} was refused unjournalled`;
    }
    default:
      return `the bid under key ${key} got ${code}`;
  }
}

function isOf(row: DecidedBid, content: Content, isSealed: boolean): boolean {
  if (row.withdrawal || content.isWithdrawal) return row.withdrawal === content.isWithdrawal;
  if (isSealed) return row.amount === null && row.maximum === null && !row.confirmed;
  const isAmount = row.amount === content.amount;
  const maximum = row.decision === "ACCEPTED" ? (content.maximum ?? content.amount) : content.maximum;
  return isAmount && row.maximum === maximum && row.confirmed === content.confirmHigh;
}

function isSame(contents: SentBid["contents"], a: number, b: number): boolean {
  const [one, other] = [contents[a], contents[b]];
  return (
    one?.isWithdrawal === other?.isWithdrawal &&
    one?.amount === other?.amount &&
    one?.maximum === other?.maximum &&
    one?.confirmHigh === other?.confirmHigh
  );
}

/** P5: what was acknowledged before something else was sent comes before it. */
export function orderProblems(bids: readonly MatchedBid[]): string[] {
  const here: { readonly sequence: number; readonly sentAt: number; readonly at: number }[] = [];
  for (const { sent, rows } of bids) {
    const [row] = rows;
    if (row)
      here.push({ sequence: row.sequence, sentAt: sent.sentAt ?? 0, at: acknowledgedAt(sent.replies) });
  }
  const acknowledged = [...here].sort((a, b) => a.at - b.at);
  const problems: string[] = [];
  let [next, latest] = [0, 0];
  for (const { sequence, sentAt } of [...here].sort((a, b) => a.sentAt - b.sentAt)) {
    for (let one = acknowledged[next]; one && one.at < sentAt; one = acknowledged[next]) {
      latest = Math.max(latest, one.sequence);
      next += 1;
    }
    if (latest > sequence) problems.push(`${latest} was acknowledged before ${sequence} was sent`);
  }
  return problems;
}

function acknowledgedAt(replies: readonly BidReply[]): number {
  let first = Infinity;
  for (const { at, outcome } of replies) if (typeof outcome !== "string" && at < first) first = at;
  return first;
}
