import { randomUUID } from "node:crypto";
import { ProofKeyDocument } from "../../../../client";
import { toBase64url, webCrypto, webRandomBytes, type Roster } from "../../../../client/sealing";
import { NoteVerifier } from "../../../../platform/proof/signed-note";
import { fetchSet, submitShares } from "../../../custodian/exchange";
import type { CustodianKey } from "../../../custodian/key-file";
import { checkClosedSet, openClosedSet } from "../../../custodian/open-closed-set";
import { SELLER_PEOPLE } from "../../cast";
import { found } from "../../step-failed";
import { counted } from "../../words";
import type { AuctionHall } from "../format-story";
import { codeOf, type Look } from "./look-around";

const NAMES = ["Notary Vogel", "Auditor Quist", "Exchange Marlow"];
const SEED_BYTES = 32;

export interface Custodians {
  readonly roster: Roster;
  /** As many as open together, each with its own. */
  readonly keys: readonly CustodianKey[];
}

/** Three, of whom any two open. */
export async function appointCustodians(): Promise<Custodians> {
  const threshold = 2;
  const all = await Promise.all(NAMES.map(appoint));
  const roster = { threshold, custodians: all.map(({ custodian }) => custodian) };
  return { roster, keys: all.slice(-threshold) };
}

async function appoint(name: string): Promise<CustodianKey> {
  const seed = webRandomBytes(SEED_BYTES);
  const { publicKey } = await webCrypto.keysFrom(seed);
  return { custodian: { id: randomUUID(), name, publicKey: toBase64url(publicKey) }, seed };
}

/** What a custodian gets that asks for the bids while they are taken. */
export async function askTooEarly({ scene, screen, tell }: AuctionHall): Promise<Look[]> {
  await screen.untilLeft(7);
  const code = await codeOf(fetchSet(scene.cast.as(SELLER_PEOPLE.admin), screen.auctionId));
  tell(`${NAMES[0] ?? "A custodian"} asks for the bids before the close, and is answered ${code}`);
  return [{ isSealed: code === "SEALED" }];
}

/** After the close each, in turn, does with its key what `npm run custodian -- open` does. */
export async function openTogether(hall: AuctionHall, { keys }: Custodians): Promise<void> {
  const { scene, screen, tell } = hall;
  await screen.untilClosed();
  const client = scene.cast.as(SELLER_PEOPLE.admin);
  const { proofKey } = await client.query(ProofKeyDocument, {});
  const verifier = found(NoteVerifier.parse(proofKey ?? ""), "The key that signs the close");
  for (const key of keys) {
    const set = await fetchSet(client, screen.auctionId);
    const now = BigInt(Date.now()) * 1_000n;
    const statement = await checkClosedSet(set, {
      key,
      verifier,
      now,
      acceptsEarlyClose: false,
      acceptsSandbox: true, // the demo's own
      round: 1,
    });
    const shares = await openClosedSet(statement, set.boxes, key);
    tell(
      `${key.custodian.name} finds the close signed, and opens its shares of ${counted(set.boxes.length, "bid")}`,
    );
    await submitShares(client, shares);
  }
}
