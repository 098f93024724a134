import { randomBytes, randomUUID } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { fromBase64url, toBase64url, webCrypto, type Custodian } from "../../client/sealing";

/** A custodian with its private key. */
export interface CustodianKey {
  readonly custodian: Custodian;
  readonly seed: Uint8Array;
}

const SEED_BYTES = 32;

/** Makes a key and writes it to a file that nobody else may read. A file that exists is never overwritten. */
export async function makeKeyFile(file: string, name: string): Promise<Custodian> {
  const seed = randomBytes(SEED_BYTES);
  const { publicKey } = await webCrypto.keysFrom(seed);
  const custodian = { id: randomUUID(), name, publicKey: toBase64url(publicKey) };
  const content = `${JSON.stringify({ version: 1, ...custodian, privateKey: toBase64url(seed) }, null, 2)}\n`;
  const handle = createFile(file);
  try {
    writeSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return custodian;
}

function createFile(file: string): number {
  try {
    return openSync(file, "wx", 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new Error(`${file} exists already, and a key is never written over: name another file`, {
      cause: error,
    });
  }
}

/** Reads a key and makes sure that its parts belong together. */
export async function readKeyFile(file: string): Promise<CustodianKey> {
  const { id, name, publicKey, privateKey } = JSON.parse(readFileSync(file, "utf8")) as Record<
    string,
    unknown
  >;
  const seed = typeof privateKey === "string" ? fromBase64url(privateKey) : null;
  if (typeof id !== "string" || typeof name !== "string" || seed?.length !== SEED_BYTES)
    throw new Error(`${file} holds no custodian's key`);
  const keys = await webCrypto.keysFrom(seed);
  if (toBase64url(keys.publicKey) !== publicKey)
    throw new Error(`${file} holds keys that do not belong together`);
  return { custodian: { id, name, publicKey }, seed };
}
