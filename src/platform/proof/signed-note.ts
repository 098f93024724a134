import { createPublicKey, hash, sign, verify, type KeyObject } from "node:crypto";

/** Signs what others can check without asking us; its key is nowhere in the database. */
export interface NoteSigner {
  readonly verifier: NoteVerifier;
  /** The text with its signature as a C2SP signed note; the text ends with a line break. */
  sign(text: string): string;
}

/** Ed25519's number among the kinds of signature of C2SP signed notes. */
const ED25519 = 1;
const KEY_ID_BYTES = 4;
/** What stands before the key in the SPKI form of an Ed25519 public key (RFC 8410). */
const SPKI_PREFIX = Buffer.from("302a300506032b6570032100", "hex");

/** A public key by which notes are checked. */
export class NoteVerifier {
  private readonly key: KeyObject;
  /** The first four bytes of SHA-256(name ‖ line break ‖ kind ‖ key): which key a signature is by. */
  private readonly id: Buffer;

  private constructor(
    private readonly name: string,
    private readonly rawKey: Buffer,
  ) {
    this.key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, rawKey]), format: "der", type: "spki" });
    const identified = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ED25519), rawKey]);
    this.id = hash("sha256", identified, "buffer").subarray(0, KEY_ID_BYTES);
  }

  static of(name: string, privateKey: KeyObject): NoteVerifier {
    const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
    return new NoteVerifier(name, spki.subarray(SPKI_PREFIX.length));
  }

  /** The key behind what `toString` gives; null for any other text. */
  static parse(text: string): NoteVerifier | null {
    const [, name, encoded] = /^([^\s+]+)\+[0-9a-f]{8}\+([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
    const bytes = Buffer.from(encoded ?? "", "base64");
    if (name === undefined || bytes.length !== 33 || bytes[0] !== ED25519) return null;
    const verifier = new NoteVerifier(name, bytes.subarray(1));
    return verifier.toString() === text ? verifier : null;
  }

  /** As it is given to whoever checks: name+id+key, the id in hex, the key with its kind in base64. */
  toString(): string {
    const key = Buffer.concat([Buffer.of(ED25519), this.rawKey]).toString("base64");
    return `${this.name}+${this.id.toString("hex")}+${key}`;
  }

  /** The line of a note that holds a signature. */
  writeSignature(signature: Buffer): string {
    return `— ${this.name} ${Buffer.concat([this.id, signature]).toString("base64")}\n`;
  }

  /** Does a note name this key among its signatures, whatever they are worth? */
  hasSigned(note: string): boolean {
    return splitNote(note)?.signatures.some((signature) => this.isNamed(signature)) ?? false;
  }

  /** The text of a note that this key has signed; null for any other. Signatures by other keys are passed over. */
  open(note: string): string | null {
    const parts = splitNote(note);
    if (!parts) return null;
    const text = Buffer.from(parts.text);
    const isSigned = parts.signatures.some(
      (signature) => this.isNamed(signature) && verify(null, text, this.key, signature.signature),
    );
    return isSigned ? parts.text : null;
  }

  private isNamed({ name, id }: NoteSignature): boolean {
    return name === this.name && id.equals(this.id);
  }
}

export function noteSigner(name: string, privateKey: KeyObject): NoteSigner {
  const verifier = NoteVerifier.of(name, privateKey);
  return {
    verifier,
    sign: (text) => {
      const signature = sign(null, Buffer.from(text), privateKey);
      return `${text}\n${verifier.writeSignature(signature)}`;
    },
  };
}

interface NoteSignature {
  readonly name: string;
  readonly id: Buffer;
  readonly signature: Buffer;
}

/** A note's text and signatures, unchecked; null for what is no note. */
export function splitNote(
  note: string,
): { readonly text: string; readonly signatures: readonly NoteSignature[] } | null {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n")) return null;
  const lines = note.slice(end + 2, -1).split("\n");
  const signatures = lines.map(readSignature);
  if (signatures.some((signature) => signature === null)) return null;
  return { text: note.slice(0, end + 1), signatures: signatures as readonly NoteSignature[] };
}

function readSignature(line: string): NoteSignature | null {
  const [, name, encoded] = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
  if (name === undefined || encoded === undefined) return null;
  const bytes = Buffer.from(encoded, "base64");
  return bytes.length > KEY_ID_BYTES
    ? { name, id: bytes.subarray(0, KEY_ID_BYTES), signature: bytes.subarray(KEY_ID_BYTES) }
    : null;
}
