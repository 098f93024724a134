export { fromBase64url, fromHex, sameBytes, toBase64url, toHex } from "./bytes";
export { boxLength, decodeBox, LONGEST_BOX, type Box } from "./box";
export {
  isShareOf,
  openBox,
  openShare,
  openWithKey,
  type OpenedShare,
  type Opening,
  type Verdict,
} from "./open";
export { type BidIdentity, type SealedAmount } from "./payload";
export {
  MOST_CUSTODIANS,
  problemOfRoster,
  PUBLIC_KEY_BYTES,
  rosterHash,
  type Custodian,
  type Roster,
} from "./roster";
export { digestOf, digestOfBox, seal, type BoxDigest, type SealingFor } from "./seal";
export { type CustodianKeys, type RandomBytes, type SealingCrypto } from "./sealing-crypto";
export { KEY_BYTES, SHARE_BYTES } from "./shares";
export { webCrypto, webRandomBytes } from "./web-crypto";
export {
  closedSetText,
  readClosedSetText,
  type ClosedSetBid,
  type ClosedSetStatement,
  type SandboxStatement,
} from "./closed-set";
