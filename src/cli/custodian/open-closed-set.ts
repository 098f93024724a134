import {
  fromBase64url,
  fromHex,
  openShare,
  readClosedSetText,
  toBase64url,
  toHex,
  webCrypto,
  type ClosedSetStatement,
  type SandboxStatement,
} from "../../client/sealing";
import type { NoteVerifier } from "../../platform/proof/signed-note";
import { formatInstant, parseInstant, type Instant } from "../../platform/time";
import type { CustodianKey } from "./key-file";

/** What the API's `closedSet` answers. */
export interface ClosedSet {
  readonly note: string;
  readonly boxes: readonly string[];
}

/** What the API's `submitShares` takes. */
export interface Shares {
  readonly auctionId: string;
  readonly custodianId: string;
  /** `null`: there is no share for this custodian in the box. */
  readonly shares: readonly { readonly boxHash: string; readonly share: string | null }[];
}

export interface OpeningOptions {
  readonly key: CustodianKey;
  /** Whose signature says that bidding is over. */
  readonly verifier: NoteVerifier;
  /** The custodian's own clock: nobody else's is believed. */
  readonly now: Instant;
  readonly acceptsEarlyClose: boolean;
  /** Whether the custodian knows that the auction is a sandbox's: then that one's clock, reckoned from the custodian's. */
  readonly acceptsSandbox: boolean;
  /** The sealed round that the custodian was asked for: an auction may have two. */
  readonly round: number;
}

/** The custodian's key was not used: something is not as it must be. */
export class OpeningRefused extends Error {}

/** The statement of a closed set, once everything is in order for this custodian to open it. */
export async function checkClosedSet(
  set: ClosedSet,
  { key, verifier, now, acceptsEarlyClose, acceptsSandbox, round }: OpeningOptions,
): Promise<ClosedSetStatement> {
  const text = verifier.open(set.note);
  const statement = text === null ? null : readClosedSetText(text);
  if (!statement) throw new OpeningRefused("The node has not signed that this auction's bidding is over.");
  if (statement.round !== round)
    throw new OpeningRefused(
      `This is the auction's sealed round ${statement.round}, not ${round}. ` +
        `If it has so many by its terms, --round ${statement.round} opens it.`,
    );
  const closedAt = readTime(statement.closedAt);
  const scheduledEnd = readTime(statement.scheduledEnd);
  const { sandbox } = statement;
  const time = sandbox && acceptsSandbox ? sandboxTime(sandbox, now) : now;
  if (closedAt > time)
    throw new OpeningRefused(
      `Bidding is not over before ${formatInstant(closedAt)}; by this clock it is not.` +
        (sandbox && !acceptsSandbox
          ? " It is a sandbox's time: if you know that, --sandbox goes by it."
          : ""),
    );
  if (closedAt < scheduledEnd && !acceptsEarlyClose) {
    throw new OpeningRefused(
      `The auction was closed at ${formatInstant(closedAt)}, before its time, ${formatInstant(scheduledEnd)}. ` +
        "Ask why; then --accept-early-close opens it.",
    );
  }
  const { publicKey } = key.custodian;
  if (!statement.roster.custodians.some((custodian) => custodian.publicKey === publicKey))
    throw new OpeningRefused("The auction's terms do not name this custodian's key.");
  await checkBoxes(statement, set.boxes);
  return statement;
}

/** This custodian's share of every box of a set that was checked. */
export async function openClosedSet(
  { auctionId, roster, bids }: ClosedSetStatement,
  boxes: readonly string[],
  { custodian, seed }: CustodianKey,
): Promise<Shares> {
  const index = roster.custodians.findIndex(({ publicKey }) => publicKey === custodian.publicKey);
  const shares: { boxHash: string; share: string | null }[] = [];
  for (const [place, { boxHash, buyerId, keyHash }] of bids.entries()) {
    const target = { auctionId, buyerId, keyHash: fromHex(keyHash) ?? new Uint8Array(), roster };
    const share = await openShare(readBox(boxes[place]), { ...target, index, seed }, webCrypto);
    shares.push({ boxHash, share: share && toBase64url(share) });
  }
  return { auctionId, custodianId: roster.custodians[index]?.id ?? custodian.id, shares };
}

/** Every box is one that the statement names, in its order, and none is missing: no single bid is opened alone. */
async function checkBoxes({ bids }: ClosedSetStatement, boxes: readonly string[]): Promise<void> {
  const hashes = await Promise.all(boxes.map(async (box) => toHex(await webCrypto.sha256(readBox(box)))));
  const isWhole =
    hashes.length === bids.length && bids.every(({ boxHash }, place) => boxHash === hashes[place]);
  if (!isWhole) throw new OpeningRefused("These boxes are not the ones of the signed set, all of them.");
}

function readBox(text: string | undefined): Uint8Array {
  const bytes = text === undefined ? null : fromBase64url(text);
  if (!bytes) throw new OpeningRefused("A box is not written in base64url.");
  return bytes;
}

/** Still by the custodian's own clock: the node says only how the sandbox's follows from it. */
function sandboxTime({ startedAt, shownAt, pace }: SandboxStatement, now: Instant): Instant {
  return readTime(shownAt) + (now - readTime(startedAt)) * BigInt(pace);
}

function readTime(text: string): Instant {
  const time = parseInstant(text);
  if (time === null) throw new OpeningRefused("The signed set names no time.");
  return time;
}
