import { createPrivateKey, hkdfSync, randomBytes, type KeyObject } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeDataFolder, resolveDataFolder } from "./database/data-folder";
import { type Settings } from "./settings";

/** The node's secrets: settings in production, else made once in the data folder. */
export interface Keys {
  /** Wraps the portfolios' keys: 32 bytes, for AES-256-GCM. */
  readonly master: Buffer;
  /** Ed25519, private: signs checkpoints and tickets. */
  readonly signing: KeyObject;
  /** The seed of the operator's HPKE key, the only custodian of sealed bids unless an auction's terms name others. */
  readonly sealing: Buffer;
  /** Ed25519, private: the built-in development issuer's; `null` where people's tokens come from elsewhere. */
  readonly issuer: KeyObject | null;
}

export function loadKeys(settings: Settings): Keys {
  const master = settings.masterKey ?? developmentKey(settings, "master");
  return {
    master,
    sealing: settings.sealingKey ?? sealingKeyBehind(master),
    signing: ed25519(settings.signingKey ?? developmentKey(settings, "signing")),
    issuer: settings.auth ? null : ed25519(developmentKey(settings, "issuer")),
  };
}

/** Where no key of its own is set: another one than the master key, and as secret. */
function sealingKeyBehind(master: Buffer): Buffer {
  return Buffer.from(hkdfSync("sha256", master, "", "recoup operator's sealing key", 32));
}

function developmentKey(settings: Settings, name: string): Buffer {
  if (settings.production) throw new Error(`In production no ${name} key is made up`);
  const folder = path.join(makeDataFolder(resolveDataFolder(settings.dataDir)), "keys");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, name);
  try {
    return readKey(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    makeKey(file);
    return readKey(file); // perhaps another node's, which was faster
  }
}

function readKey(file: string): Buffer {
  const bytes = Buffer.from(readFileSync(file, "utf8"), "base64");
  if (bytes.length !== 32) throw new Error(`${file} does not hold 32 bytes in base64`);
  return bytes;
}

/** The first of several nodes wins, and nobody reads half a key: a link appears whole or not at all. */
function makeKey(file: string): void {
  const unfinished = `${file}.${randomBytes(6).toString("hex")}`;
  writeFileSync(unfinished, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  try {
    linkSync(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(unfinished);
  }
}

/** What stands before the seed in the PKCS #8 form of an Ed25519 private key (RFC 8410). */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

function ed25519(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: "der", type: "pkcs8" });
}
