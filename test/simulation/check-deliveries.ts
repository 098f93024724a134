import type { AuctionFormat } from "../../src/auction/domain";
import type { Entry } from "../../src/platform/journal/chain";
import { deliveryProblems } from "../support/delivery-checker";
import { entriesFor } from "../support/history-checker";
import type { Run } from "./simulation";
import type { AuctionTables } from "./simulated-tables";
import type { Subscriber } from "./subscriber";

/** P6 and P7: each subscriber got every entry that it may see once, in order, as committed, and then the feed's end. */
export function deliveryProblemsOf(
  { subscribers }: Run,
  { auction, entries, state }: AuctionTables,
): string[] {
  const end = entries.findIndex(isLast) + 1;
  const { format, sealing } = state.terms;
  return subscribers
    .filter(({ auctionId }) => auctionId === auction.id)
    .flatMap((subscriber) =>
      problemsOfSubscriber(subscriber, {
        entries,
        format,
        isSealed: sealing !== null,
        end: end === 0 ? Infinity : end,
      }),
    );
}

interface Story {
  readonly entries: readonly Entry[];
  readonly format: AuctionFormat;
  readonly isSealed: boolean;
  /** The last that a feed tells; infinite while none is. */
  readonly end: number;
}

function problemsOfSubscriber(subscriber: Subscriber, story: Story): string[] {
  const { entries, isSealed, end } = story;
  const { audience, followings, isComplete } = subscriber;
  const name = audience === "seller" ? "the seller" : `paddle ${audience.paddle}`;
  const paddle = audience === "seller" ? null : audience.paddle;
  const visible = (isSealed ? sealedEntriesFor(paddle, story) : openEntriesFor(paddle, entries)).filter(
    (one) => one <= end,
  );
  const problems = followings.flatMap(({ from, received }, index) => {
    const isLastOne = index === followings.length - 1;
    const got = received.map(({ sequence }) => sequence);
    const until = isLastOne ? Infinity : (got.at(-1) ?? 0);
    const expected = visible.filter((sequence) => sequence > from && sequence <= until);
    const wrong = received.filter(({ sequence, hash }) => !entries[sequence - 1]?.hash.equals(hash));
    return [
      ...deliveryProblems(expected, got),
      ...wrong.map(({ sequence }) => `${sequence} was never committed as it was told`),
    ];
  });
  if (followings.length === 0) problems.push("nothing came at all");
  if (isComplete !== Number.isFinite(end))
    problems.push(isComplete ? "the feed ended" : "the feed did not end");
  return problems.map((problem) => `to ${name}: ${problem}`);
}

/** The seller (null) is told what all participants are told, and nothing of a single firm's. */
function openEntriesFor(paddle: string | null, entries: readonly Entry[]): readonly number[] {
  return entriesFor(paddle ?? "", entries);
}

/**
 * What a firm does with its sealed bids, and what is done to them, it alone hears; the seller also what is set aside, unless
 * it would tell whose the highest bid is that is still answered, and everything of short lists.
 */
function sealedEntriesFor(paddle: string | null, { entries, format }: Story): readonly number[] {
  return entries
    .filter(({ type, data }) => {
      if (type === "AuctionScheduled" || type === "AllotmentChanged") return false;
      if (type === "RoundOpened" && format === "BEST_AND_FINAL") return paddle === null;
      if (type === "BidSetAside" && paddle === null) return format !== "HYBRID";
      if (OF_LIST.has(type)) return paddle === null || data["paddle"] === paddle;
      if (type === "BidAccepted" && data["amount"] !== null) return true;
      return !FIRMS_OWN.has(type) || data["paddle"] === paddle;
    })
    .map(({ sequence }) => sequence);
}

const OF_LIST: ReadonlySet<string> = new Set(["FirmShortlisted", "FirmNotShortlisted"]);

const FIRMS_OWN: ReadonlySet<string> = new Set([
  "BidAccepted",
  "BidRejected",
  "BidWithdrawn",
  "BidsVoided",
  "BidSetAside",
]);

function isLast({ type, data }: Entry): boolean {
  if (type === "AuctionCancelled" || type === "AuctionAwarded") return true;
  if (type !== "AuctionClosed" && type !== "BidsOpened") return false;
  const outcome = data["outcome"] as { readonly kind: string } | null;
  return outcome !== null && outcome.kind !== "WON";
}
