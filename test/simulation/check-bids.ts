import type { DecidedAnswer } from "../../src/auction/bidding/place-bid";
import type { DecidedBid } from "../../src/auction/bidding/bid-answer";
import type { BidReply, Content, SentBid } from "./bidder";
import type { Run } from "./simulation";
import type { AuctionTables } from "./simulated-tables";

/** P1 and P2: one decision a key, the same in every answer, and none of them lost; none that nobody sent. */
export function keyProblems({ auctions, sent }: Run): string[] {
  const problems: string[] = [];
  const sentKeys = new Set<string>();
  const rows = new Map([...auctions.values()].map(({ auction, bids }) => [auction.id, byKey(bids)]));
  for (const one of sent) {
    const key = keyOf(one);
    sentKeys.add(`${one.auctionId} ${key}`);
    problems.push(...problemsOfKey(one, rows.get(one.auctionId)?.get(key) ?? []));
  }
  for (const [auctionId, keys] of rows) {
    for (const key of keys.keys()) {
      if (!sentKeys.has(`${auctionId} ${key}`)) problems.push(`a bid stands under a key that nobody sent`);
    }
  }
  return problems;
}

/** What stands behind each row of an auction, by its sequence. */
export function decidedContents(
  { sent }: Run,
  { auction, bids }: AuctionTables,
): ReadonlyMap<number, Content> {
  const rows = byKey(bids);
  return new Map(
    sent
      .filter(({ auctionId }) => auctionId === auction.id)
      .flatMap((one) => {
        const [row] = rows.get(keyOf(one)) ?? [];
        const content = row && one.contents[decidedOf(one, row)];
        return content ? [[row.sequence, content] as const] : [];
      }),
  );
}

/** The content that was decided; -1 for none. Of sealed ones that the row cannot tell apart, the one that got a decision. */
function decidedOf({ terms, contents, replies }: SentBid, row: DecidedBid): number {
  const isSealed = terms.sealing !== null && row.amount === null;
  const like = contents.flatMap((content, place) => (isOf(row, content, isSealed) ? [place] : []));
  const answered = like.find((place) =>
    replies.some(({ content, outcome }) => content === place && typeof outcome !== "string"),
  );
  return answered ?? like[0] ?? -1;
}

function problemsOfKey(sent: SentBid, rows: readonly DecidedBid[]): string[] {
  const { key, contents, replies } = sent;
  if (rows.length > 1) return [`key ${key} was decided ${rows.length} times`];
  const [row] = rows;
  const decided = row ? decidedOf(sent, row) : -1;
  if (row && decided < 0) return [`the bid under key ${key} is not what was sent`];
  return replies.flatMap(({ content, outcome }) => {
    if (typeof outcome === "string") return problemOfCode(sent, outcome, content, row ? decided : null);
    return problemOfDecision(key, outcome, row, content === decided || isSame(contents, content, decided));
  });
}

function problemOfDecision(
  key: string,
  { bid }: DecidedAnswer,
  row: DecidedBid | undefined,
  isOwn: boolean,
): string[] {
  if (!row) return [`bid ${bid.id} was acknowledged and is lost`];
  if (!isOwn) return [`key ${key} was answered for other content than its own`];
  const isAsAnswered =
    bid.id === row.id &&
    bid.sequence === row.sequence &&
    bid.decision === row.decision &&
    bid.reason === row.reason;
  return isAsAnswered ? [] : [`bid ${bid.sequence} under key ${key} changed`];
}

/** Which codes a bid may come to: every firm here has its part, and what is sent is well formed but for these. */
function problemOfCode(
  { key, contents, terms }: SentBid,
  code: string,
  content: number,
  decided: number | null,
): string[] {
  switch (code) {
    case "RETRY_LATER":
    case "UNAVAILABLE":
    case "INTERNAL":
      return [];
    case "IDEMPOTENCY_CONFLICT": {
      const isConflict = decided !== null && content !== decided;
      return isConflict ? [] : [`key ${key} is in conflict with itself`];
    }
    case "BAD_USER_INPUT": {
      const { amount = null, maximum = null } = contents[content] ?? {};
      const isMalformed = amount === null || (maximum !== null && terms.format !== "ENGLISH");
      return isMalformed ? [] : [`the bid under key ${key} was taken for malformed`];
    }
    case "NEEDS_CONFIRMATION": {
      const { amount, confirmHigh = true } = contents[content] ?? {};
      const isUnusual = (amount ?? 0n) > 10n * terms.openingPrice || (amount ?? 0n) > terms.faceValue;
      const isAsked = terms.sealing?.sealer === "SERVER" && isUnusual && !confirmHigh;
      return isAsked ? [] : [`the bid under key ${key} needs no confirmation here`];
    }
    case "WITHDRAWAL_NOT_ALLOWED":
      return contents[content]?.isWithdrawal ? [] : [`the bid under key ${key} was taken for a withdrawal`];
    case "INVALID_STATE": {
      // Where the clock runs fast, ten minutes behind the end are over in seconds.
      const isLate = (contents[content]?.isWithdrawal && terms.sealing) || terms.format === "HYBRID";
      return isLate ? [] : [`the bid under key ${key} was refused unjournalled`];
    }
    default:
      return [`the bid under key ${key} got ${code}`];
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
export function orderProblems({ sent }: Run, { auction, bids }: AuctionTables): string[] {
  const rows = byKey(bids);
  const here = sent
    .filter(({ auctionId }) => auctionId === auction.id)
    .flatMap((one) => {
      const [row] = rows.get(keyOf(one)) ?? [];
      return row
        ? [{ sequence: row.sequence, sentAt: one.sentAt ?? 0, at: acknowledgedAt(one.replies) }]
        : [];
    });
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
  return replies.reduce(
    (at, reply) => (typeof reply.outcome === "string" ? at : Math.min(at, reply.at)),
    Infinity,
  );
}

function byKey(bids: AuctionTables["bids"]): Map<string, DecidedBid[]> {
  const rows = new Map<string, DecidedBid[]>();
  for (const { bid } of bids) {
    const key = rowKey(bid.buyerId, bid.keyHash.toString("base64"));
    const same = rows.get(key);
    if (same) same.push(bid);
    else rows.set(key, [bid]);
  }
  return rows;
}

function keyOf({ firm, keyHash }: SentBid): string {
  return rowKey(firm.buyerId, keyHash);
}

function rowKey(buyerId: string, keyHash: string): string {
  return `${buyerId} ${keyHash}`;
}
