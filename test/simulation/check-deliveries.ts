import type { Entry } from "../../src/platform/journal/chain";
import { deliveryProblems } from "../support/delivery-checker";
import { entriesFor } from "../support/history-checker";
import type { Run } from "./simulation";
import type { AuctionTables } from "./simulated-tables";
import type { Subscriber } from "./subscriber";

/** P6 and P7: each subscriber got every entry that it may see once, in order, as committed, and then the feed's end. */
export function deliveryProblemsOf({ subscribers }: Run, { auction, entries }: AuctionTables): string[] {
  const end = entries.findIndex(isLast) + 1;
  return subscribers
    .filter(({ auctionId }) => auctionId === auction.id)
    .flatMap((subscriber) => problemsOfSubscriber(subscriber, entries, end === 0 ? Infinity : end));
}

function problemsOfSubscriber(subscriber: Subscriber, entries: readonly Entry[], end: number): string[] {
  const { audience, followings, isComplete } = subscriber;
  const name = audience === "seller" ? "the seller" : `paddle ${audience.paddle}`;
  // The seller is told what all participants are told, and nothing of a single firm's.
  const told = entries.map((entry) => ({ ...entry, hash: "", previousHash: "" }));
  const visible = entriesFor(audience === "seller" ? "" : audience.paddle, told).filter((one) => one <= end);
  const problems = followings.flatMap(({ from, received }, index) => {
    const isLastOne = index === followings.length - 1;
    const got = received.map(({ sequence }) => sequence);
    const until = isLastOne ? Infinity : (got.at(-1) ?? 0);
    const expected = visible.filter((sequence) => sequence > from && sequence <= until);
    const wrong = received.filter(
      ({ sequence, hash }) => entries[sequence - 1]?.hash.toString("hex") !== hash,
    );
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

function isLast({ type, data }: Entry): boolean {
  if (type === "AuctionCancelled") return true;
  return type === "AuctionClosed" && (data["outcome"] as { kind: string }).kind !== "WON";
}
