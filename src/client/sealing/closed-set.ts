import { isId } from "../../platform/ids";
import { fromHex } from "./bytes";
import type { Custodian, Roster } from "./roster";

/** What a sealed auction has to open, as its node signs it (a C2SP signed note) once bidding is over. */
export interface ClosedSetStatement {
  readonly auctionId: string;
  /** Which of the auction's sealed rounds, from 1. */
  readonly round: number;
  /** RFC 3339. */
  readonly closedAt: string;
  /** The round's end that was planned; a closing by command comes before it. */
  readonly scheduledEnd: string;
  readonly roster: Roster;
  readonly bids: readonly ClosedSetBid[];
  /** In a sandbox, whose clock runs ahead: how it follows from the real one. */
  readonly sandbox?: SandboxStatement;
}

/** RFC 3339. By a sandbox's clock it is `shownAt`, and `pace` times what has passed since `startedAt` by the real one. */
export interface SandboxStatement {
  readonly startedAt: string;
  readonly shownAt: string;
  readonly pace: number;
}

/** A live bid at the close. Hashes are SHA-256 in hexadecimal. */
export interface ClosedSetBid {
  readonly boxHash: string;
  readonly buyerId: string;
  /** Of the bid's idempotency key. */
  readonly keyHash: string;
}

const FIRST_LINE = "recoup closed set 1\n";

/** The text that is signed: a line that says what it is, then JSON. */
export function closedSetText({
  auctionId,
  round,
  closedAt,
  scheduledEnd,
  roster,
  bids,
  sandbox,
}: ClosedSetStatement): string {
  const statement = { auctionId, round, closedAt, scheduledEnd, roster, bids, sandbox };
  return `${FIRST_LINE}${JSON.stringify(statement)}\n`;
}

/** `null` for a text that is no closed set. */
export function readClosedSetText(text: string): ClosedSetStatement | null {
  if (!text.startsWith(FIRST_LINE)) return null;
  const statement = parse(text.slice(FIRST_LINE.length)) as Partial<ClosedSetStatement> | null;
  const { auctionId, round, closedAt, scheduledEnd, roster, bids, sandbox } = statement ?? {};
  if (typeof auctionId !== "string" || !isId(auctionId)) return null;
  if (typeof round !== "number" || !Number.isSafeInteger(round) || round < 1) return null;
  if (typeof closedAt !== "string" || typeof scheduledEnd !== "string") return null;
  if (!isRoster(roster) || !Array.isArray(bids) || !bids.every(isBid)) return null;
  if (sandbox !== undefined && !isSandbox(sandbox)) return null;
  return { auctionId, round, closedAt, scheduledEnd, roster, bids, ...(sandbox && { sandbox }) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRoster(roster: Partial<Roster> | undefined): roster is Roster {
  return (
    typeof roster?.threshold === "number" &&
    Array.isArray(roster.custodians) &&
    roster.custodians.every(isCustodian)
  );
}

function isCustodian(custodian: Partial<Custodian> | null): boolean {
  const { id, name, publicKey } = custodian ?? {};
  return typeof id === "string" && typeof name === "string" && typeof publicKey === "string";
}

function isSandbox(sandbox: Partial<SandboxStatement> | null): boolean {
  const { startedAt, shownAt, pace } = sandbox ?? {};
  return (
    typeof startedAt === "string" &&
    typeof shownAt === "string" &&
    Number.isSafeInteger(pace) &&
    Number(pace) >= 1
  );
}

function isBid(bid: Partial<ClosedSetBid> | null): boolean {
  const { boxHash, buyerId, keyHash } = bid ?? {};
  return isHash(boxHash) && isHash(keyHash) && typeof buyerId === "string" && isId(buyerId);
}

function isHash(text: unknown): boolean {
  return typeof text === "string" && fromHex(text)?.length === 32;
}
