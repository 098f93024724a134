import { sameBytes } from "./bytes";
import { decodeBox, type Box } from "./box";
import { decodePayload, type SealedAmount } from "./payload";
import { rosterHash } from "./roster";
import { bindingOf, derivedKeys, seal, shareAad, type SealingFor } from "./seal";
import type { SealingCrypto } from "./sealing-crypto";
import { combineShares, placeOf, SHARE_BYTES } from "./shares";

/** What a box comes to. INVALID: whoever made it did not follow the format; that is the sealer's loss and nobody else's. */
export type Verdict =
  | (SealedAmount & {
      readonly kind: "OPENED";
      readonly key: Uint8Array;
      /** With it anyone can compare amount and commitment. */
      readonly salt: Uint8Array;
    })
  | { readonly kind: "INVALID" };

/** A custodian's share of a box; `index` is the custodian's place in the roster, from 0. */
export interface OpenedShare {
  readonly index: number;
  readonly share: Uint8Array;
}

export interface Opening {
  /** `null` while there are fewer right shares than the threshold asks for. */
  readonly verdict: Verdict | null;
  /** The custodians whose shares do not match the box's hashes: they count for nothing. */
  readonly wrong: readonly number[];
}

const INVALID: Verdict = { kind: "INVALID" };

/** One custodian's share of a box; `null` when what lies in the box for this custodian is not that. */
export async function openShare(
  bytes: Uint8Array,
  target: SealingFor & { readonly index: number; readonly seed: Uint8Array },
  sealing: SealingCrypto,
): Promise<Uint8Array | null> {
  const { index, seed } = target;
  const box = await boxFor(bytes, target, sealing);
  const sealed = box?.shares[index];
  if (!box || !sealed) return null;
  const info = bindingOf(target, box.rosterHash);
  const share = await sealing.openFrom({ seed, info, aad: shareAad(box.keyHash, index) }, sealed);
  return share && (await isShare(box, { index, share }, sealing)) ? share : null;
}

/**
 * Opens a box with what custodians give. Any shares that match their hashes, as many as the threshold asks for, come to
 * the same verdict: either they give the key whose hash stands in the box, and then all of the box is compared with what
 * sealing makes of that key; or no others can give an honest one.
 */
export async function openBox(
  bytes: Uint8Array,
  target: SealingFor & { readonly shares: readonly OpenedShare[] },
  sealing: SealingCrypto,
): Promise<Opening> {
  const box = await boxFor(bytes, target, sealing);
  if (!box) return { verdict: INVALID, wrong: [] };
  const right = new Map<number, Uint8Array>();
  const wrong: number[] = [];
  for (const opened of target.shares) {
    if (await isShare(box, opened, sealing)) right.set(opened.index, opened.share);
    else wrong.push(opened.index);
  }
  if (right.size < box.threshold) return { verdict: null, wrong };
  const enough = [...right].slice(0, box.threshold);
  return { verdict: await judge(bytes, box, target, await keyOf(enough), sealing), wrong };
}

/** Opens a box with its key, as its sealer can; `null` when it is not the key. */
export async function openWithKey(
  bytes: Uint8Array,
  target: SealingFor & { readonly key: Uint8Array },
  sealing: SealingCrypto,
): Promise<Verdict | null> {
  const box = await boxFor(bytes, target, sealing);
  if (!box) return INVALID;
  const { key } = target;
  if (!sameBytes(await sealing.sha256(key), box.keyHash)) return null;
  return judge(bytes, box, target, key, sealing);
}

/** Is this the custodian's share of this box? Anyone can tell, by the box's hashes. */
export async function isShareOf(
  bytes: Uint8Array,
  opened: OpenedShare,
  sealing: Pick<SealingCrypto, "sha256">,
): Promise<boolean> {
  const box = decodeBox(bytes);
  return box !== null && isShare(box, opened, sealing);
}

async function isShare(
  box: Box,
  { index, share }: OpenedShare,
  sealing: Pick<SealingCrypto, "sha256">,
): Promise<boolean> {
  const expected = box.shares[index]?.hash;
  if (!expected || share.length !== SHARE_BYTES) return false;
  return sameBytes(await sealing.sha256(share), expected);
}

/** `null` where a share is of another place than its custodian's: no honest sealer made it. */
async function keyOf(
  shares: readonly (readonly [index: number, share: Uint8Array])[],
): Promise<Uint8Array | null> {
  if (shares.some(([index, share]) => placeOf(share) !== index + 1)) return null;
  return combineShares(shares.map(([, share]) => share));
}

async function judge(
  bytes: Uint8Array,
  box: Box,
  target: SealingFor,
  key: Uint8Array | null,
  sealing: SealingCrypto,
): Promise<Verdict> {
  if (!key || !sameBytes(await sealing.sha256(key), box.keyHash)) return INVALID;
  const keys = derivedKeys(key, bindingOf(target, box.rosterHash), sealing);
  const lock = { key: await keys.encryption(), aad: keys.binding };
  const payload = await sealing.decrypt(lock, box.ciphertext);
  const sealed = payload && decodePayload(payload, target);
  if (!sealed || !sameBytes(await seal(sealed, { ...target, key }, sealing), bytes)) return INVALID;
  return { kind: "OPENED", ...sealed, key, salt: await keys.salt() };
}

/** A box of this roster; `null` for any other. */
async function boxFor(
  bytes: Uint8Array,
  { roster }: SealingFor,
  sealing: SealingCrypto,
): Promise<Box | null> {
  const box = decodeBox(bytes);
  if (box?.threshold !== roster.threshold || box.shares.length !== roster.custodians.length) return null;
  return sameBytes(box.rosterHash, await rosterHash(roster, sealing)) ? box : null;
}
