import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { readCheckpoint, signCheckpoint } from "../../src/platform/proof/checkpoint";
import { noteSigner, splitNote } from "../../src/platform/proof/signed-note";

/** The key and the note of the format's own documentation (golang.org/x/mod/sumdb/note). */
const SEED = Buffer.from("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz", "base64").subarray(1);
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");
const VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const SIGNATURE =
  "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

const signer = noteSigner(
  "PeterNeumann",
  createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, SEED]), format: "der", type: "pkcs8" }),
);
const stranger = noteSigner("PeterNeumann", generateKeyPairSync("ed25519").privateKey);

describe("a signed note", () => {
  it("is that of the format's documentation", () => {
    expect(signer.verifier.toString()).toBe(VERIFIER);
    expect(signer.sign(TEXT)).toBe(`${TEXT}\n${SIGNATURE}`);
  });

  it("is opened by the key that signed it, also with signatures of others beside it", () => {
    const theirs = stranger.sign(TEXT).slice(TEXT.length + 1);
    expect(signer.verifier.open(`${TEXT}\n${SIGNATURE}`)).toBe(TEXT);
    expect(signer.verifier.open(`${TEXT}\n${theirs}${SIGNATURE}`)).toBe(TEXT);
  });

  it.each([
    ["another text", `x${TEXT}\n${SIGNATURE}`],
    ["another name", `${TEXT}\n${SIGNATURE.replace("Peter", "Petra")}`],
    ["no signature", `${TEXT}\n`],
    ["a signature cut short", `${TEXT}\n${SIGNATURE.slice(0, -10)}\n`],
    ["a line that is no signature", `${TEXT}\n${SIGNATURE}more\n`],
    ["a signature by another key", stranger.sign(TEXT)],
  ])("with %s is not opened", (_, note) => {
    expect(signer.verifier.open(note)).toBeNull();
  });
});

describe("a checkpoint", () => {
  const head = { origin: "recoup/auction/1", size: 1_000_000, root: Buffer.alloc(32, 7) };

  it("is a note of three lines, and is read back", () => {
    const note = signCheckpoint(signer, head);
    expect(splitNote(note)?.text).toBe(`recoup/auction/1\n1000000\n${head.root.toString("base64")}\n`);
    expect(readCheckpoint(note)).toEqual(head);
  });

  it.each([
    ["a leading zero", "a\n01\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"],
    ["a short root", "a\n1\nAAAA\n"],
    ["no origin", "1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"],
  ])("is not read with %s", (_, text) => {
    expect(readCheckpoint(signer.sign(text))).toBeNull();
  });

  it("is not read without a signature", () => {
    expect(readCheckpoint(signCheckpoint(signer, head).split("\n\n")[0] ?? "")).toBeNull();
  });
});
