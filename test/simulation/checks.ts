import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Entry } from "../../src/platform/journal/chain";
import { formatInstant, seconds } from "../../src/platform/time";
import type { PlannedAuction } from "./cast";
import { deliveryProblemsOf } from "./check-deliveries";
import { keyProblems, matchedBids, orderProblems, type MatchedBid } from "./check-bids";
import { exposureProblems } from "./check-exposure";
import { receiptProblems } from "./check-receipts";
import { ruleProblems } from "./check-rules";
import type { Run } from "./simulation";
import type { Commit } from "./simulated-database";
import type { AuctionTables } from "./simulated-tables";

/** Everything in which a run breaks what is promised; nothing when it keeps it. `everyHash`: also hash each entry anew. */
export function problemsOf(run: Run, { everyHash }: { readonly everyHash: boolean }): string[] {
  const matched = matchedBids(run);
  return [
    ...run.problems,
    ...commitProblems(run),
    ...clockProblems(run),
    ...keyProblems(run, matched),
    ...exposureProblems(run),
    ...run.cast.auctions.flatMap((auction) =>
      auctionProblems(run, auction, { everyHash, bids: matched.get(auction.id) ?? [] }),
    ),
  ];
}

function auctionProblems(
  run: Run,
  auction: PlannedAuction,
  { everyHash, bids }: { readonly everyHash: boolean; readonly bids: readonly MatchedBid[] },
): string[] {
  const tables = run.auctions.get(auction.id);
  if (!tables) return [`auction ${auction.id} is lost`];
  return [
    ...chainProblems(tables, everyHash),
    ...orderProblems(bids),
    ...ruleProblems(run, auction, tables),
    ...receiptProblems(bids, tables),
    ...deliveryProblemsOf(run, tables),
    ...acknowledgedCommands(run, tables),
  ];
}

/** P9 as far as an honest server goes: numbered without gaps, each entry later than and chained to the one before. */
function chainProblems({ entries, head }: AuctionTables, everyHash: boolean): string[] {
  const problems: string[] = [];
  let before: Pick<Entry, "hash" | "at"> = { hash: Buffer.alloc(32), at: 0n };
  entries.forEach((entry, index) => {
    const { sequence } = entry;
    if (sequence !== index + 1) problems.push(`entry ${index + 1} is numbered ${sequence}`);
    if (!entry.previousHash.equals(before.hash))
      problems.push(`entry ${sequence} does not follow the one before`);
    if (entry.at <= before.at) problems.push(`entry ${sequence} is not later than the one before`);
    if (everyHash && !hashOf(entry).equals(entry.hash)) problems.push(`entry ${sequence} has another hash`);
    before = entry;
  });
  if (!head.hash.equals(before.hash)) problems.push("the stream ends with another hash");
  return problems;
}

function hashOf({ actor, at, data, rulesVersion, sequence, stream, type, previousHash }: Entry): Buffer {
  const content = { actor, at: formatInstant(at), data, rulesVersion, sequence, stream, type };
  return createHash("sha256")
    .update(previousHash)
    .update(canonicalize(content) ?? "")
    .digest();
}

/** Nothing is written without the lock, and nothing that is written looks older than the lock (P4). */
function commitProblems({ commits }: Run): string[] {
  const problems: string[] = [];
  for (const { rows, lockedAt } of commits) {
    for (const { auction, entries } of rows.auctions.values()) {
      const locked = lockedAt.get(auction.id);
      if (locked === undefined) problems.push(`auction ${auction.id} was written to without its lock`);
      for (const { at, sequence } of entries) {
        if (locked !== undefined && at < locked)
          problems.push(`entry ${sequence} has a time before its transaction had the lock`);
      }
    }
  }
  return problems;
}

/** A node that had decided by the clock before it jumped ahead decides nothing until it is set right. */
function clockProblems({ commits, jumps, auctions }: Run): string[] {
  if (jumps.length === 0) return [];
  const isTrusted = ({ at, by }: Commit) => {
    const jump = jumps.findLast((from) => from <= at) ?? 0;
    return !commits.some((earlier) => earlier.by === by && earlier.at < jump);
  };
  const isAhead = ({ stream, sequence, at }: Entry, { steadyClock }: Commit) => {
    const before = auctions.get(stream)?.entries[sequence - 2]?.at ?? 0n;
    return at > before + 1n && at - steadyClock > JUMP;
  };
  return commits.flatMap((commit) =>
    [...commit.rows.auctions.values()]
      .flatMap(({ entries }) => entries)
      .filter((entry) => isAhead(entry, commit) && !isTrusted(commit))
      .map(({ sequence }) => `entry ${sequence} was decided by a clock that had jumped ahead`),
  );
}

/** More than any step that a node takes for its own clock's fault, and less than a jump. */
const JUMP = seconds(5);

/** What the seller's people were told is what the journal says of that moment. */
function acknowledgedCommands({ acknowledged }: Run, { auction, entries }: AuctionTables): string[] {
  return acknowledged
    .filter(({ auctionId }) => auctionId === auction.id)
    .flatMap(({ kind, record }) => {
      const standing = entries[record.sequence - 1]?.data["standing"] as { status?: string } | undefined;
      return standing?.status === record.state.status
        ? []
        : [`${kind} was acknowledged at ${record.sequence} and is lost`];
    });
}
